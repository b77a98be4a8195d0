//! The tours found.

use super::address::{Listed, Wish};
use super::card::tour_card;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PagesView, Tone};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::t;
use crate::pages::offers::board::Place as Start;
use crate::pages::tours::place::Place;
use shared::sites::Site;
use shared::tours::{Tour, TourQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub listed: Listed,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// The tours found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let query = props.listed.query(&props.sites);
    let key = format!("tours list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::tours::list(TourQuery { cursor, ..query.clone() }));
    use_fresh(&pages.first.reload);
    let reload = pages.first.reload.clone();
    let item = Callback::from(move |tour: Tour| tour_card(&tour, &reload));
    let shown = pages.items().len();
    html! {
        <>
            <p class="board-count" role="status">
                if pages.has_next {
                    { t!("tours.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("tours.shown", n = shown) }
                }
            </p>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props, may_write)} />
        </>
    }
}

/// No tour fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let Listed { steering, go, .. } = &props.listed;
    let address = &steering.address;
    let is_narrowed = props.listed.is_narrowed();
    let (title, hint) = match (address.is_ours(), is_narrowed) {
        (true, false) => (t!("tours.none_ours"), t!("tours.none_ours_hint")),
        (false, false) => (t!("tours.none"), t!("tours.none_hint")),
        (_, true) => (t!("tours.none_found"), t!("tours.none_found_hint")),
    };
    // Who is suspended cannot do what the hint proposes.
    let hint = may_write.then_some(hint);
    let anywhere = address.anywhere();
    html! {
        <Empty icon={Icon::Truck} {title} {hint}>
            <div class="cluster board-ways-out">
                if is_narrowed {
                    <Button tone={Tone::Secondary} onclick={go.reform(|()| Wish::default())} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if address.place(&props.sites) != Start::Anywhere {
                    <Button onclick={steering.go.reform(move |()| anywhere.clone())} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
                if may_write {
                    <ButtonLink to={Place::New.route()} icon={Icon::Plus}>{ t!("tours.plan") }</ButtonLink>
                }
            </div>
        </Empty>
    }
}
