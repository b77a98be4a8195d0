//! The best order of a tour's stops: read, computed beside the threads that serve and beside the database's writer, then
//! kept, if the tour still is as it was read.

use super::store::{self, ToOrder};
use crate::engine::touring::solver;
use crate::http::{Error, Identity, IfMatch, State};
use actix_web::web::block;
use shared::ids::TourId;
use shared::tours::{Tour, TourVisit};
use tokio::sync::Semaphore;

/// One tour at a time is computed: it fills a processor.
static SOLVERS: Semaphore = Semaphore::const_new(1);

/// Finds the best order and keeps it.
///
/// # Errors
/// 404; 403; 409 where the tour is not planned any more; 412 when somebody has changed it meanwhile.
pub async fn best(state: &State, me: Identity, id: TourId, seen: IfMatch) -> Result<Tour, Error> {
    let tour = state.read_as(me, move |cx, actor| store::to_order(cx, actor, id, seen)).await?;
    let version = tour.version;
    let better = shorter(tour).await?;
    // Also where there is nothing better: the log has what somebody wished.
    state.write_as(me, move |cx, actor| store::keep_order(cx, actor, id, version, better.as_deref())).await
}

async fn shorter(tour: ToOrder) -> Result<Option<Vec<TourVisit>>, Error> {
    let _turn = SOLVERS.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    let solved = block(move || {
        let found = solver::shorter(&tour.plan, &tour.present)?;
        Some(tour.visits(&found.order()))
    });
    solved.await.map_err(|error| Error::Internal(error.to_string()))
}
