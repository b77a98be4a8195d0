//! What people are told of weekly activity: that a week is missing.

use crate::http::{Cx, Error};
use crate::members;
use crate::notifications::{News, store as notifications};
use shared::ids::{OrganisationId, UserId};
use shared::iso_week::IsoWeek;
use shared::notifications::{Facts, NotificationKind};

/// Those who manage an organisation hear of its sites that have not declared a week: one notification for all of them.
///
/// # Errors
/// When the database fails.
pub fn missing(cx: &mut Cx<'_>, organisation_id: OrganisationId, week: IsoWeek, sites: &[&str]) -> Result<usize, Error> {
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let only = match sites {
        [name] => Some((*name).to_owned()),
        _ => None,
    };
    let facts = Facts { week: Some(week), item: only, count: u32::try_from(sites.len()).ok(), ..Facts::default() };
    let cause = format!("activity_missing:{organisation_id}:{week}");
    let news = News { organisation_id, kind: NotificationKind::ActivityMissing, cause, facts };
    notifications::tell_people(cx, &people, &news)
}
