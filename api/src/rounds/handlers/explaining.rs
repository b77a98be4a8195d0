//! Endpoints that say why a round is as it is, how fair it is, and what would be otherwise. What the engine computes for
//! them is computed beside the database.

use crate::http::{Error, Identity, Private, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use crate::rounds::store::{explain, simulate, statement};
use actix_web::web::{Path, block};
use actix_web::{get, post};
use shared::ids::{AllocationRoundId, SiteId};
use shared::rounds::{RoundExplanation, RoundStatement, Simulation, SimulationResult};

/// Runs what takes a processor for a while, on a thread that may wait.
///
/// # Errors
/// When the server stops.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    block(work).await.map_err(|error| Error::Internal(error.to_string()))
}

/// Explain what a site gets.
///
/// Where it stands among all, what stops it from getting more of each kind, which lines it gets and why, and what would
/// change it, each by an exact new solution. Once the round is published for members of the site's organisation, before that
/// for members of the food bank; for the administrator. 404 before the round is computed.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("site" = SiteId, Path, description = "The site")
    ),
    responses((status = 200, body = RoundExplanation, description = "The explanation"), ReadFailures)
)]
#[get("/allocation_rounds/{id}/shares/{site}")]
pub async fn explain_share(
    state: State,
    me: Identity,
    path: Path<(AllocationRoundId, SiteId)>,
) -> Result<Private<RoundExplanation>, Error> {
    let (round, site) = path.into_inner();
    let share = state.read_as(me, move |cx, actor| explain::read(cx, actor, round, site)).await?;
    aside(move || share.explained()).await?.map(Private)
}

/// Find how fair a round is.
///
/// Its figures beside those that other rules would have had, the levels of all sites without their names, and what was
/// thrown away before. Once the round is published for members of approved organisations, before that for members of the
/// food bank; for the administrator. 404 before the round is computed.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    responses((status = 200, body = RoundStatement, description = "The statement"), ReadFailures)
)]
#[get("/allocation_rounds/{id}/statement")]
pub async fn find_statement(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
) -> Result<Private<RoundStatement>, Error> {
    let round = state.read_as(me, move |cx, actor| statement::read(cx, actor, *id)).await?;
    aside(move || round.stated()).await.map(Private)
}

/// Try what a round would be with something changed.
///
/// Rooms, vehicles, reach and factors of sites, how much food there is, the tolerance: the round is shared out once more,
/// and nothing of it is kept. Lines set by hand are let go. For members of the food bank and the administrator, whatever the
/// round's status; a draft is taken as things are now.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    request_body = Simulation,
    responses((status = 200, body = SimulationResult, description = "What would come of it"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/simulations")]
pub async fn simulate_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    wanted: Valid<Simulation>,
) -> Result<Private<SimulationResult>, Error> {
    let round = state.read_as(me, move |cx, actor| simulate::read(cx, actor, *id, &wanted.0)).await?;
    aside(move || round.simulated()).await?.map(Private)
}
