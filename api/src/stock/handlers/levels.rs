//! Endpoints of sums: what there is, and what to take first.

use crate::http::{Error, Identity, Private, State, ValidQuery};
use crate::openapi::ReadFailures;
use crate::stock::store;
use actix_web::get;
use shared::stock::{PickList, PickQuery, Stock, StockQuery};

/// Find what an organisation has.
///
/// For its members and the administrator: weights by category and site, and what has its date within three and seven days.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(StockQuery),
    responses((status = 200, body = Stock, description = "The stock"), ReadFailures)
)]
#[get("/stock")]
pub async fn find_stock(state: State, me: Identity, query: ValidQuery<StockQuery>) -> Result<Private<Stock>, Error> {
    state.read_as(me, move |cx, actor| store::stock(cx, actor, &query.0)).await.map(Private)
}

/// Find what to take first.
///
/// For members of the site's organisation: lots of a category in the order in which they must leave, until the weight is
/// there. Only what may leave is in it. `site`, `category` and `grams` are needed.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(PickQuery),
    responses((status = 200, body = PickList, description = "What to take"), ReadFailures)
)]
#[get("/stock/pick")]
pub async fn find_stock_pick(state: State, me: Identity, query: ValidQuery<PickQuery>) -> Result<Private<PickList>, Error> {
    state.read_as(me, move |cx, actor| store::pick(cx, actor, &query.0)).await.map(Private)
}
