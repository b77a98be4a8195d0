//! Endpoints of weekly activity.

use super::store;
use crate::http::{Actor, Cx, Download, Error, Identity, IfMatch, Language, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures};
use actix_web::web::{Json, Path};
use actix_web::{get, put};
use shared::activity::{
    ActivityCounts, ActivityQuery, ActivitySums, WeeklyActivity, WeeklyActivityPage, WeeklyActivityQuery,
};
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;

/// List the weeks that a site has declared.
///
/// The latest first, with their corrections, and the weeks that are missing. For members of its organisation and the
/// administrator.
#[utoipa::path(
    tag = "activity",
    security(("bearer" = [])),
    params(("id" = SiteId, Path, description = "The site"), WeeklyActivityQuery),
    responses((status = 200, body = WeeklyActivityPage, description = "A page of weeks"), ReadFailures)
)]
#[get("/sites/{id}/weekly_activities")]
pub async fn list_weekly_activities(
    state: State,
    me: Identity,
    id: Path<SiteId>,
    query: ValidQuery<WeeklyActivityQuery>,
) -> Result<Paged<WeeklyActivityPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, *id, &query.0)).await.map(Paged)
}

/// Declare a site's week.
///
/// Counts only, of nobody in particular: what is left out or `null` was not counted, 0 is none. For members of the site's
/// organisation, from the week's Monday on until 53 weeks later (422 `/week` `week_to_come` or `week_too_old`). A week that
/// is declared already is corrected: that needs `If-Match` with the version that was seen, and what was said before stays
/// visible. `If-Match: "0"` says that no declaration was seen, and is 412 once there is one. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "activity",
    security(("bearer" = [])),
    params(
        ("id" = SiteId, Path, description = "The site"),
        ("week" = IsoWeek, Path, description = "The week"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version that was seen; \"0\" for none"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = ActivityCounts,
    responses((status = 200, body = WeeklyActivity, description = "The week; its version is the ETag"), EditFailures)
)]
#[put("/sites/{id}/weekly_activities/{week}")]
pub async fn declare_weekly_activity(
    state: State,
    me: Identity,
    once: Once,
    path: Path<(SiteId, IsoWeek)>,
    seen: Option<IfMatch>,
    counts: Valid<ActivityCounts>,
) -> Result<Tagged<WeeklyActivity>, Error> {
    let (site, week) = path.into_inner();
    let declare = move |cx: &mut Cx<'_>, actor: &Actor, counts: &ActivityCounts| {
        store::declare(cx, actor, store::Declared { site, week, seen, counts })
    };
    state.write_once(me, once, counts.0, declare).await.map(Tagged)
}

/// Sum up what an organisation's sites have counted.
///
/// Week by week, with how many sites have declared of those that should: nothing is guessed for the others. For its members
/// and the administrator. 422 for a `from` after `to`, or more than 106 weeks.
#[utoipa::path(
    tag = "activity",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"), ActivityQuery),
    responses((status = 200, body = ActivitySums, description = "The weeks"), ReadFailures)
)]
#[get("/organisations/{id}/activity")]
pub async fn find_organisation_activity(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
    query: ValidQuery<ActivityQuery>,
) -> Result<Json<ActivitySums>, Error> {
    state.read_as(me, move |cx, actor| store::of_organisation(cx, actor, *id, query.0)).await.map(Json)
}

/// Sum up what the network's sites have counted.
///
/// As for one organisation, for members of approved organisations.
#[utoipa::path(
    tag = "activity",
    security(("bearer" = [])),
    params(ActivityQuery),
    responses((status = 200, body = ActivitySums, description = "The weeks"), ReadFailures)
)]
#[get("/network/activity")]
pub async fn find_network_activity(
    state: State,
    me: Identity,
    query: ValidQuery<ActivityQuery>,
) -> Result<Json<ActivitySums>, Error> {
    state.read_as(me, move |cx, actor| store::of_network(cx, actor, query.0)).await.map(Json)
}

/// Export the weeks, site by site.
///
/// As comma-separated values with a heading: each week of each site that has declared it, and each that should have, with
/// nothing in it. The administrator's has the whole network; a member's has the sites of his or her organisations. In French
/// the cells are parted by semicolons. A cell that a spreadsheet would take for a formula begins with an apostrophe. For
/// members of approved organisations. 422 for a `from` after `to`, or more than 53 weeks; of more than 1 886 sites fewer, so
/// that there are at most 100 000 lines.
#[utoipa::path(
    tag = "activity",
    security(("bearer" = [])),
    params(ActivityQuery, ("Accept-Language" = Option<String>, Header, description = "French or English")),
    responses((status = 200, body = String, content_type = "text/csv", description = "The weeks"), ReadFailures)
)]
#[get("/network/activity/weeks.csv")]
pub async fn list_network_activity_csv(
    state: State,
    me: Identity,
    query: ValidQuery<ActivityQuery>,
    language: Language,
) -> Result<Download, Error> {
    let table = state.read_as(me, move |cx, actor| store::export(cx, actor, query.0, language.0)).await?;
    Ok(Download::csv("weeks.csv", table))
}
