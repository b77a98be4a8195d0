//! The filters of the catalogue in its address: those that all boards have, and what is asked of equipment alone.

use crate::pages::offers::board::{BoardAddress, Steering, pairs, use_board_address, use_way};
use crate::routes::Route;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::equipment::EquipmentKind;
use yew::prelude::*;
use yew_router::prelude::use_location;

/// What is asked of equipment alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Of this kind.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
    /// Free from this day on, as `2026-12-01`.
    #[serde(rename = "du", default, skip_serializing_if = "Option::is_none")]
    pub free_from: Option<String>,
    /// Free until the end of this day.
    #[serde(rename = "au", default, skip_serializing_if = "Option::is_none")]
    pub free_until: Option<String>,
}

impl Wish {
    /// The first and the last day on which the item is wanted; one day alone where one alone is said.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
        let (from, until) = (day(&self.free_from), day(&self.free_until));
        let first = from.or(until)?;
        Some((first, until.unwrap_or(first).max(first)))
    }
}

/// The address of the catalogue, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Catalogue {
    /// What all boards have: place, distance, whose.
    pub steering: Steering,
    /// What is asked of equipment alone.
    pub wish: Wish,
    /// Asks for something else; "back" returns.
    pub go: Callback<Wish>,
    /// Asks for something else in place of this: for what changes with every letter.
    pub refine: Callback<Wish>,
}

/// The filters in the address of the catalogue.
#[hook]
pub fn use_catalogue() -> Catalogue {
    let mut steering = use_board_address(Route::Equipment);
    let wish = use_location().and_then(|location| location.query::<Wish>().ok()).unwrap_or_default();
    let to = use_way(Route::Equipment);
    let boards = |replace: bool| {
        let wish = wish.clone();
        to.reform(move |board: BoardAddress| (pairs(&board, &wish), replace))
    };
    let wishes = |replace: bool| {
        let board = steering.address.clone();
        to.reform(move |wish: Wish| (pairs(&board, &wish), replace))
    };
    let (go, refine) = (wishes(false), wishes(true));
    (steering.go, steering.refine) = (boards(false), boards(true));
    Catalogue { steering, wish, go, refine }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(from: Option<&str>, until: Option<&str>) -> Wish {
        Wish { kind: None, free_from: from.map(str::to_owned), free_until: until.map(str::to_owned) }
    }

    #[test]
    fn one_day_alone_is_meant_from_its_beginning_to_its_end() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = |from, until| wish(from, until).days();
        assert_eq!(days(None, None), None);
        assert_eq!(days(Some("demain"), None), None);
        assert_eq!(days(None, Some("2026-12-02")), Some((day("2026-12-02"), day("2026-12-02"))));
        assert_eq!(days(Some("2026-12-01"), Some("2026-12-03")), Some((day("2026-12-01"), day("2026-12-03"))));
        assert_eq!(days(Some("2026-12-05"), Some("2026-12-03")), Some((day("2026-12-05"), day("2026-12-05"))));
    }

    #[test]
    fn both_halves_of_an_address_read_back() {
        let board = BoardAddress { within_km: Some(25), ..BoardAddress::default() };
        let wish = Wish { kind: Some(EquipmentKind::ColdBox), ..wish(Some("2026-12-01"), None) };
        let written = serde_urlencoded::to_string(pairs(&board, &wish)).unwrap();
        assert_eq!(written, "km=25&type=cold_box&du=2026-12-01");
        assert_eq!(serde_urlencoded::from_str::<BoardAddress>(&written).unwrap(), board);
        assert_eq!(serde_urlencoded::from_str::<Wish>(&written).unwrap(), wish);
    }
}
