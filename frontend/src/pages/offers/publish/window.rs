//! Times in which food can be fetched, as somebody chooses or types them: on the network's clocks.

use crate::i18n::{time, zone};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use shared::offers::PickupWindow;
use shared::time::MINUTE;
use yew::AttrValue;

/// A window that ends sooner than this is not proposed any more.
const SHORTEST: i64 = 45 * MINUTE;
/// Day from today, first and last hour: what people choose most.
const USUAL: [(u64, u32, u32); 6] = [(0, 9, 12), (0, 14, 17), (1, 9, 12), (1, 14, 17), (2, 9, 12), (2, 14, 17)];
/// Proposals shown at once.
const PROPOSED: usize = 4;

/// A window as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WindowDraft {
    /// As `2026-11-25T09:00`.
    pub from: String,
    /// As `2026-11-25T12:00`.
    pub to: String,
}

impl WindowDraft {
    /// A window of whole hours.
    fn hours(day: NaiveDate, from: u32, to: u32) -> Self {
        Self { from: format!("{day}T{from:02}:00"), to: format!("{day}T{to:02}:00") }
    }

    /// A window for tomorrow morning, to be changed.
    #[must_use]
    pub fn to_be_typed() -> Self {
        Self::hours(in_days(1), 9, 12)
    }

    /// The window; none while a part is missing or unreadable.
    #[must_use]
    pub fn build(&self) -> Option<PickupWindow> {
        Some(PickupWindow {
            starts_at: zone::instant(zone::read(&self.from)?),
            ends_at: zone::instant(zone::read(&self.to)?),
        })
    }

    /// The same length from another start.
    #[must_use]
    pub fn moved_to(&self, from: String) -> Self {
        let moved = || {
            let length = zone::read(&self.to)?.signed_duration_since(zone::read(&self.from)?);
            Some(zone::picker_text(zone::read(&from)?.checked_add_signed(length)?))
        };
        let to = moved().unwrap_or_else(|| self.to.clone());
        Self { from, to }
    }

    /// "demain, 9 h – 12 h"
    #[must_use]
    pub fn words(&self) -> AttrValue {
        self.build().map(|window| time::span(window.starts_at, window.ends_at)).unwrap_or_default()
    }

    /// Whether there is time left to come.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.build().is_some_and(|window| window.ends_at.0 - zone::now().0 > SHORTEST)
    }
}

impl From<&PickupWindow> for WindowDraft {
    fn from(window: &PickupWindow) -> Self {
        let shown = |at| zone::picker_text(zone::wall(at));
        Self { from: shown(window.starts_at), to: shown(window.ends_at) }
    }
}

/// The usual windows of the next days.
#[must_use]
pub fn proposals() -> Vec<WindowDraft> {
    let usual = USUAL.iter().map(|(days, from, to)| WindowDraft::hours(in_days(*days), *from, *to));
    usual.filter(WindowDraft::is_ahead).take(PROPOSED).collect()
}

/// The day so many days from today.
#[must_use]
pub fn in_days(days: u64) -> NaiveDate {
    let today = zone::today();
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_start_keeps_the_length() {
        let window = WindowDraft { from: "2026-11-25T09:00".to_owned(), to: "2026-11-25T12:00".to_owned() };
        let moved = window.moved_to("2026-11-26T22:30".to_owned());
        assert_eq!(moved.to, "2026-11-27T01:30");
        assert_eq!(window.moved_to(String::new()).to, window.to);
    }
}
