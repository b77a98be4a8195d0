//! What somebody types about equipment that is looked for.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::zone;
use crate::pages::offers::WindowDraft;
use chrono::{Days, NaiveDate};
use shared::equipment::EquipmentKind;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedPatch, NewEquipmentNeed};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::sites::Site;
use shared::time::{MINUTE, UtcMillis};

/// First and last hour that are proposed.
const HOURS: (&str, &str) = ("09:00", "18:00");

/// A need as text.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedDraft {
    /// Where it is needed.
    pub site: Option<SiteId>,
    /// What kind of thing.
    pub kind: Option<EquipmentKind>,
    /// What it is for.
    pub title: String,
    /// What one should know of it.
    pub description: String,
    /// From when until when.
    pub window: WindowDraft,
    /// Whether it is urgent.
    pub urgent: bool,
}

impl NeedDraft {
    /// A new one for tomorrow, at the first of our sites.
    #[must_use]
    pub fn at(sites: &[Site]) -> Self {
        let today = zone::today();
        Self::on(sites, today.checked_add_days(Days::new(1)).unwrap_or(today))
    }

    fn on(sites: &[Site], day: NaiveDate) -> Self {
        let hour = |hour: &str| format!("{day}T{hour}");
        Self {
            site: sites.first().map(|site| site.id),
            kind: None,
            title: String::new(),
            description: String::new(),
            window: WindowDraft { from: hour(HOURS.0), to: hour(HOURS.1) },
            urgent: false,
        }
    }
}

impl From<&EquipmentNeed> for NeedDraft {
    fn from(need: &EquipmentNeed) -> Self {
        let shown = |at: UtcMillis| zone::picker_text(zone::wall(at));
        Self {
            site: Some(need.site.id),
            kind: Some(need.kind),
            title: need.title.clone(),
            description: need.description.clone().unwrap_or_default(),
            window: WindowDraft { from: shown(need.starts_at), to: shown(need.ends_at) },
            urgent: need.urgent,
        }
    }
}

impl Draft for NeedDraft {
    type Wire = NewEquipmentNeed;

    fn build(&self) -> Result<NewEquipmentNeed, Vec<FieldError>> {
        let read = |text: &str| zone::read(text).map(zone::instant);
        let (starts_at, ends_at) = (read(&self.window.from), read(&self.window.to));
        let is_backwards = starts_at.zip(ends_at).is_some_and(|(from, until)| until <= from);
        // Whether it lies in the past, too far ahead or is too long is said by the server, whose clock counts.
        let errors = [
            ("/site_id", "required", self.site.is_none()),
            ("/kind", "required", self.kind.is_none()),
            ("/starts_at", "required", starts_at.is_none()),
            ("/ends_at", "required", ends_at.is_none()),
            ("/ends_at", "before_start", is_backwards),
        ];
        let errors = errors.into_iter().filter(|(_, _, wrong)| *wrong).map(|(at, code, _)| FieldError::new(at, code));
        let new = NewEquipmentNeed {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            kind: self.kind.unwrap_or(EquipmentKind::Other),
            title: self.title.trim().to_owned(),
            description: optional(&self.description),
            starts_at: starts_at.unwrap_or(UtcMillis(0)),
            ends_at: ends_at.unwrap_or(UtcMillis(0)),
            urgent: self.urgent,
        };
        checked_beside(errors.collect(), new)
    }
}

/// The changes between a need and what was typed over it.
#[must_use]
pub fn patch(typed: NewEquipmentNeed, before: &EquipmentNeed) -> EquipmentNeedPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    // A picker knows no seconds: what it shows unchanged is unchanged.
    let moved = |now: UtcMillis, before: UtcMillis| (now.0.div_euclid(MINUTE) != before.0.div_euclid(MINUTE)).then_some(now);
    EquipmentNeedPatch {
        site_id: changed(typed.site_id, &before.site.id),
        kind: changed(typed.kind, &before.kind),
        title: changed(typed.title, &before.title),
        description: changed(typed.description, &before.description),
        starts_at: moved(typed.starts_at, before.starts_at),
        ends_at: moved(typed.ends_at, before.ends_at),
        urgent: changed(typed.urgent, &before.urgent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_draft_says_what_is_missing_once_a_field() {
        let window = WindowDraft { from: String::new(), to: String::new() };
        let draft = NeedDraft { window, ..NeedDraft::on(&[], "2026-12-01".parse().unwrap()) };
        let mut pointers: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/ends_at", "/kind", "/site_id", "/starts_at", "/title"]);
    }

    #[test]
    fn a_whole_day_is_proposed() {
        let draft = NeedDraft::on(&[], "2026-12-05".parse().unwrap());
        assert_eq!((draft.window.from.as_str(), draft.window.to.as_str()), ("2026-12-05T09:00", "2026-12-05T18:00"));
    }
}
