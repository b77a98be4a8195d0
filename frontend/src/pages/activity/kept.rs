//! What is kept on the device: the site that was used last, and a refused declaration until it is taken up again.

use super::draft::ActivityDraft;
use crate::{browser, json};
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;

fn site_name(organisation: OrganisationId) -> String {
    format!("maillage.activity-site.{organisation}")
}

fn draft_name(site: SiteId, week: IsoWeek) -> String {
    format!("maillage.activity-draft.{site}.{week}")
}

/// The site that was used last.
#[must_use]
pub fn last_site(organisation: OrganisationId) -> Option<SiteId> {
    browser::stored(&site_name(organisation))?.parse().ok()
}

/// Remembers the site.
pub fn keep_site(organisation: OrganisationId, site: SiteId) {
    browser::store(&site_name(organisation), &site.to_string());
}

/// A draft as text, for a declaration that waits.
#[must_use]
pub fn text(draft: &ActivityDraft) -> String {
    json::write(draft).unwrap_or_default()
}

/// A draft from such a text.
#[must_use]
pub fn read(text: &str) -> Option<ActivityDraft> {
    json::read(text).ok()
}

/// Takes a draft up again; the form finds it when it opens.
pub fn take_up(site: SiteId, week: IsoWeek, text: &str) {
    browser::store(&draft_name(site, week), text);
}

/// The draft that was taken up, once.
#[must_use]
pub fn taken_up(site: SiteId, week: IsoWeek) -> Option<ActivityDraft> {
    let draft = read(&browser::stored(&draft_name(site, week))?)?;
    browser::store(&draft_name(site, week), "");
    Some(draft)
}
