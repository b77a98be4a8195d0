//! The offers found, as a list and on a map beside it.

use super::address::{BoardAddress, Place, Steering, View};
use super::places;
use super::reading::understood;
use crate::browser;
use crate::client;
use crate::components::map::MapView;
use crate::components::{Button, ButtonLink, Choice, Empty, Icon, PagesView, Segmented, SelectField, Tone, one_of};
use crate::hooks::{Binding, use_pages, use_session};
use crate::i18n::{t, word};
use crate::pages::categories::use_categories;
use crate::pages::offers::card::offer_card;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::offers::{Offer, OfferSort};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The distance that an empty list proposes, km.
const WIDER: u32 = 50;

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

/// The offers found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let address = &props.steering.address;
    let query = address.query(&props.sites, props.us);
    let key = format!("offers {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::offers::list(shared::offers::OfferQuery { cursor, ..query.clone() }));
    let tree = use_categories();
    let first = pages.first.data();
    let marked = use_state(|| None::<AttrValue>);
    let pressed = use_state(|| None::<AttrValue>);
    let offers = pages.items();
    let item = {
        let (marked, pressed) = (marked.clone(), pressed.clone());
        Callback::from(move |offer: Offer| item(&offer, &marked, pressed.as_ref()))
    };
    let onselect = {
        let (marked, pressed, offers) = (marked.clone(), pressed.clone(), offers.clone());
        Callback::from(move |key: AttrValue| {
            if let Some(first) = places::at(&offers, &key).first() {
                browser::reveal(&format!("offre-{}", first.id));
            }
            marked.set(None);
            pressed.set(Some(key));
        })
    };
    let home = match address.place(&props.sites) {
        Place::Site(site) => Some(site),
        Place::Commune(..) | Place::Anywhere => None,
    };
    let view = address.view.unwrap_or_default();
    let selected = (*marked).clone().or_else(|| (*pressed).clone());
    html! {
        <>
            { understood(first.as_ref().and_then(|page| page.reading.as_ref()), &props.steering, &tree) }
            { toolbar(&props.steering, &Rc::clone(&props.sites), offers.len(), pages.has_next) }
            <div class={classes!("board", (view == View::Map).then_some("board-as-map"))}>
                <div class="board-list">
                    <PagesView shown={pages.shown(&item)} empty={nothing(&props, may_write)} />
                </div>
                <div class="board-map">
                    <MapView label={t!("board.map")} places={places::places(&offers, home)} {selected} {onselect} layout={view as u8} wheel=true>
                        if let Some(key) = &*pressed {
                            { panel(&places::at(&offers, key).into_iter().cloned().collect::<Vec<_>>(), &close(&pressed)) }
                        }
                    </MapView>
                </div>
            </div>
        </>
    }
}

impl Clone for ResultsProps {
    fn clone(&self) -> Self {
        Self { steering: self.steering.clone(), sites: Rc::clone(&self.sites), us: self.us }
    }
}

fn close(pressed: &UseStateHandle<Option<AttrValue>>) -> Callback<()> {
    let pressed = pressed.clone();
    Callback::from(move |()| pressed.set(None))
}

/// A card that marks its place on the map while it is pointed at.
fn item(offer: &Offer, marked: &UseStateHandle<Option<AttrValue>>, pressed: Option<&AttrValue>) -> Html {
    let key = places::key_of(offer);
    let is_pressed = key.is_some() && key.as_ref() == pressed;
    let mark = |key: Option<AttrValue>| {
        let marked = marked.clone();
        move || marked.set(key.clone())
    };
    let (enter, focus, leave) = (mark(key.clone()), mark(key), mark(None));
    html! {
        <div
            id={format!("offre-{}", offer.id)}
            class={classes!("board-item", is_pressed.then_some("board-item-marked"))}
            onmouseenter={move |_: MouseEvent| enter()}
            onfocusin={move |_: FocusEvent| focus()}
            onmouseleave={move |_: MouseEvent| leave()}
        >
            { offer_card(offer) }
        </div>
    }
}

