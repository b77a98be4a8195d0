//! A session as a card that leads to it.

use super::words;
use crate::components::{Icon, LinkCard};
use crate::i18n::t;
use crate::pages::skills::place::Place;
use shared::skill_sessions::SkillSession;
use yew::prelude::*;

/// A session as a card.
pub fn session_card(session: &SkillSession) -> Html {
    let place = session
        .site
        .as_ref()
        .map_or_else(|| t!("skills.remote_short"), |site| AttrValue::from(format!("{}, {}", site.name, site.commune)));
    html! {
        <LinkCard to={Place::Session(session.id).route()} class={classes!("claim-card")}>
            <span class="card-title">{ &session.listing.title }</span>
            <span class="offer-line">{ Icon::Building }{ words::partner(session) }</span>
            <span class="offer-line">{ Icon::Clock }{ words::span(session) }</span>
            <span class="offer-line">{ Icon::Pin }{ place }</span>
            <span class="cluster offer-badges">{ words::badges(session) }</span>
        </LinkCard>
    }
}
