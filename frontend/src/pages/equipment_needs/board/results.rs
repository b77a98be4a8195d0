//! The needs found.

use super::address::{Board, Wish};
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PagesView, Tone};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::pages::equipment_needs::card::need_card;
use crate::pages::equipment_needs::place::Place;
use crate::pages::offers::board::Place as Origin;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedQuery};
use shared::ids::OrganisationId;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub board: Board,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
    /// Us.
    pub us: OrganisationId,
}

/// The needs found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let query = props.board.query(&props.sites, props.us);
    let key = format!("equipment needs list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::equipment_needs::list(EquipmentNeedQuery { cursor, ..query.clone() }));
    let item = Callback::from(|need: EquipmentNeed| need_card(&need));
    let shown = pages.items().len();
    html! {
        <>
            <p class="board-count" role="status">
                if pages.has_next {
                    { t!("equipment_need.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("equipment_need.shown", n = shown) }
                }
            </p>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props, may_write)} />
        </>
    }
}

/// No need fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let Board { steering, wish, go } = &props.board;
    let address = &steering.address;
    let is_narrowed = *wish != Wish::default();
    let publish = html! {
        if may_write {
            <ButtonLink to={Place::Publish.route()} tone={Tone::Secondary} icon={Icon::Plus}>{ t!("equipment_need.publish") }</ButtonLink>
        }
    };
    if address.is_ours() && !is_narrowed {
        // Who is suspended cannot do what the hint proposes.
        let hint = may_write.then(|| t!("equipment_need.none_ours_hint"));
        return html! { <Empty icon={Icon::Wrench} title={t!("equipment_need.none_ours")} {hint}>{ publish }</Empty> };
    }
    let anywhere = address.anywhere();
    html! {
        <Empty icon={Icon::Wrench} title={t!("equipment_need.none")} hint={t!("equipment_need.none_hint")}>
            <div class="cluster board-ways-out">
                if is_narrowed {
                    <Button tone={Tone::Secondary} onclick={go.reform(|()| Wish::default())} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if address.place(&props.sites) != Origin::Anywhere {
                    <Button onclick={steering.go.reform(move |()| anywhere.clone())} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
                { publish }
            </div>
        </Empty>
    }
}