/// What is at the pressed place.
fn panel(offers: &[Offer], onclose: &Callback<()>) -> Html {
    let Some(first) = offers.first() else { return html! {} };
    html! {
        <div class="board-panel">
            <div class="spread">
                <p class="row-title">{ &first.site.name }</p>
                <button type="button" class="button button-quiet button-icon" aria-label={t!("dialog.close")} onclick={onclose.reform(|_: MouseEvent| ())}>
                    { Icon::Close }
                </button>
            </div>
            <ul class="list">{ for offers.iter().map(|offer| html! { <li>{ offer_card(offer) }</li> }) }</ul>
        </div>
    }
}

/// How many there are, their order, and list or map on a phone.
fn toolbar(steering: &Steering, sites: &Rc<Vec<Site>>, shown: usize, more: bool) -> Html {
    let address = &steering.address;
    let place = address.place(sites);
    let sorts = OfferSort::ALL.iter().filter(|sort| **sort != OfferSort::Distance || place != Place::Anywhere);
    let sorts: Vec<_> = sorts.map(|sort| Choice::new(*sort, word(*sort))).collect();
    let sort = Binding {
        pointer: "/sort",
        value: address.order(&place),
        error: None,
        change: change(steering, |address, sort| address.sort = Some(sort)),
    };
    let views = vec![Choice::new(View::List, t!("board.list")), Choice::new(View::Map, t!("board.as_map"))];
    let view = Binding {
        pointer: "/view",
        value: address.view.unwrap_or_default(),
        error: None,
        change: change(steering, |address, view| address.view = (view == View::Map).then_some(view)),
    };
    html! {
        <div class="board-toolbar">
            <p class="board-count" role="status">
                if more {
                    { t!("board.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("board.shown", n = shown) }
                }
            </p>
            <div class="board-views">
                <Segmented question={one_of(&view, &views)} label={t!("board.view")} show_label=false icons={vec![Icon::List, Icon::Map]} />
            </div>
            <div class="board-sort"><SelectField question={one_of(&sort, &sorts)} label={t!("board.sort")} /></div>
        </div>
    }
}

fn change<V: 'static>(steering: &Steering, part: fn(&mut BoardAddress, V)) -> Callback<V> {
    let address = steering.address.clone();
    steering.go.reform(move |chosen: V| {
        let mut address = address.clone();
        part(&mut address, chosen);
        address
    })
}

/// No offer fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let address = &props.steering.address;
    let go = |address: BoardAddress| props.steering.go.reform(move |()| address.clone());
    if address.is_ours() && !address.is_narrowed() {
        // Who is suspended cannot do what the hint proposes.
        let hint = may_write.then(|| t!("board.none_ours_hint"));
        return html! {
            <Empty title={t!("board.none_ours")} {hint}>
                if may_write {
                    <ButtonLink to={Route::PublishOffer} tone={Tone::Primary} icon={Icon::Plus}>{ t!("nav.publish") }</ButtonLink>
                }
            </Empty>
        };
    }
    let placed = address.place(&props.sites) != Place::Anywhere;
    let unfiltered = address.unfiltered();
    let wider = BoardAddress { within_km: Some(WIDER), ..address.clone() };
    let anywhere = address.anywhere();
    html! {
        <Empty icon={Icon::Search} title={t!("board.none")} hint={t!("board.none_hint")}>
            <div class="cluster board-ways-out">
                if address.is_narrowed() {
                    <Button onclick={go(unfiltered)} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if placed && address.within() < WIDER {
                    <Button onclick={go(wider)} icon={Icon::Map}>{ t!("board.wider", km = i64::from(WIDER)) }</Button>
                } else if placed {
                    <Button onclick={go(anywhere)} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
            </div>
        </Empty>
    }
}
