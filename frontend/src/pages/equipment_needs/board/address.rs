//! The filters of the board in its address: those that all boards have, and the kind of equipment.

use crate::pages::equipment_needs::place::Place;
use crate::pages::offers::board::{BoardAddress, Steering, pairs, use_board_address, use_way};
use serde::{Deserialize, Serialize};
use shared::equipment::EquipmentKind;
use shared::equipment_needs::EquipmentNeedQuery;
use shared::ids::OrganisationId;
use shared::sites::Site;
use yew::prelude::*;
use yew_router::prelude::use_location;

/// What is asked of these needs alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Of this kind.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EquipmentKind>,
}

/// The address of the board, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Board {
    /// What all boards have: place, distance, whose.
    pub steering: Steering,
    /// What is asked of these needs alone.
    pub wish: Wish,
    /// Asks for something else; "back" returns.
    pub go: Callback<Wish>,
}

impl Board {
    /// The question to the server.
    #[must_use]
    pub fn query(&self, sites: &[Site], us: OrganisationId) -> EquipmentNeedQuery {
        let address = &self.steering.address;
        let near = address.near(sites);
        EquipmentNeedQuery {
            kind: self.wish.kind,
            organisation: address.is_ours().then_some(us),
            near_site: near.site,
            near_commune: near.commune,
            within_km: near.within_km,
            limit: None,
            cursor: None,
        }
    }
}

/// The filters in the address of the board.
#[hook]
pub fn use_board() -> Board {
    let mut steering = use_board_address(Place::Board.route());
    let wish = use_location().and_then(|location| location.query::<Wish>().ok()).unwrap_or_default();
    let to = use_way(Place::Board.route());
    let boards = |replace: bool| to.reform(move |board: BoardAddress| (pairs(&board, &wish), replace));
    let board = steering.address.clone();
    let go = to.reform(move |wish: Wish| (pairs(&board, &wish), false));
    (steering.go, steering.refine) = (boards(false), boards(true));
    Board { steering, wish, go }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_of_an_address_read_back() {
        let board = BoardAddress { within_km: Some(25), ..BoardAddress::default() };
        let wish = Wish { kind: Some(EquipmentKind::Van) };
        let written = serde_urlencoded::to_string(pairs(&board, &wish)).unwrap();
        assert_eq!(written, "km=25&type=van");
        assert_eq!(serde_urlencoded::from_str::<BoardAddress>(&written).unwrap(), board);
        assert_eq!(serde_urlencoded::from_str::<Wish>(&written).unwrap(), wish);
    }
}
