//! What is kept on the device: the site that was used last, and a refused declaration until it is taken up again.

use super::draft::ActivityDraft;
use crate::{browser, merging};
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;

/// What was typed of a week, with what it started from.
pub type Kept = merging::Kept<ActivityDraft>;

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

/// Takes up again what [`Kept::text`] gave; the form finds it when it opens.
pub fn take_up(site: SiteId, week: IsoWeek, text: &str) {
    browser::store(&draft_name(site, week), text);
}

/// What was taken up, once.
#[must_use]
pub fn taken_up(site: SiteId, week: IsoWeek) -> Option<Kept> {
    let kept = Kept::read(&browser::stored(&draft_name(site, week))?)?;
    browser::store(&draft_name(site, week), "");
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::activity::ActivityCounts;

    #[test]
    fn what_waits_reads_back_with_what_it_started_from() {
        let seen = ActivityDraft::of(&ActivityCounts { visits: Some(3), ..ActivityCounts::default() });
        let mut typed = seen.clone();
        typed.set(0, "12");
        let kept = Kept { typed, seen, version: 1 };
        assert_eq!(Kept::read(&kept.text()), Some(kept));
        assert_eq!(Kept::read(""), None);
    }
}
