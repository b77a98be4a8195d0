//! Endpoints of reports.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::ReportId;
use shared::paths;
use shared::reports::{NewReport, Report, ReportClosing, ReportPage, ReportQuery};

/// List reports.
///
/// The caller's own, the newest first; the administrator sees all.
#[utoipa::path(
    tag = "reports",
    security(("bearer" = [])),
    params(ReportQuery),
    responses((status = 200, body = ReportPage, description = "A page of reports"), ReadFailures)
)]
#[get("/reports")]
pub async fn list_reports(state: State, me: Identity, query: ValidQuery<ReportQuery>) -> Result<Paged<ReportPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Report a problem.
///
/// To the network's administrator, by a member of an approved or suspended organisation. The other organisation never sees
/// it. A claim, loan or session is between the two; an offer is the other's. 422 `/about_organisation_id`
/// `own_organisation`, `not_concerned`; 409 `too_many_reports` (with `max`). Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "reports",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewReport,
    responses((status = 201, body = Report, description = "Reported"), WriteFailures)
)]
#[post("/reports")]
pub async fn create_report(state: State, me: Identity, once: Once, new: Valid<NewReport>) -> Result<Created<Report>, Error> {
    let report = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::report(report.id)), value: report })
}

/// Find a report.
///
/// For its author and the administrator; else 404.
#[utoipa::path(
    tag = "reports",
    security(("bearer" = [])),
    params(("id" = ReportId, Path, description = "The report")),
    responses((status = 200, body = Report, description = "The report; its version is the ETag"), ReadFailures)
)]
#[get("/reports/{id}")]
pub async fn find_report(state: State, me: Identity, id: Path<ReportId>) -> Result<Tagged<Report>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Close a report.
///
/// For the administrator. Its author gets a mail with outcome and answer. 409 `report_closed`.
#[utoipa::path(
    tag = "reports",
    security(("bearer" = [])),
    params(
        ("id" = ReportId, Path, description = "The report"),
        ("If-Match" = String, Header, description = "The ETag of the report that is closed")),
    request_body = ReportClosing,
    responses((status = 200, body = Report, description = "Closed"), EditFailures)
)]
#[post("/reports/{id}/close")]
pub async fn close_report(
    state: State,
    me: Identity,
    id: Path<ReportId>,
    seen: IfMatch,
    Valid(closing): Valid<ReportClosing>,
) -> Result<Tagged<Report>, Error> {
    state.write_as(me, move |cx, actor| store::close(cx, actor, *id, seen, &closing)).await.map(Tagged)
}
