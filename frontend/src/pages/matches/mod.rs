//! What fits an offer or a need of ours, why, and what to do about it.

mod dismissing;
mod reasons;

use crate::client;
use crate::components::{Empty, Icon, ResourceView, meter};
use crate::hooks::use_resource;
use crate::i18n::{number, t};
use crate::pages::offers::words::Measure;
use crate::routes::Route;
use dismissing::{Dismissing, use_dismissing};
use reasons::reasons;
use serde::Serialize;
use shared::ids::{NeedId, OfferId, OrganisationId, SiteId};
use shared::matches::{DismissalReason, Fit, MatchedNeed, MatchedNeedList, MatchedOffer, MatchedOfferList, NewDismissal};
use shared::offers::Offer;
use shared::units::Grams;
use std::rc::Rc;
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

/// The address names the offer that a need's page shall propose first.
#[derive(Clone, PartialEq, Serialize)]
struct With {
    #[serde(rename = "offre")]
    offer: OfferId,
}

/// The address names the need that a claim is for.
#[derive(Clone, PartialEq, Serialize)]
struct For {
    #[serde(rename = "besoin")]
    need: NeedId,
    site: SiteId,
    #[serde(rename = "grammes")]
    grams: Grams,
}

/// The needs that our offer fits, each with the way to propose it.
#[hook]
pub fn use_needs_that_fit(props: Rc<OfferMatchesProps>) -> Html {
    let id = props.offer.id;
    let found = use_resource(format!("matches of offer {id}"), move || client::matches::list_of_offer(id));
    let dismissing = use_dismissing(&found.reload);
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedNeedList>| {
            let row = |found: &MatchedNeed| html! { <li key={found.need.id.to_string()}>{ need_row(&props, found, &dismissing) }</li> };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Heart} title={t!("matches.no_need")} hint={t!("matches.no_need_hint")} /> };
    section(&t!("matches.needs"), &dismissing, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

/// The offers that fit our need, each with the way to claim it.
#[hook]
pub fn use_offers_that_fit(props: Rc<NeedMatchesProps>) -> Html {
    let id = props.need;
    let found = use_resource(format!("matches of need {id}"), move || client::matches::list_of_need(id));
    let dismissing = use_dismissing(&found.reload);
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedOfferList>| {
            let row = |found: &MatchedOffer| html! { <li key={found.offer.id.to_string()}>{ offer_row(&props, found, &dismissing) }</li> };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Search} title={t!("matches.no_offer")} hint={t!("matches.no_offer_hint")} /> };
    section(&t!("matches.offers"), &dismissing, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

fn section(title: &AttrValue, dismissing: &Dismissing, list: Html) -> Html {
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2>{ title.clone() }</h2>
            { dismissing.said() }
            { list }
        </section>
    }
}

fn need_row(props: &OfferMatchesProps, found: &MatchedNeed, dismissing: &Dismissing) -> Html {
    let (need, offer) = (&found.need, &props.offer);
    let quantity = Measure::from(offer).count(found.fit.grams);
    let propose = html! {
        <Link<Route, With> to={Route::Need { id: need.id }} query={With { offer: offer.id }} classes="button button-secondary">
            { Icon::Handover }<span>{ t!("matches.propose", quantity = quantity) }</span>
        </Link<Route, With>>
    };
    let row = Row {
        title: html! { <Link<Route> to={Route::Need { id: need.id }}>{ &need.title }</Link<Route>> },
        name: need.title.clone().into(),
        whose: &need.organisation.name,
        taker: Some(&need.organisation.name),
        fit: &found.fit,
        act: propose,
    };
    row.draw(dismissing, offer.id, need.id, props.us)
}

fn offer_row(props: &NeedMatchesProps, found: &MatchedOffer, dismissing: &Dismissing) -> Html {
    let offer = &found.offer;
    let query = For { need: props.need, site: props.site, grams: found.fit.grams };
    let claim = html! {
        <Link<Route, For> to={Route::Offer { id: offer.id }} {query} classes="button button-secondary">
            { Icon::Package }<span>{ t!("matches.claim", quantity = Measure::from(offer).count(found.fit.grams)) }</span>
        </Link<Route, For>>
    };
    let row = Row {
        title: html! { <Link<Route> to={Route::Offer { id: offer.id }}>{ &offer.title }</Link<Route>> },
        name: offer.title.clone().into(),
        whose: &offer.organisation.name,
        taker: None,
        fit: &found.fit,
        act: claim,
    };
    row.draw(dismissing, offer.id, props.need, props.us)
}

/// One match as it is drawn on both pages.
struct Row<'r> {
    /// Its name, leading to it.
    title: Html,
    /// Its name.
    name: AttrValue,
    /// Whose it is.
    whose: &'r str,
    /// Who would take the food; `None` where that is us.
    taker: Option<&'r str>,
    fit: &'r Fit,
    /// What to do about it.
    act: Html,
}

impl Row<'_> {
    fn draw(self, dismissing: &Dismissing, offer_id: OfferId, need_id: NeedId, us: OrganisationId) -> Html {
        let percent = t!("matches.score", percent = number::integer(self.fit.score / 100));
        let new = NewDismissal { offer_id, need_id, organisation_id: us, reason: DismissalReason::Other };
        html! {
            <article class="card match" aria-label={self.name.clone()}>
                <div class="claim-head">
                    <h3 class="card-title">{ self.title }</h3>
                    <span class="muted">{ percent.clone() }</span>
                </div>
                { meter(self.fit.score, shared::matches::WHOLE, &percent) }
                <p class="muted">{ self.whose.to_owned() }</p>
                { reasons(self.fit, self.taker) }
                { dismissing.around(&self.name, new, self.act) }
            </article>
        }
    }
}
