//! What is kept on the device: the draft, and what was received on it today.

use super::draft::LotDraft;
use crate::i18n::zone;
use crate::{browser, json};
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::units::Grams;

fn draft_name(organisation: OrganisationId) -> String {
    format!("maillage.lot-draft.{organisation}")
}

fn day_name(organisation: OrganisationId) -> String {
    format!("maillage.lots-of-day.{organisation}")
}

/// The draft of last time.
#[must_use]
pub fn load(organisation: OrganisationId) -> Option<LotDraft> {
    json::read(&browser::stored(&draft_name(organisation))?).ok()
}

/// Keeps a draft.
pub fn save(organisation: OrganisationId, draft: &LotDraft) {
    if let Some(text) = json::write(draft) {
        browser::store(&draft_name(organisation), &text);
    }
}

/// The draft as it is kept: what a refused reception is taken up again with.
#[must_use]
pub fn text(organisation: OrganisationId) -> String {
    browser::stored(&draft_name(organisation)).unwrap_or_default()
}

/// Takes a draft up again; the form finds it when it opens.
pub fn take_up(organisation: OrganisationId, text: &str) {
    browser::store(&draft_name(organisation), text);
}

/// What was received on this device today, what still waits for the network included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayCount {
    /// Which day.
    day: String,
    /// How many lots.
    pub lots: usize,
    /// All of them together.
    pub grams: Grams,
}

impl DayCount {
    /// With one more lot.
    #[must_use]
    pub fn with(&self, grams: Grams) -> Self {
        Self { day: self.day.clone(), lots: self.lots.saturating_add(1), grams: self.grams.plus(grams) }
    }
}

/// Today's count; another day begins at nothing.
#[must_use]
pub fn count(organisation: OrganisationId) -> DayCount {
    let today = zone::today().to_string();
    let kept: Option<DayCount> = browser::stored(&day_name(organisation)).and_then(|text| json::read(&text).ok());
    kept.filter(|kept| kept.day == today).unwrap_or(DayCount { day: today, ..DayCount::default() })
}

/// Keeps today's count.
pub fn keep_count(organisation: OrganisationId, count: &DayCount) {
    if let Some(text) = json::write(count) {
        browser::store(&day_name(organisation), &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lot_counts_once() {
        let two = DayCount::default().with(Grams(12_000)).with(Grams(500));
        assert_eq!((two.lots, two.grams), (2, Grams(12_500)));
    }
}
