//! What an item is, on which conditions it is lent, and where it is.

use crate::components::map::Look;
use crate::components::{Card, Fact, Icon};
use crate::i18n::{number, t};
use crate::pages::equipment::words;
use crate::pages::offers::pins::site_map;
use crate::pages::offers::words::address;
use shared::equipment::Equipment;
use yew::prelude::*;

/// The conditions in the lender's own words.
pub fn conditions(item: &Equipment) -> Html {
    match &item.conditions {
        Some(conditions) => html! { <Card title={t!("equipment.conditions")}><p class="prose">{ conditions }</p></Card> },
        None => html! {},
    }
}

/// The facts.
pub fn facts(item: &Equipment) -> Html {
    let answer = if item.is_answered() { t!("equipment.answers") } else { t!("equipment.lent_at_once") };
    html! {
        <Card title={t!("equipment.facts")}>
            <dl class="facts">
                <Fact term={t!("equipment.lender")} icon={Icon::Building}>{ &item.organisation.name }</Fact>
                <Fact term={t!("equipment.deposit")} icon={Icon::Key}>
                    { item.deposit_cents.map_or_else(|| t!("equipment.no_deposit"), number::euros) }
                </Fact>
                if let Some(requirements) = words::requirements(&item.requirements) {
                    <Fact term={t!("equipment.requirements")} icon={Icon::Shield}>{ requirements }</Fact>
                }
                <Fact term={t!("equipment.max_days")} icon={Icon::Calendar}>{ t!("equipment.days", n = item.max_days) }</Fact>
                if item.gap_hours > 0 {
                    <Fact term={t!("equipment.gap")} icon={Icon::Refresh}>{ t!("equipment.hours", n = item.gap_hours) }</Fact>
                }
                <Fact term={t!("equipment.request")} icon={Icon::Handover}>{ answer }</Fact>
            </dl>
        </Card>
    }
}

/// The place on a map, and the address.
pub fn whereabouts(item: &Equipment) -> Html {
    html! {
        <Card title={t!("equipment.where")}>
            <div class="contact">
                <p class="with-icon">
                    { Icon::Pin }
                    <span><strong>{ &item.site.name }</strong><br />{ address(&item.site) }</span>
                </p>
                { site_map(&item.site, Look::Normal, None) }
            </div>
        </Card>
    }
}
