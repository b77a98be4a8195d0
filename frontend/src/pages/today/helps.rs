//! Who can help us with equipment or a skill, whom we can help, and why.

use super::fits::Shown;
use crate::components::Icon;
use crate::i18n::t;
use crate::pages::equipment_needs::Place;
use crate::pages::matches::help::{reasons, ways};
use crate::routes::Route;
use shared::matches::MatchSide;
use shared::today::{DayEquipmentMatch, DaySkillMatch};
use yew::prelude::*;

/// The matches, each with the way to use it; nothing where there are none.
pub fn helps(equipment: &[DayEquipmentMatch], skills: &[DaySkillMatch]) -> Html {
    if equipment.is_empty() && skills.is_empty() {
        return html! {};
    }
    let item = |found: &DayEquipmentMatch| {
        let key = format!("{} {}", found.equipment.id, found.need.id);
        html! { <li {key}>{ equipment_card(found) }</li> }
    };
    let skill = |found: &DaySkillMatch| {
        let key = format!("{} {}", found.offered.id, found.wanted.id);
        html! { <li {key}>{ skill_card(found) }</li> }
    };
    html! {
        <section class="stack" aria-label={t!("today.helps")}>
            <h2 class="section-title">{ Icon::Handover }{ t!("today.helps") }</h2>
            <ul class="grid near">
                { for equipment.iter().map(item) }
                { for skills.iter().map(skill) }
            </ul>
        </section>
    }
}

fn equipment_card(found: &DayEquipmentMatch) -> Html {
    let DayEquipmentMatch { equipment, need, fit, .. } = found;
    let shown = match found.side {
        MatchSide::Needing => Shown {
            to: Route::Item { id: equipment.id },
            title: &equipment.name,
            whose: &equipment.organisation.name,
            own: t!("today.for_need", name = need.title.as_str()),
            reasons: reasons(fit, None),
            act: ways::ask(equipment.id, need, fit),
        },
        MatchSide::Offering => Shown {
            to: Place::Need(need.id).route(),
            title: &need.title,
            whose: &need.organisation.name,
            own: t!("today.with_item", name = equipment.name.as_str()),
            reasons: reasons(fit, Some(&need.organisation.name)),
            act: ways::look(need.id),
        },
    };
    shown.draw()
}

fn skill_card(found: &DaySkillMatch) -> Html {
    let DaySkillMatch { offered, wanted, fit, .. } = found;
    let shown = match found.side {
        MatchSide::Needing => Shown {
            to: ways::skill(offered.id),
            title: &offered.title,
            whose: &offered.organisation.name,
            own: t!("today.for_need", name = wanted.title.as_str()),
            reasons: reasons(fit, None),
            act: ways::propose(offered.id),
        },
        MatchSide::Offering => Shown {
            to: ways::skill(wanted.id),
            title: &wanted.title,
            whose: &wanted.organisation.name,
            own: t!("today.with_skill", name = offered.title.as_str()),
            reasons: reasons(fit, Some(&wanted.organisation.name)),
            act: ways::propose(wanted.id),
        },
    };
    shown.draw()
}
