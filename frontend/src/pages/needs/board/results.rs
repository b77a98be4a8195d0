//! The needs found.

use crate::client;
use crate::components::{Button, ButtonLink, Choice, Empty, Icon, PagesView, SelectField, Tone, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use crate::pages::categories::use_categories;
use crate::pages::needs::card::need_card;
use crate::pages::offers::board::{BoardAddress, Only, Place, Steering, Whose, understood};
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::needs::{Need, NeedKind, NeedQuery, NeedSort};
use shared::offers::OfferSort;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub steering: Steering,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
    /// Us.
    pub us: OrganisationId,
}

/// The needs found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let query = query(&props.steering.address, &props.sites, props.us);
    let key = format!("needs {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::needs::list(NeedQuery { cursor, ..query.clone() }));
    let tree = use_categories();
    let first = pages.first.data();
    let item = Callback::from(|need: Need| need_card(&need));
    html! {
        <>
            { understood(first.as_ref().and_then(|page| page.reading.as_ref()), &props.steering, &tree) }
            { toolbar(&props, pages.items().len(), pages.has_next) }
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props, may_write)} />
        </>
    }
}

/// The question to the server.
fn query(address: &BoardAddress, sites: &[Site], us: OrganisationId) -> NeedQuery {
    let near = address.near(sites);
    let ours = address.is_ours();
    NeedQuery {
        near_site: near.site,
        near_commune: near.commune,
        within_km: near.within_km,
        text: address.text.clone(),
        category: address.category.clone(),
        temperature_class: address.temperature,
        urgent: (address.only == Some(Only::Urgent)).then_some(true),
        kind: match address.only {
            Some(Only::Once) => Some(NeedKind::Once),
            Some(Only::Weekly) => Some(NeedKind::Weekly),
            Some(Only::Urgent) | None => None,
        },
        organisation: ours.then_some(us),
        status: None,
        // Our own, those that are over too, come in this order alone.
        sort: Some(if ours { NeedSort::Newest } else { sort_of(address.order(&address.place(sites))) }),
        limit: None,
        cursor: None,
    }
}

/// Both boards have the same orders.
const fn sort_of(sort: OfferSort) -> NeedSort {
    match sort {
        OfferSort::Distance => NeedSort::Distance,
        OfferSort::Newest => NeedSort::Newest,
        OfferSort::Closing => NeedSort::Closing,
    }
}

/// How many there are, and their order.
fn toolbar(props: &ResultsProps, shown: usize, more: bool) -> Html {
    let address = &props.steering.address;
    let place = address.place(&props.sites);
    let sorts = OfferSort::ALL.iter().filter(|sort| **sort != OfferSort::Distance || place != Place::Anywhere);
    let sorts: Vec<_> = sorts.map(|sort| Choice::new(*sort, word(sort_of(*sort)))).collect();
    let change = {
        let address = address.clone();
        props.steering.go.reform(move |sort| BoardAddress { sort: Some(sort), ..address.clone() })
    };
    let sort = Binding { pointer: "/sort", value: address.order(&place), error: None, change };
    html! {
        <div class="board-toolbar">
            <p class="board-count" role="status">
                if more {
                    { t!("needs.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("needs.shown", n = shown) }
                }
            </p>
            if !address.is_ours() {
                <div class="board-sort"><SelectField question={one_of(&sort, &sorts)} label={t!("board.sort")} /></div>
            }
        </div>
    }
}

/// No need fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let address = &props.steering.address;
    let go = |address: BoardAddress| props.steering.go.reform(move |()| address.clone());
    let publish = html! {
        if may_write {
            <ButtonLink to={Route::PublishNeed} tone={Tone::Secondary} icon={Icon::Plus}>{ t!("needs.publish") }</ButtonLink>
        }
    };
    if address.is_ours() && !address.is_narrowed() {
        // Who is suspended cannot do what the hint proposes.
        let hint = may_write.then(|| t!("needs.none_ours_hint"));
        return html! { <Empty icon={Icon::Heart} title={t!("needs.none_ours")} {hint}>{ publish }</Empty> };
    }
    let unfiltered = BoardAddress { whose: address.whose.filter(|whose| *whose == Whose::Ours), ..address.unfiltered() };
    html! {
        <Empty icon={Icon::Heart} title={t!("needs.none")} hint={t!("needs.none_hint")}>
            <div class="cluster board-ways-out">
                if address.is_narrowed() {
                    <Button onclick={go(unfiltered)} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if address.place(&props.sites) != Place::Anywhere {
                    <Button onclick={go(address.anywhere())} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
                { publish }
            </div>
        </Empty>
    }
}
