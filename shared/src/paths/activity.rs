//! Addresses of weekly activity.

use super::{ORGANISATIONS, SITES};
use crate::ids::{OrganisationId, SiteId};
use crate::iso_week::IsoWeek;

/// Path of what the network's sites have counted, week by week.
pub const NETWORK_ACTIVITY: &str = "/api/v1/network/activity";

/// Path of the weeks, site by site, as a table.
pub const NETWORK_ACTIVITY_CSV: &str = "/api/v1/network/activity/weeks.csv";

/// The weeks that a site has declared.
#[must_use]
pub fn weekly_activities(id: SiteId) -> String {
    format!("{SITES}/{id}/weekly_activities")
}

/// One week of a site, to declare or correct it.
#[must_use]
pub fn weekly_activity(id: SiteId, week: IsoWeek) -> String {
    format!("{SITES}/{id}/weekly_activities/{week}")
}

/// What the sites of an organisation have counted, week by week.
#[must_use]
pub fn organisation_activity(id: OrganisationId) -> String {
    format!("{ORGANISATIONS}/{id}/activity")
}
