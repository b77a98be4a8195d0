//! What a search looks for and when it tells, in words.

use crate::hooks::Resource;
use crate::i18n::{t, word};
use crate::pages::categories::label_of;
use shared::categories::CategoryList;
use shared::saved_searches::{Alert, SavedFilters};
use yew::prelude::*;

/// What a search looks for, each filter by itself; the whole network where there is none.
pub fn filters_in_words(filters: &SavedFilters, place: Option<&str>, tree: &Resource<CategoryList>) -> Vec<AttrValue> {
    let mut said: Vec<AttrValue> = Vec::new();
    said.extend(filters.text.as_deref().map(|text| t!("board.chip_text", text = text)));
    said.extend(filters.category.as_deref().map(|code| label_of(tree, code)));
    said.extend(filters.temperature_class.map(word));
    match (place, filters.within_km) {
        (Some(place), Some(km)) => said.push(t!("board.chip_near", place = place, km = i64::from(km))),
        (Some(place), None) => said.push(place.to_owned().into()),
        (None, _) => said.push(t!("board.anywhere")),
    }
    said
}

/// A name to start from: what is looked for and where.
pub fn proposed_name(filters: &SavedFilters, place: Option<&str>, tree: &Resource<CategoryList>) -> String {
    let what = filters.text.clone().or_else(|| filters.category.as_deref().map(|code| label_of(tree, code).to_string()));
    let what = what.or_else(|| filters.temperature_class.map(|class| word(class).to_string()));
    let parts: Vec<String> = what.into_iter().chain(place.map(str::to_owned)).collect();
    if parts.is_empty() { t!("searches.everything").to_string() } else { parts.join(", ") }
}

/// When mails are sent.
pub fn alert_in_words(alert: Alert, hour: u8) -> AttrValue {
    match alert {
        Alert::Daily => t!("searches.daily_at", hour = i64::from(hour)),
        Alert::Off | Alert::AtOnce => word(alert),
    }
}
