//! A skill as a card: what, whose, where, and the few words that decide.

use crate::components::{Icon, LinkCard};
use crate::i18n::t;
use crate::pages::skills::place::Place;
use crate::pages::skills::words;
use shared::skills::SkillListing;
use yew::prelude::*;

/// A skill as a card that leads to it.
pub fn listing_card(listing: &SkillListing) -> Html {
    html! {
        <LinkCard to={Place::Listing(listing.id).route()} class={classes!("item-card")}>
            <span class="item-card-head">
                <span class="item-mark">{ words::icon(listing.topic) }</span>
                <span class="card-title">{ &listing.title }</span>
            </span>
            <span class="offer-line">{ Icon::Building }{ &listing.organisation.name }</span>
            <span class="offer-line">{ Icon::Pin }{ words::place(listing) }</span>
            if let Some(person) = &listing.person {
                <span class="offer-line">{ Icon::Users }{ t!("skills.with", person = person.name.as_str()) }</span>
            }
            <span class="cluster offer-badges">{ words::badges(listing) }</span>
        </LinkCard>
    }
}
