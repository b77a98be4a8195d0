//! The items found.

use super::address::{Catalogue, Wish};
use super::card::item_card;
use super::query::query;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PagesView, Tone};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::pages::offers::board::Place;
use crate::routes::Route;
use shared::equipment::{Equipment, EquipmentQuery};
use shared::ids::OrganisationId;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub catalogue: Catalogue,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
    /// Us.
    pub us: OrganisationId,
}

/// The items found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let query = query(&props.catalogue, &props.sites, props.us);
    let key = format!("equipment list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::equipment::list(EquipmentQuery { cursor, ..query.clone() }));
    let item = Callback::from(|item: Equipment| item_card(&item));
    let shown = pages.items().len();
    html! {
        <>
            <p class="board-count" role="status">
                if pages.has_next {
                    { t!("equipment.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("equipment.shown", n = shown) }
                }
            </p>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props, may_write)} />
        </>
    }
}

/// No item fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let Catalogue { steering, wish, go, .. } = &props.catalogue;
    let address = &steering.address;
    let is_narrowed = *wish != Wish::default();
    let add = html! {
        if may_write {
            <ButtonLink to={Route::AddItem} tone={Tone::Secondary} icon={Icon::Plus}>{ t!("equipment.add") }</ButtonLink>
        }
    };
    if address.is_ours() && !is_narrowed {
        // Who is suspended cannot do what the hint proposes.
        let hint = may_write.then(|| t!("equipment.none_ours_hint"));
        return html! { <Empty icon={Icon::Wrench} title={t!("equipment.none_ours")} {hint}>{ add }</Empty> };
    }
    let anywhere = address.anywhere();
    html! {
        <Empty icon={Icon::Wrench} title={t!("equipment.none")} hint={t!("equipment.none_hint")}>
            <div class="cluster board-ways-out">
                if is_narrowed {
                    <Button onclick={go.reform(|()| Wish::default())} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if address.place(&props.sites) != Place::Anywhere {
                    <Button onclick={steering.go.reform(move |()| anywhere.clone())} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
                { add }
            </div>
        </Empty>
    }
}
