//! Rounds and drafts that tests start from.

use super::draft::StopDraft;
use super::food::FoodDraft;
use crate::pages::categories::ChosenCategory;
use crate::pages::collection_rounds::sheet::Sheet;
use shared::collection_rounds::{
    CollectionPlace, CollectionRound, CollectionRoundState, CollectionStop, CollectionStopState,
};
use shared::ids::{CollectionRoundId, OrganisationId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationSummary};
use shared::sites::SiteSummary;
use shared::time::UtcMillis;
use shared::units::Grams;
use uuid::Uuid;

/// So many kg of bread, as they are typed.
pub fn bread_typed(kg: &str) -> StopDraft {
    let category = ChosenCategory { text: "Pain".to_owned(), code: Some("bakery".to_owned()) };
    StopDraft { foods: vec![FoodDraft { category, kg: kg.to_owned(), ..FoodDraft::default() }], ..StopDraft::default() }
}

/// A shop.
pub fn place(name: &str) -> CollectionPlace {
    CollectionPlace { donor: None, name: name.to_owned(), address: None, expected_at: None, note: None }
}

/// A stop without anything.
pub fn stop(number: i64, state: CollectionStopState) -> CollectionStop {
    CollectionStop {
        number,
        place: place("Boulangerie"),
        state,
        foods: Vec::new(),
        grams: Grams::ZERO,
        note: None,
        at: None,
        by: None,
        version: 0,
    }
}

/// A round of one stop, which is at hand.
pub fn sheet(stop: CollectionStop) -> Sheet {
    let number = stop.number;
    let (organisation, site) = (whose(), site());
    let round = CollectionRound {
        id: CollectionRoundId(Uuid::from_u128(1)),
        route_id: None,
        organisation,
        site,
        title: "Ramasse du centre".to_owned(),
        day: "2026-11-30".parse().unwrap(),
        drivers: None,
        vehicle: None,
        state: CollectionRoundState::Open,
        stops: vec![stop],
        stop_count: 1,
        noted_count: 0,
        grams: Grams::ZERO,
        held: None,
        ended_at: None,
        ended_by: None,
        actions: Vec::new(),
        updated_at: UtcMillis(0),
        version: 1,
    };
    Sheet::of(round).at(number)
}

/// Whose rounds they are.
pub fn whose() -> OrganisationSummary {
    OrganisationSummary {
        id: OrganisationId(Uuid::from_u128(2)),
        name: "Épicerie sociale".to_owned(),
        kind: OrganisationKind::SocialGrocery,
    }
}

/// Where the food is brought.
pub fn site() -> SiteSummary {
    SiteSummary {
        id: SiteId(Uuid::from_u128(3)),
        name: "Local".to_owned(),
        address: None,
        postcode: "33500".to_owned(),
        commune: "Libourne".to_owned(),
        position: None,
    }
}
