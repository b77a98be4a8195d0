//! One offer: what it is and where; for takers how to claim it, for its giver who has.

mod claim_draft;
mod claim_form;
mod claims;
mod dates;
mod facts;
mod manage;
mod need_choice;
mod records;

pub use claim_draft::moments;
pub use records::freezing_moment;

use super::own_sites::{OwnSitesProps, use_own_sites};
use super::photos::{GalleryProps, OwnPhotosProps, use_gallery, use_own_photos};
use super::words::{self, Label, Measure};
use crate::client;
use crate::components::{Badge, ButtonLink, Card, Icon, Mood, Notice, PageHeader, ResourceView, meter, part};
use crate::hooks::{Resource, use_resource, use_session};
use crate::i18n::{number, t, time, word};
use crate::pages::cascades::{CalledProps, GiverProps, use_cascade_of_giver, use_first_called};
use crate::pages::matches::{OfferMatchesProps, use_needs_that_fit};
use crate::pages::stock::place::Place;
use crate::routes::Route;
use claim_form::{ClaimFormProps, use_claim_form};
use claims::{use_claims_of_offer, use_our_claims};
use dates::use_dates;
use facts::{OfferFactsProps, use_offer_facts, where_and_when};
use manage::{ManageProps, use_manage};
use records::records;
use shared::ids::{OfferId, OrganisationId};
use shared::offers::{Offer, OfferStatus};
use shared::sites::{Site, SiteSummary};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_offer_page`].
#[derive(PartialEq)]
pub struct OfferPageProps {
    /// Which.
    pub id: OfferId,
}

/// One offer.
#[hook]
pub fn use_offer_page(props: Rc<OfferPageProps>) -> Html {
    let id = props.id;
    let session = use_session();
    let offer = use_resource(format!("offer {id}"), move || client::offers::find(id));
    let (shown, may_write) = (offer.data(), session.may_write());
    let title = shown.as_ref().map_or_else(|| t!("offer.one"), |offer| AttrValue::from(offer.title.clone()));
    let eyebrow = shown.as_ref().map(|offer| AttrValue::from(offer.organisation.name.clone()));
    let ready = {
        let (resource, us) = (offer.clone(), session.organisation());
        Callback::from(move |offer: Rc<Offer>| match us {
            Some(us) => part(use_body, PartProps { offer: (*offer).clone(), resource: resource.clone(), us }),
            None => html! {},
        })
    };
    let resource = offer.clone();
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Route::Offers} back_label={t!("nav.offers")}>
                if let Some(offer) = shown.clone().filter(|offer| offer.can_edit && may_write) {
                    { part(use_manage, ManageProps { offer: (*offer).clone(), resource: resource.clone() }) }
                }
                if let Some(offer) = shown.filter(|offer| Some(offer.organisation.id) == session.organisation()) {
                    { again(&offer, may_write) }
                }
            </PageHeader>
            <ResourceView shown={offer.shown(&ready)} lines=4 />
        </>
    }
}

/// Where its giver offers more of it: what is of a lot, from the lot.
fn again(offer: &Offer, may_write: bool) -> Html {
    match offer.lot_id {
        Some(lot) => {
            html! { <ButtonLink to={Place::Lot(lot).route()} icon={Icon::Package}>{ t!("publish.see_lot") }</ButtonLink> }
        }
        None if may_write => {
            html! { <ButtonLink to={Route::CopyOffer { id: offer.id }} icon={Icon::Copy}>{ t!("offer.copy") }</ButtonLink> }
        }
        None => html! {},
    }
}

/// Props of the parts.
#[derive(PartialEq)]
pub struct PartProps {
    /// The offer.
    pub offer: Offer,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Offer>,
    /// Our organisation.
    pub us: OrganisationId,
}

#[hook]
fn use_body(props: Rc<PartProps>) -> Html {
    let may_write = use_session().may_write();
    let (offer, us) = (&props.offer, props.us);
    let ours = offer.organisation.id == us;
    let sites = use_resource(format!("sites of {us}"), move || client::sites::list_of(us));
    let first =
        sites.data().and_then(|sites| sites.items.iter().find(|site| site.position.is_some()).map(SiteSummary::from));
    let home = first.filter(|_| !ours);
    let rest = || PartProps { offer: offer.clone(), resource: props.resource.clone(), us };
    html! {
        <div class="offer-page">
            <div class="offer-page-summary">{ summary(offer) }</div>
            <div class="stack offer-page-side">
                if ours {
                    if offer.status == OfferStatus::Open && offer.first_until.is_some() {
                        { part(use_cascade_of_giver, GiverProps { offer: offer.id, resource: props.resource.clone() }) }
                    }
                    { part(use_claims_of_offer, rest()) }
                    // While some are called first, nothing can be proposed to others.
                    if may_write && offer.status == OfferStatus::Open && offer.left_grams > Grams::ZERO && offer.first_until.is_none() {
                        { part(use_needs_that_fit, OfferMatchesProps { offer: offer.clone(), us }) }
                    }
                } else {
                    { part(use_our_claims, rest()) }
                    if may_write {
                        { take(offer, &props.resource, us) }
                    }
                }
            </div>
            <div class="stack offer-page-facts">
                { photos(&props, ours && may_write) }
                <Card title={t!("offer.facts")}>{ part(use_offer_facts, OfferFactsProps { offer: offer.clone() }) }</Card>
                { records(offer) }
                if offer.can_edit && may_write {
                    { part(use_dates, ManageProps { offer: offer.clone(), resource: props.resource.clone() }) }
                }
                { where_and_when(offer, home.as_ref()) }
            </div>
        </div>
    }
}

/// The photos: to look at, and for its giver to add and take away.
fn photos(props: &PartProps, ours: bool) -> Html {
    let offer = &props.offer;
    if ours {
        return part(use_own_photos, OwnPhotosProps { offer: offer.clone(), resource: props.resource.clone() });
    }
    let photos = offer.details.as_ref().map(|details| details.photos.clone()).unwrap_or_default();
    if photos.is_empty() {
        return html! {};
    }
    let gallery = GalleryProps { photos, title: offer.title.clone().into(), alts: Vec::new() };
    html! { <Card title={t!("photos.title")}>{ part(use_gallery, gallery) }</Card> }
}

/// How much is left, and the few words that decide.
fn summary(offer: &Offer) -> Html {
    let measure = Measure::from(offer);
    let left = measure.full(offer.left_grams);
    let label = t!("offer.left_label", left = left.clone(), total = measure.full(offer.total_grams));
    html! {
        <section class="card offer-summary" aria-label={t!("offer.left")}>
            <div class="offer-summary-left">
                <p class="offer-summary-amount" role="status">
                    if offer.left_grams > Grams::ZERO { { left } } else { { t!("offer.nothing_left") } }
                </p>
                <p class="muted">{ t!("offer.left_of", total = measure.full(offer.total_grams)) }</p>
            </div>
            { meter(offer.left_grams.0, offer.total_grams.0, &label) }
            <div class="cluster">
                if offer.status != OfferStatus::Open {
                    <Badge mood={Mood::Bad}>{ word(offer.status) }</Badge>
                }
                { words::temperature(offer.temperature_class) }
                { Label::of(offer.use_by, offer.best_before).map(Label::badge) }
                if offer.status == OfferStatus::Open && words::closes_soon(offer.closes_at) {
                    <Badge mood={Mood::Warm}>{ t!("offer.closes", until = time::until(offer.closes_at)) }</Badge>
                }
                if let Some(metres) = offer.distance_m {
                    <span class="muted">{ number::distance(metres) }</span>
                }
            </div>
        </section>
    }
}

/// The way to claim it, or why there is none.
fn take(offer: &Offer, resource: &Resource<Offer>, us: OrganisationId) -> Html {
    let (offer, us) = (offer.clone(), us);
    if offer.status != OfferStatus::Open {
        return html! { <Notice mood={Mood::Neutral}><p>{ t!("offer.over") }</p></Notice> };
    }
    if offer.left_grams <= Grams::ZERO {
        return html! { <Notice mood={Mood::Warm} title={t!("offer.nothing_left")}><p>{ t!("offer.nothing_left_hint") }</p></Notice> };
    }
    if offer.first_until.is_some() {
        let (id, resource) = (offer.id, resource.clone());
        let form = Callback::from(move |()| claim_card(&offer, &resource, us));
        return part(use_first_called, CalledProps { offer: id, us, form });
    }
    claim_card(&offer, resource, us)
}

/// The form, once our sites are known.
fn claim_card(offer: &Offer, resource: &Resource<Offer>, us: OrganisationId) -> Html {
    let title = if offer.first_until.is_some() { t!("cascade.wish_title") } else { t!("offer.claim") };
    let (offer, resource) = (offer.clone(), resource.clone());
    let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
        part(use_claim_form, ClaimFormProps { offer: offer.clone(), resource: resource.clone(), sites })
    });
    html! { <Card {title} class="claim-form">{ part(use_own_sites, OwnSitesProps { organisation: us, ready }) }</Card> }
}
