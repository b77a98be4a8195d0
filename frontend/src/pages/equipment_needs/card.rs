//! A need of equipment as a card: what for, which kind, whose, where, when.

use super::place::Place;
use super::words;
use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::i18n::{t, time, word};
use crate::pages::equipment::words::icon;
use shared::equipment_needs::EquipmentNeed;
use yew::prelude::*;

/// A need as a card that leads to it.
pub fn need_card(need: &EquipmentNeed) -> Html {
    let urgent = (need.urgent && need.is_open()).then_some("offer-card-urgent");
    html! {
        <LinkCard to={Place::Need(need.id).route()} class={classes!("item-card", urgent)}>
            <span class="item-card-head">
                <span class="item-mark">{ icon(need.kind) }</span>
                <span class="card-title">{ &need.title }</span>
            </span>
            <span class="offer-line">{ Icon::Building }{ &need.organisation.name }</span>
            <span class="offer-line">{ Icon::Pin }{ words::place(need) }</span>
            <span class="offer-line">{ Icon::Clock }{ time::span(need.starts_at, need.ends_at) }</span>
            <span class="cluster offer-badges">
                <Badge icon={icon(need.kind)}>{ word(need.kind) }</Badge>
                { words::standing(need) }
                if need.can_edit {
                    <Badge mood={Mood::Info} icon={Icon::Building}>{ t!("need.ours") }</Badge>
                }
            </span>
        </LinkCard>
    }
}
