//! The filters of the list in its address: those that all boards have, and what is asked of tours alone.

use crate::i18n::zone;
use crate::pages::offers::board::{self, BoardAddress, Origin, Steering, use_board_address, use_way};
use crate::pages::tours::place::Place;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use shared::sites::Site;
use shared::time::UtcMillis;
use shared::tours::TourQuery;
use yew::prelude::*;
use yew_router::prelude::use_location;

/// What is asked of tours alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Those that leave on this day, as `2026-12-01`.
    #[serde(rename = "jour", default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Those that look for somebody who drives.
    #[serde(rename = "conducteur", default, skip_serializing_if = "Option::is_none")]
    pub driver: Option<Driver>,
}

/// Whether somebody drives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Driver {
    /// Not yet.
    #[serde(rename = "cherche")]
    Wanted,
}

impl Wish {
    /// The day that is asked for.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        self.day.as_ref()?.parse().ok()
    }
}

/// The address of the list, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// What all boards have: place, distance, whose.
    pub steering: Steering,
    /// What is asked of tours alone.
    pub wish: Wish,
    /// Asks for something else; "back" returns.
    pub go: Callback<Wish>,
    /// Asks for something else in place of this: for what changes with every digit.
    pub refine: Callback<Wish>,
}

impl Listed {
    /// Whether anything but place and whose narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.wish != Wish::default()
    }

    /// The question to the server.
    #[must_use]
    pub fn query(&self, sites: &[Site]) -> TourQuery {
        let address = &self.steering.address;
        let near = address.near(sites);
        let (from, until) = self.wish.date().and_then(bounds).unzip();
        TourQuery {
            organisation: None,
            mine: address.is_ours().then_some(true),
            from,
            until,
            state: None,
            wants_driver: self.wish.driver.map(|_| true),
            near_site: near.site,
            near_commune: near.commune,
            within_km: near.within_km,
            limit: None,
            cursor: None,
        }
    }
}

/// When a day begins and ends on the network's clocks.
fn bounds(day: NaiveDate) -> Option<(UtcMillis, UtcMillis)> {
    Some((zone::midnight(day), zone::midnight(day.checked_add_days(Days::new(1))?)))
}

/// Both halves of the address, as pairs of names and values. From nowhere is what is usual here, and not said.
fn pairs(address: &BoardAddress, wish: &Wish) -> Vec<(String, String)> {
    let address = BoardAddress { origin: address.origin.filter(|origin| *origin != Origin::Anywhere), ..address.clone() };
    board::pairs(&address, wish)
}

/// The filters in the address of the list.
#[hook]
pub fn use_listed() -> Listed {
    let mut steering = use_board_address(Place::List.route());
    // The soonest of the whole network come first, unless somebody names a place.
    steering.address.origin.get_or_insert(Origin::Anywhere);
    let wish = use_location().and_then(|location| location.query::<Wish>().ok()).unwrap_or_default();
    let to = use_way(Place::List.route());
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
    Listed { steering, wish, go, refine }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_of_an_address_read_back() {
        let near = BoardAddress {
            origin: Some(Origin::Commune),
            commune: Some("33243".to_owned()),
            within_km: Some(25),
            ..BoardAddress::default()
        };
        let wish = Wish { day: Some("2026-12-05".to_owned()), driver: Some(Driver::Wanted) };
        let written = serde_urlencoded::to_string(pairs(&near, &wish)).unwrap();
        assert_eq!(written, "pres=commune&commune=33243&km=25&jour=2026-12-05&conducteur=cherche");
        assert_eq!(serde_urlencoded::from_str::<BoardAddress>(&written).unwrap(), near);
        assert_eq!(serde_urlencoded::from_str::<Wish>(&written).unwrap(), wish);
    }

    #[test]
    fn from_nowhere_is_not_said() {
        let anywhere = BoardAddress { origin: Some(Origin::Anywhere), ..BoardAddress::default() };
        assert!(pairs(&anywhere, &Wish::default()).is_empty());
        assert_eq!(Wish { day: Some("samedi".to_owned()), driver: None }.date(), None);
    }
}
