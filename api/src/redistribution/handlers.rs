//! Endpoints of redistribution in time.

use super::store;
use crate::http::{Error, Identity, State, Valid};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::{Json, Path};
use actix_web::{get, post};
use shared::ids::OrganisationId;
use shared::offers::{Redistribution, RedistributionDeclaration};

/// Find what an organisation has declared about redistribution in time.
///
/// Every member of the network sees it: who gives wants to know.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    responses((status = 200, body = Redistribution, description = "The last declaration"), ReadFailures)
)]
#[get("/organisations/{id}/redistribution")]
pub async fn find_redistribution(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
) -> Result<Json<Redistribution>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Json)
}

/// Declare whether an organisation redistributes in time.
///
/// A shop's gift changes hands at least 48 hours before its use-by date, unless the taker has declared that it
/// redistributes in time. Its coordinators declare it; each declaration is kept with who and when.
#[utoipa::path(
    tag = "organisations",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation")),
    request_body = RedistributionDeclaration,
    responses((status = 200, body = Redistribution, description = "The declaration"), WriteFailures)
)]
#[post("/organisations/{id}/redistribution")]
pub async fn update_redistribution(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
    told: Valid<RedistributionDeclaration>,
) -> Result<Json<Redistribution>, Error> {
    let in_time = told.0.redistributes_in_time;
    state.write_as(me, move |cx, actor| store::declare(cx, actor, *id, in_time)).await.map(Json)
}
