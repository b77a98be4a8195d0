//! Endpoints of the audit log.

use super::{export, store};
use crate::http::{Error, Identity, Paged, State, ValidQuery};
use crate::openapi::ReadFailures;
use actix_web::http::header;
use actix_web::{CustomizeResponder, HttpResponse, Responder, get};
use shared::audit::{AuditExport, AuditPage, AuditQuery};

/// List who did what.
///
/// Every write that somebody did, newest first, for the administrator; filters are combined. Entries are kept for as
/// many days as the installation's settings say and cannot be changed meanwhile.
#[utoipa::path(
    tag = "audit",
    security(("bearer" = [])),
    params(AuditQuery),
    responses((status = 200, body = AuditPage, description = "A page of the log"), ReadFailures)
)]
#[get("/audit")]
pub async fn list_audit(
    state: State,
    identity: Identity,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> Result<CustomizeResponder<Paged<AuditPage>>, Error> {
    let page = state.read_as(identity, move |cx, actor| store::list(cx, actor, &query)).await?;
    Ok(Paged(page).customize().insert_header((header::CACHE_CONTROL, "no-store")))
}

/// Export who did what.
///
/// The newest 20 000 entries that the filters leave, as comma-separated values with a heading, for a spreadsheet; for the
/// administrator. A cell that a spreadsheet would take for a formula begins with an apostrophe.
#[utoipa::path(
    tag = "audit",
    security(("bearer" = [])),
    params(AuditExport),
    responses((status = 200, body = String, content_type = "text/csv", description = "The entries"), ReadFailures)
)]
#[get("/audit.csv")]
pub async fn list_audit_csv(
    state: State,
    identity: Identity,
    ValidQuery(filters): ValidQuery<AuditExport>,
) -> Result<HttpResponse, Error> {
    let table = state.read_as(identity, move |cx, actor| export::table(cx, actor, filters)).await?;
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"));
    response.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.body(table))
}
