//! A surplus in under thirty seconds: what, how much, until when; where and when are proposed.

mod draft;
mod fields;
mod for_need;
pub mod kept;
mod more;
mod of_lot;
mod parts;
mod pickup;
mod preview;
mod window;

pub use draft::{OfferDraft, patch};
pub use fields::{
    Given, PartProps, date_kind, date_kind_of, how_much, keeping, remarks, site_choice, temperature, temperature_of,
};
pub use for_need::ForNeed;
pub use kept::{begun as begun_draft, take_up as take_up_draft};
pub use more::use_more;
pub use of_lot::food;
pub use pickup::pickup;
pub use window::WindowDraft;

use super::own_sites::{OwnSitesProps, use_own_sites};
use super::photos::{ChosenProps, queue, use_chosen};
use crate::client;
use crate::components::{
    Button, ButtonLink, Choice, Empty, Icon, PageHeader, ProblemView, RadioCards, ResumedProps, Tone, keyed_part, one_of,
    part, plain_part, use_resumed, use_toast,
};
use crate::hooks::{Form, forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::outbox::{Deed, Outcome, Published, send_or_keep};
use crate::pages::needs::publish_tabs;
use crate::routes::Route;
use for_need::{use_category_of_need, use_for_need};
use preview::{PreviewProps, use_preview};
use shared::cascades::FirstCalled;
use shared::offers::{NewOffer, Offer};
use shared::organisations::OrganisationSummary;
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// A new offer.
#[hook]
pub fn use_publish_page() -> Html {
    let session = use_session();
    let for_need = use_for_need();
    let Some(membership) = session.membership() else { return html! {} };
    let giver = membership.organisation;
    let organisation = giver.id;
    // Another need is another draft.
    let key = format!("{organisation} {:?}", for_need.need);
    let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
        if sites.is_empty() {
            plain_part(use_no_site)
        } else {
            part(use_publish_form, PublishFormProps { sites, giver: giver.clone(), for_need: for_need.clone() })
        }
    });
    html! {
        <>
            <PageHeader title={t!("action.publish_offer")} lead={t!("publish.lead")}>
                <ButtonLink to={Route::RecurringSurpluses} tone={Tone::Quiet} icon={Icon::Refresh}>{ t!("recurring.every_week") }</ButtonLink>
            </PageHeader>
            { publish_tabs(&Route::PublishOffer) }
            { keyed_part(&key, use_own_sites, OwnSitesProps { organisation, ready }) }
        </>
    }
}

/// Food is somewhere: without a site there is nothing to publish.
#[hook]
fn use_no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("publish.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct PublishFormProps {
    sites: Rc<Vec<Site>>,
    giver: OrganisationSummary,
    for_need: ForNeed,
}

#[hook]
fn use_publish_form(props: Rc<PublishFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let us = props.giver.id;
    let need = props.for_need.need;
    let about = need.map(|need| need.0);
    let author = use_session().author();
    let keys = use_key_of();
    let photos = use_state(Vec::new);
    let publish_photos = (*photos).clone();
    let publish = use_mutation(
        move |offer: NewOffer| {
            let deed = Deed::Publish { title: offer.title.clone(), draft: kept::text(us, about), what: Published::Offer };
            let call = client::offers::publish(&offer, keys.of(&offer));
            send_or_keep(call, author, deed)
        },
        move |outcome: Outcome<Offer>| {
            kept::clear(us, about);
            match outcome {
                Outcome::Sent(offer) => {
                    forget("offers");
                    forget("stock");
                    forget("today");
                    toast.emit(t!("publish.done"));
                    queue::add(offer.id, publish_photos.clone(), toast.clone());
                    if let Some(navigator) = &navigator {
                        for_need::go_on(navigator, need, offer.id);
                    }
                }
                Outcome::Waiting => {
                    toast.emit(if publish_photos.is_empty() { t!("outbox.kept") } else { t!("photos.later") });
                    if let Some(navigator) = &navigator {
                        navigator.push(&Route::Outbox);
                    }
                }
            }
        },
    );
    let kept = use_memo(us, move |us| kept::load(*us, about));
    let form = use_form(|| start(kept.as_ref().clone(), &props.sites), publish.failure.clone());
    use_effect_with(Rc::clone(&form.draft), move |draft| kept::save(us, about, draft));
    use_category_of_need(&form, &props.for_need);
    let start_over = {
        let (form, sites) = (form.clone(), Rc::clone(&props.sites));
        Callback::from(move |()| form.reset(start(None, &sites)))
    };
    let chosen = ChosenProps { files: (*photos).clone(), change: Callback::from(move |files| photos.set(files)) };
    let site = props.sites.iter().find(|site| Some(site.id) == form.draft.site).cloned();
    // A lot lies where it lies.
    let places = match &site {
        Some(site) if form.draft.lot.is_some() => std::slice::from_ref(site),
        _ => props.sites.as_slice(),
    };
    html! {
        <div class="publish">
            <form class="publish-form" novalidate=true onsubmit={form.submit(publish.run.clone())}>
                if kept.is_some() {
                    { part(use_resumed, ResumedProps { start_over }) }
                }
                { food(&form, false) }
                <section class="card">
                    <h2>{ t!("publish.pickup") }</h2>
                    { site_choice(&form, places) }
                    { pickup(&form, true) }
                    { remarks(&form) }
                </section>
                <section class="card">{ first(&form) }</section>
                <section class="card">{ part(use_chosen, chosen) }</section>
                { part(use_more, PartProps { form: form.clone(), published: false }) }
                <ProblemView failure={publish.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={publish.busy}>{ t!("publish.send") }</Button>
                    <ButtonLink to={Route::Offers} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
                </div>
            </form>
            { part(use_preview, PreviewProps { draft: (*form.draft).clone(), giver: props.giver.clone(), site }) }
        </div>
    }
}

/// To whom it is proposed first.
fn first(form: &Form<OfferDraft>) -> Html {
    let choices = [
        Choice::new(FirstCalled::Everybody, t!("cascade.everybody")).detailed(t!("cascade.everybody_hint")),
        Choice::new(FirstCalled::Partners, t!("cascade.partners_first")).detailed(t!("cascade.partners_first_hint")),
    ];
    let bind = form.field("/first", |draft| &mut draft.first);
    html! { <RadioCards question={one_of(&bind, &choices)} label={t!("cascade.question")} /> }
}

/// The draft of last time or an empty one, at a site that exists.
fn start(kept: Option<OfferDraft>, sites: &[Site]) -> OfferDraft {
    let mut draft = kept.unwrap_or_default();
    if !sites.iter().any(|site| Some(site.id) == draft.site) {
        draft.site = sites.first().map(|site| site.id);
    }
    draft
}
