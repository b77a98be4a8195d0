//! An item as a card: what, whose, where, on which conditions.

use crate::components::{Icon, LinkCard};
use crate::pages::equipment::words;
use crate::pages::offers::card::photo_box;
use crate::routes::Route;
use shared::equipment::Equipment;
use yew::prelude::*;

/// An item as a card that leads to it.
pub fn item_card(item: &Equipment) -> Html {
    html! {
        <LinkCard to={Route::Item { id: item.id }} class={classes!("item-card")}>
            <span class="item-card-head">
                if let Some(photo) = item.photo {
                    { photo_box(photo) }
                } else {
                    <span class="item-mark">{ words::icon(item.kind) }</span>
                }
                <span class="card-title">{ &item.name }</span>
            </span>
            <span class="offer-line">{ Icon::Building }{ &item.organisation.name }</span>
            <span class="offer-line">{ Icon::Pin }{ words::place(item) }</span>
            if let Some(deposit) = words::deposit(item) {
                <span class="offer-line">{ Icon::Key }{ deposit }</span>
            }
            if let Some(requirements) = words::requirements(&item.requirements) {
                <span class="offer-line">{ Icon::Shield }{ requirements }</span>
            }
            <span class="cluster offer-badges">{ words::badges(item) }</span>
        </LinkCard>
    }
}
