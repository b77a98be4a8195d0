//! What is kept on the device: what was typed of a stop until it is sent, and which foods are noted most.

use super::draft::StopDraft;
use crate::{browser, json, merging};
use serde::{Deserialize, Serialize};
use shared::collection_rounds::StopRecord;
use shared::ids::CollectionRoundId;

/// Categories remembered.
const REMEMBERED: usize = 24;
/// Name of the categories in the device's storage.
const FOODS: &str = "maillage.collected-foods";

/// What was typed of a stop, with what it started from.
pub type Kept = merging::Kept<StopDraft>;

fn name(round: CollectionRoundId, number: i64) -> String {
    format!("maillage.stop-draft.{round}.{number}")
}

/// What was typed last time and not sent.
#[must_use]
pub fn load(round: CollectionRoundId, number: i64) -> Option<Kept> {
    Kept::read(&browser::stored(&name(round, number))?)
}

/// Keeps what was typed.
pub fn save(round: CollectionRoundId, number: i64, kept: &Kept) {
    browser::store(&name(round, number), &kept.text());
}

/// Forgets it: it was sent, or waits to be, or nothing was typed after all.
pub fn forget(round: CollectionRoundId, number: i64) {
    browser::forget(&name(round, number));
}

/// Takes up again what [`Kept::text`] gave; the form finds it when it opens.
pub fn take_up(round: CollectionRoundId, number: i64, text: &str) {
    browser::store(&name(round, number), text);
}

/// A category, and how often it was noted on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Noted {
    code: String,
    times: u32,
}

/// Codes of categories noted on this device, the most frequent first.
#[must_use]
pub fn usual_foods() -> Vec<String> {
    noted().into_iter().map(|one| one.code).collect()
}

fn noted() -> Vec<Noted> {
    browser::stored(FOODS).and_then(|text| json::read(&text).ok()).unwrap_or_default()
}

/// Counts what a shop gave.
pub fn count_foods(record: &StopRecord) {
    let counted = record.foods.iter().fold(noted(), |all, food| counted(all, &food.category));
    if let Some(text) = json::write(&counted) {
        browser::store(FOODS, &text);
    }
}

fn counted(mut all: Vec<Noted>, code: &str) -> Vec<Noted> {
    match all.iter_mut().find(|one| one.code == code) {
        Some(one) => one.times = one.times.saturating_add(1),
        None => all.push(Noted { code: code.to_owned(), times: 1 }),
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.times));
    all.truncate(REMEMBERED);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::bread_typed;

    #[test]
    fn what_waits_reads_back_with_what_it_started_from() {
        let kept = Kept { typed: bread_typed("12,5"), seen: StopDraft::default(), version: 2 };
        assert_eq!(Kept::read(&kept.text()), Some(kept));
        assert_eq!(Kept::read(""), None);
    }

    #[test]
    fn the_most_frequent_food_comes_first() {
        let all =
            ["bakery", "dairy", "dairy", "meat", "meat", "meat"].iter().fold(Vec::new(), |all, code| counted(all, code));
        assert_eq!(all.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), ["meat", "dairy", "bakery"]);
    }
}
