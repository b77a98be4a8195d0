//! What a need of equipment says in words. Names of states stand here and not among the words that every visitor fetches.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t};
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedStatus};
use yew::prelude::*;

/// "Coutras, à 15 km"
#[must_use]
pub fn place(need: &EquipmentNeed) -> AttrValue {
    match need.distance_metres {
        Some(metres) => {
            t!("offers.place_and_distance", commune = need.site.commune.as_str(), distance = number::distance(metres))
        }
        None => need.site.commune.clone().into(),
    }
}

/// What is not usual: urgent, found, taken back, over.
pub fn standing(need: &EquipmentNeed) -> Html {
    match need.status {
        EquipmentNeedStatus::Met => {
            html! { <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("equipment_need.met") }</Badge> }
        }
        EquipmentNeedStatus::Withdrawn => {
            html! { <Badge mood={Mood::Neutral} icon={Icon::Close}>{ t!("equipment_need.withdrawn") }</Badge> }
        }
        EquipmentNeedStatus::Open if need.over => {
            html! { <Badge mood={Mood::Neutral} icon={Icon::Clock}>{ t!("equipment_need.over") }</Badge> }
        }
        EquipmentNeedStatus::Open if need.urgent => {
            html! { <Badge mood={Mood::Warm} icon={Icon::Warning}>{ t!("need.urgent") }</Badge> }
        }
        EquipmentNeedStatus::Open => html! {},
    }
}
