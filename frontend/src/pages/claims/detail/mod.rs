//! One claim: where it stands, what to do next, what happened, whom to reach.

mod contact;
mod freezing;
mod history;
mod next;

use super::card::handover_code;
use super::steps::{ClaimStepsProps, use_claim_steps};
use super::words;
use crate::client;
use crate::client::conversations::About;
use crate::components::{Card, Fact, Icon, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{number, t, time};
use crate::pages::conversations::conversation;
use crate::pages::offers::words::{self as offer_words, Label, Measure};
use crate::pages::reports::link::report_link;
use crate::pages::tours::passing::tours_of_claim;
use crate::routes::Route;
use contact::{ContactProps, use_contact};
use freezing::use_freezing;
use history::history;
use next::next_step;
use shared::claims::{Claim, Party};
use shared::ids::{ClaimId, ObjectId};
use shared::reports::ReportSubject;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_claim_page`].
#[derive(PartialEq)]
pub struct ClaimPageProps {
    /// Which.
    pub id: ClaimId,
}

/// One claim.
#[hook]
pub fn use_claim_page(props: Rc<ClaimPageProps>) -> Html {
    let id = props.id;
    let claim = use_resource(format!("claim {id}"), move || client::claims::find(id));
    use_fresh(&claim.reload);
    let title = claim.data().map_or_else(|| t!("claims.one"), |claim| AttrValue::from(claim.offer.title.clone()));
    let eyebrow = claim.data().map(|claim| crate::i18n::word(claim.party));
    let ready = {
        let resource = claim.clone();
        Callback::from(move |claim: Rc<Claim>| {
            part(use_body, BodyProps { claim: (*claim).clone(), resource: resource.clone() })
        })
    };
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Route::Claims} back_label={t!("nav.claims")} />
            <ResourceView shown={claim.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct BodyProps {
    claim: Claim,
    resource: Resource<Claim>,
}

#[hook]
fn use_body(props: Rc<BodyProps>) -> Html {
    let claim = &props.claim;
    html! {
        <div class="split">
            <div class="stack">
                { standing(claim, &props.resource) }
                { tours_of_claim(claim) }
                { part(use_freezing, BodyProps { claim: claim.clone(), resource: props.resource.clone() }) }
                { conversation(About::Claim(claim.id)) }
                <Card title={t!("claim.facts")}>{ claim_facts(claim) }</Card>
                { part(use_contact, ContactProps { claim: claim.clone() }) }
                if claim.party != Party::Observer {
                    { report_link(ReportSubject::Claim, ObjectId(claim.id.0), words::other_side(claim)) }
                }
            </div>
            <Card title={t!("claim.history")}>{ history(claim) }</Card>
        </div>
    }
}

/// Where it stands and what to do: the first thing on the page.
fn standing(claim: &Claim, resource: &Resource<Claim>) -> Html {
    let onchange = {
        let resource = resource.clone();
        Callback::from(move |claim: Claim| resource.replace(claim))
    };
    let (mood, icon) = words::look(claim.state);
    html! {
        <section class={classes!("card", "standing", mood.class())} aria-label={t!("claim.standing")}>
            <div class="standing-head">
                <span class="standing-mark">{ icon }</span>
                <div>
                    <p class="standing-state">{ crate::i18n::word(claim.state) }</p>
                    <p>{ next_step(claim) }</p>
                </div>
                { words::amount(claim) }
            </div>
            if let Some(code) = &claim.handover_code {
                { handover_code(code, true) }
            }
            if let Some(message) = &claim.message {
                <p class="claim-message">{ message }</p>
            }
            { part(use_claim_steps, ClaimStepsProps { claim: claim.clone(), onchange, onstale: resource.reload.clone(), forward: false }) }
            if let Some(lapse) = words::lapse(claim) {
                <p class="muted with-icon">{ Icon::Clock }{ lapse }</p>
            }
        </section>
    }
}

fn claim_facts(claim: &Claim) -> Html {
    let measure = Measure::from(&claim.offer);
    let label = Label::of(claim.offer.use_by, claim.offer.best_before);
    html! {
        <>
            <dl class="facts">
                <Fact term={t!("claim.giver")} icon={Icon::Building}>{ &claim.giver.name }</Fact>
                <Fact term={t!("claim.taker")} icon={Icon::Users}>{ &claim.taker.name }</Fact>
                <Fact term={t!("claim.quantity")} icon={Icon::Package}>{ measure.full(claim.grams) }</Fact>
                if let Some(received) = claim.received_grams {
                    <Fact term={t!("claim.arrived")} icon={Icon::Heart}>{ measure.full(received) }</Fact>
                }
                <Fact term={t!("claim.pickup")} icon={Icon::Clock}>{ words::pickup(claim) }</Fact>
                <Fact term={t!("claim.destination")} icon={Icon::Home}>{ format!("{}, {}", claim.taker_site.name, claim.taker_site.commune) }</Fact>
                if let Some(label) = label {
                    <Fact term={t!("claim.date")} icon={Icon::Calendar}>{ label.sentence() }</Fact>
                }
                <Fact term={t!("claim.requested_at")} icon={Icon::Calendar}>{ time::moment(claim.requested_at) }</Fact>
                if let Some(limit) = shared::cold_chain::limit(claim.offer.temperature_class) {
                    <Fact term={t!("claim.limit")} icon={Icon::Chilled}>{ number::temperature(limit) }</Fact>
                }
            </dl>
            <div class="cluster">
                { offer_words::temperature(claim.offer.temperature_class) }
                <Link<Route> to={Route::Offer { id: claim.offer.id }}>{ t!("claim.see_offer") }</Link<Route>>
                if let Some(need) = &claim.need {
                    <Link<Route> to={Route::Need { id: need.id }}>{ t!("claim.see_need") }</Link<Route>>
                }
            </div>
        </>
    }
}
