//! What sites count each week.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::activity::{ActivityCounts, ActivityQuery, ActivitySums, WeeklyActivityPage, WeeklyActivityQuery};
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;
use shared::paths;
use web_sys::Blob;

impl Content for ActivitySums {}

/// All weeks of a site that can still be corrected, which are fewer than one page has, and those that are missing.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list(site: SiteId) -> Result<WeeklyActivityPage, Failure> {
    let query = WeeklyActivityQuery { limit: Some(shared::page::MAX_LIMIT), cursor: None };
    Call::get_with(&paths::weekly_activities(site), &query).fetch().await
}

/// The declaration of a week by somebody who has seen this version, 0 for none; it can wait for the network. The same counts
/// with the same key are declared once.
#[must_use]
pub fn declare(site: SiteId, week: IsoWeek, seen: i64, counts: &ActivityCounts, key: String) -> Call {
    Call::put(&paths::weekly_activity(site, week)).if_match(seen).json(counts).once_as(key)
}

/// What all sites of an organisation have counted in the last twelve weeks.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn of_organisation(id: OrganisationId) -> Result<ActivitySums, Failure> {
    Call::get_with(&paths::organisation_activity(id), &ActivityQuery::default()).fetch().await
}

/// What all sites of the network have counted from one week to another.
///
/// # Errors
/// `organisation_not_approved`, `organisation_suspended`.
pub async fn of_network(from: IsoWeek, to: IsoWeek) -> Result<ActivitySums, Failure> {
    Call::get_with(paths::NETWORK_ACTIVITY, &ActivityQuery { from: Some(from), to: Some(to) }).fetch().await
}

/// The same weeks site by site as a table of comma-separated values: of those sites whose declarations one may read.
///
/// # Errors
/// `organisation_not_approved`, `organisation_suspended`.
pub async fn table(from: IsoWeek, to: IsoWeek) -> Result<Blob, Failure> {
    Call::get_with(paths::NETWORK_ACTIVITY_CSV, &ActivityQuery { from: Some(from), to: Some(to) }).file().await
}
