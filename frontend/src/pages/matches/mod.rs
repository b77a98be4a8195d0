//! What fits an offer or a need of ours, why, and what to do about it.

mod dismissing;
pub mod help;
mod reasons;
mod row;
pub mod ways;

use crate::client;
use crate::components::{Empty, Icon, ResourceView};
use crate::hooks::use_resource;
use crate::i18n::{t, word};
use crate::routes::Route;
use dismissing::{FoodDismissing, use_dismissing};
pub use reasons::reasons;
use row::{Row, section};
use shared::ids::{NeedId, OfferId, OrganisationId, SiteId};
use shared::matches::{DismissalReason, MatchedNeed, MatchedNeedList, MatchedOffer, MatchedOfferList, NewDismissal};
use shared::offers::Offer;
use std::rc::Rc;
use ways::{claim, propose};
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_needs_that_fit`].
#[derive(PartialEq)]
pub struct OfferMatchesProps {
    /// Our offer.
    pub offer: Offer,
    /// Our organisation.
    pub us: OrganisationId,
}

/// Props of [`use_offers_that_fit`].
#[derive(PartialEq)]
pub struct NeedMatchesProps {
    /// Our need.
    pub need: NeedId,
    /// Its site.
    pub site: SiteId,
    /// Our organisation.
    pub us: OrganisationId,
}

/// The needs that our offer fits, each with the way to propose it.
#[hook]
pub fn use_needs_that_fit(props: Rc<OfferMatchesProps>) -> Html {
    let id = props.offer.id;
    let found = use_resource(format!("matches of offer {id}"), move || client::matches::list_of_offer(id));
    let dismissing = use_dismissing(found.reload.clone());
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedNeedList>| {
            let row = |found: &MatchedNeed| html! { <li key={found.need.id.to_string()}>{ need_row(&props, found, &dismissing) }</li> };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Heart} title={t!("matches.no_need")} hint={t!("matches.no_need_hint")} /> };
    section(&t!("matches.needs"), &dismissing.0, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

/// The offers that fit our need, each with the way to claim it.
#[hook]
pub fn use_offers_that_fit(props: Rc<NeedMatchesProps>) -> Html {
    let id = props.need;
    let found = use_resource(format!("matches of need {id}"), move || client::matches::list_of_need(id));
    let dismissing = use_dismissing(found.reload.clone());
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedOfferList>| {
            let row = |found: &MatchedOffer| html! { <li key={found.offer.id.to_string()}>{ offer_row(&props, found, &dismissing) }</li> };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Search} title={t!("matches.no_offer")} hint={t!("matches.no_offer_hint")} /> };
    section(&t!("matches.offers"), &dismissing.0, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

fn need_row(props: &OfferMatchesProps, found: &MatchedNeed, dismissing: &FoodDismissing) -> Html {
    let (need, offer) = (&found.need, &props.offer);
    let name = AttrValue::from(need.title.clone());
    let act = propose(offer, need.id, found.fit.grams);
    let row = Row {
        title: html! { <Link<Route> to={Route::Need { id: need.id }}>{ &need.title }</Link<Route>> },
        whose: &need.organisation.name,
        score: found.fit.score,
        reasons: reasons(&found.fit, Some(&need.organisation.name)),
        below: not_this_one(dismissing, &name, (offer.id, need.id, props.us), act),
        name,
    };
    row.draw()
}

fn offer_row(props: &NeedMatchesProps, found: &MatchedOffer, dismissing: &FoodDismissing) -> Html {
    let offer = &found.offer;
    let name = AttrValue::from(offer.title.clone());
    let act = claim(offer, props.need, props.site, found.fit.grams);
    let row = Row {
        title: html! { <Link<Route> to={Route::Offer { id: offer.id }}>{ &offer.title }</Link<Route>> },
        whose: &offer.organisation.name,
        score: found.fit.score,
        reasons: reasons(&found.fit, None),
        below: not_this_one(dismissing, &name, (offer.id, props.need, props.us), act),
        name,
    };
    row.draw()
}

/// What to do about the match, or why we do not want it.
fn not_this_one(
    (dismissing, dismiss): &FoodDismissing,
    name: &AttrValue,
    (offer_id, need_id, organisation_id): (OfferId, NeedId, OrganisationId),
    act: Html,
) -> Html {
    let answer = |reason: &DismissalReason| {
        let new = NewDismissal { offer_id, need_id, organisation_id, reason: *reason };
        (word(*reason), dismiss.reform(move |()| new))
    };
    dismissing.around(name, format!("{offer_id} {need_id}"), DismissalReason::ALL.iter().map(answer).collect(), act)
}
