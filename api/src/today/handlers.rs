//! Endpoint of the first page.

use super::store;
use crate::http::{Error, Identity, State, ValidQuery};
use crate::openapi::ReadFailures;
use actix_web::get;
use actix_web::web::Json;
use shared::today::{Today, TodayQuery};

/// Find what to do today.
///
/// Claims that wait for one of the caller's organisations, offers near and fitting it, and what it has moved: all of
/// the first page in one answer.
#[utoipa::path(
    tag = "today",
    security(("bearer" = [])),
    params(TodayQuery),
    responses((status = 200, body = Today, description = "The organisation's day"), ReadFailures)
)]
#[get("/today")]
pub async fn find_today(state: State, me: Identity, query: ValidQuery<TodayQuery>) -> Result<Json<Today>, Error> {
    state.read_as(me, move |cx, actor| store::today(cx, actor, query.0.organisation)).await.map(Json)
}
