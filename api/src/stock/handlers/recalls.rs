//! Endpoints of recalls.

use crate::http::{Created, Error, Identity, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use crate::stock::store;
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::RecallId;
use shared::paths;
use shared::stock::{NewRecall, Recall, RecallAcknowledgement, RecallPage, RecallQuery};

/// List recalls.
///
/// Those that concern the caller's organisations, the latest first; all of them for coordinators of a food bank and the
/// administrator.
#[utoipa::path(
    tag = "recalls",
    security(("bearer" = [])),
    params(RecallQuery),
    responses((status = 200, body = RecallPage, description = "A page of recalls"), ReadFailures)
)]
#[get("/recalls")]
pub async fn list_recalls(state: State, me: Identity, query: ValidQuery<RecallQuery>) -> Result<Paged<RecallPage>, Error> {
    state.read_as(me, move |cx, actor| store::list_recalls(cx, actor, &query.0)).await.map(Paged)
}

/// Recall a lot or a product.
///
/// By coordinators of a food bank and the administrator. The lots are held back wherever they are; every site that received
/// any of it gets a notice, and its organisation is told at once. 422 where nobody has received such a lot. Repeat safely
/// with an `Idempotency-Key`.
#[utoipa::path(
    tag = "recalls",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewRecall,
    responses((status = 201, body = Recall, description = "Recalled"), WriteFailures)
)]
#[post("/recalls")]
pub async fn create_recall(state: State, me: Identity, once: Once, new: Valid<NewRecall>) -> Result<Created<Recall>, Error> {
    let recall = state.write_once(me, once, new.0, store::recall).await?;
    Ok(Created { location: Some(paths::recall(recall.id)), value: recall })
}

/// Find a recall.
///
/// With its lots and the notices that the caller may see: its own organisations', or all.
#[utoipa::path(
    tag = "recalls",
    security(("bearer" = [])),
    params(("id" = RecallId, Path, description = "The recall")),
    responses(
        (status = 200, body = Recall, description = "The recall", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/recalls/{id}")]
pub async fn find_recall(state: State, me: Identity, id: Path<RecallId>) -> Result<Tagged<Recall>, Error> {
    state.read_as(me, move |cx, actor| store::find_recall(cx, actor, *id)).await.map(Tagged)
}

/// Acknowledge a recall.
///
/// For a site of the caller's: how much of what it still had was brought back, destroyed or given away before. The books
/// follow. It may be told in several parts; the site is settled once nothing is left, and the recall is closed with its last
/// site. 409 `stock_short` when more is accounted for than is there, `recall_closed`. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "recalls",
    security(("bearer" = [])),
    params(
        ("id" = RecallId, Path, description = "The recall"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = RecallAcknowledgement,
    responses((status = 200, body = Recall, description = "As it is now"), WriteFailures)
)]
#[post("/recalls/{id}/acknowledge")]
pub async fn acknowledge_recall(
    state: State,
    me: Identity,
    id: Path<RecallId>,
    once: Once,
    told: Valid<RecallAcknowledgement>,
) -> Result<Tagged<Recall>, Error> {
    let told = state.write_once(me, once, told.0, move |cx, actor, told| store::acknowledge(cx, actor, *id, told));
    told.await.map(Tagged)
}
