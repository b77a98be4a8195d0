//! What an item says in words: its kind, where it is, on which conditions.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, word};
use shared::equipment::{Equipment, EquipmentKind, Requirement};
use yew::prelude::*;

/// The picture of a kind.
#[must_use]
pub const fn icon(kind: EquipmentKind) -> Icon {
    match kind {
        EquipmentKind::Van | EquipmentKind::Trailer | EquipmentKind::Trolley => Icon::Truck,
        EquipmentKind::ColdBox | EquipmentKind::Refrigerator | EquipmentKind::ColdRoom => Icon::Chilled,
        EquipmentKind::Freezer => Icon::Frozen,
        EquipmentKind::Tent | EquipmentKind::Room => Icon::Home,
        EquipmentKind::Furniture | EquipmentKind::Storage | EquipmentKind::Other => Icon::Package,
        EquipmentKind::Kitchen => Icon::Ambient,
        EquipmentKind::Scales => Icon::Sliders,
        EquipmentKind::Tools => Icon::Wrench,
        EquipmentKind::Electronics => Icon::Phone,
    }
}

/// "Coutras, à 15 km"
#[must_use]
pub fn place(item: &Equipment) -> AttrValue {
    match item.distance_metres {
        Some(metres) => {
            t!("offers.place_and_distance", commune = item.site.commune.as_str(), distance = number::distance(metres))
        }
        None => item.site.commune.clone().into(),
    }
}

/// "Caution : 150 €"
#[must_use]
pub fn deposit(item: &Equipment) -> Option<AttrValue> {
    item.deposit_cents.map(|cents| t!("equipment.deposit_of", amount = number::euros(cents)))
}

/// "Permis de conduire, assurance"
#[must_use]
pub fn requirements(requirements: &[Requirement]) -> Option<AttrValue> {
    let words: Vec<_> = requirements.iter().map(|one| word(*one).to_string()).collect();
    (!words.is_empty()).then(|| words.join(", ").into())
}

/// What a borrower states, one sentence for each requirement.
#[must_use]
pub fn statement(requirement: Requirement) -> AttrValue {
    match requirement {
        Requirement::DrivingLicence => t!("booking.states_licence"),
        Requirement::InsuranceProof => t!("booking.states_insurance"),
        Requirement::TrainedPerson => t!("booking.states_training"),
    }
}

/// Small facts that decide: its kind, and what is special about it.
pub fn badges(item: &Equipment) -> Html {
    html! {
        <>
            <Badge icon={icon(item.kind)}>{ word(item.kind) }</Badge>
            { standing(item) }
        </>
    }
}

/// Whether it is lent at once, or no more.
pub fn standing(item: &Equipment) -> Html {
    html! {
        <>
            if item.retired {
                <Badge mood={Mood::Bad} icon={Icon::Close}>{ t!("equipment.retired") }</Badge>
            } else if item.in_repair {
                <Badge mood={Mood::Warm} icon={Icon::Wrench}>{ t!("repairs.badge") }</Badge>
            } else if !item.is_answered() {
                <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("equipment.at_once") }</Badge>
            }
        </>
    }
}
