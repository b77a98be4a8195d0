//! From a match to what is done about it: to ask for an item, to look at who looks for it, to propose a session.

use crate::components::{ButtonLink, Icon};
use crate::i18n::t;
use crate::pages::equipment_needs::Place;
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::equipment_needs::EquipmentNeed;
use shared::ids::{EquipmentId, EquipmentNeedId, OrganisationId, SkillListingId};
use shared::matches::help::HelpFit;
use shared::time::UtcMillis;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The address of an item names the need that it shall be asked for, and when it is wanted and free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The need.
    #[serde(rename = "besoin")]
    pub need: EquipmentNeedId,
    /// Whose need it is.
    #[serde(rename = "pour")]
    pub organisation: OrganisationId,
    /// From when.
    #[serde(rename = "du")]
    pub from: UtcMillis,
    /// Until when.
    #[serde(rename = "au")]
    pub until: UtcMillis,
}

impl Wanted {
    /// The time of a match.
    #[must_use]
    pub fn of(need: &EquipmentNeed, fit: &HelpFit) -> Self {
        Self {
            need: need.id,
            organisation: need.organisation.id,
            from: fit.starts_at.unwrap_or(need.starts_at),
            until: fit.ends_at.unwrap_or(need.ends_at),
        }
    }
}

/// The page of a skill.
#[must_use]
pub fn skill(id: SkillListingId) -> Route {
    Route::Skills { path: id.to_string() }
}

/// To the page of an item, where it is asked for as long as it is wanted and free.
pub fn ask(item: EquipmentId, need: &EquipmentNeed, fit: &HelpFit) -> Html {
    html! {
        <Link<Route, Wanted> to={Route::Item { id: item }} query={Wanted::of(need, fit)} classes="button button-secondary">
            { Icon::Handover }<span>{ t!("help.ask") }</span>
        </Link<Route, Wanted>>
    }
}

/// To the page of a need.
pub fn look(need: EquipmentNeedId) -> Html {
    html! { <ButtonLink to={Place::Need(need).route()} icon={Icon::ArrowRight}>{ t!("help.look") }</ButtonLink> }
}

/// To the page of a skill, where a session is proposed.
pub fn propose(id: SkillListingId) -> Html {
    html! { <ButtonLink to={skill(id)} icon={Icon::Handover}>{ t!("help.propose") }</ButtonLink> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        let wanted = Wanted {
            need: id.parse().unwrap(),
            organisation: id.parse().unwrap(),
            from: UtcMillis(1_795_852_800_000),
            until: UtcMillis(1_795_939_200_000),
        };
        let written = serde_urlencoded::to_string(wanted).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Wanted>(&written).unwrap(), wanted);
        assert!(written.starts_with(&format!("besoin={id}&pour={id}&du=2026-")), "{written}");
    }
}
