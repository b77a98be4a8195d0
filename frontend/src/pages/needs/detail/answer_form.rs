//! Answering a need with part of one of our own offers, or with a new one.

use super::PartProps;
use super::answer_draft::{AnswerDraft, fitting};
use crate::client;
use crate::components::{
    Button, Choice, Icon, ProblemView, QuantityField, ResourceView, SelectField, TextArea, Tone, one_of, part, use_toast,
};
use crate::hooks::{Binding, Form, forget, use_form, use_mutation, use_resource};
use crate::i18n::{number, t, time, word};
use crate::pages::offers::words::Measure;
use crate::pages::offers::{ForNeed, moments};
use crate::pages::quantities;
use crate::routes::Route;
use shared::claims::Claim;
use shared::ids::OfferId;
use shared::needs::{Need, NewAnswer};
use shared::offers::{Offer, OfferPage, OfferQuery, OfferSort};
use shared::problem::Code;
use shared::units::{Grams, Unit};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_location, use_navigator};

/// Offers of ours to choose from, at most.
const MOST: u32 = 100;

/// Asks which of our offers, and how much of it.
#[hook]
pub fn use_answer(props: Rc<PartProps>) -> Html {
    let us = props.us;
    let offers = use_resource(format!("offers to answer with of {us}"), move || {
        let sort = Some(OfferSort::Newest);
        client::offers::list(OfferQuery { organisation: Some(us), sort, limit: Some(MOST), ..OfferQuery::default() })
    });
    let ready = {
        let props = Rc::clone(&props);
        Callback::from(move |page: Rc<OfferPage>| {
            let offers = fitting(&page.items, &props.need);
            if offers.is_empty() {
                none(&props.need)
            } else {
                part(use_answer_form, AnswerFormProps { about: (*props).clone(), offers: Rc::new(offers) })
            }
        })
    };
    html! { <ResourceView shown={offers.shown(&ready)} empty={none(&props.need)} /> }
}

/// Nothing of ours fits.
fn none(need: &Need) -> Html {
    html! {
        <div class="stack">
            <p>{ t!("answer.no_offer") }</p>
            { publish(need, "button button-primary") }
        </div>
    }
}

/// The way to an offer for this very need.
fn publish(need: &Need, classes: &'static str) -> Html {
    let query = ForNeed { need: Some(need.id), category: Some(need.category.clone()) };
    html! {
        <Link<Route, ForNeed> to={Route::PublishOffer} {query} {classes}>
            { Icon::Plus }<span>{ t!("answer.publish") }</span>
        </Link<Route, ForNeed>>
    }
}

#[derive(PartialEq)]
struct AnswerFormProps {
    about: PartProps,
    offers: Rc<Vec<Offer>>,
}

/// The address names the offer that was published for this need.
#[derive(serde::Deserialize)]
struct Preferred {
    #[serde(rename = "offre")]
    offer: OfferId,
}

#[hook]
fn use_answer_form(props: Rc<AnswerFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let need = &props.about.need;
    let id = need.id;
    let preferred = use_location().and_then(|location| location.query::<Preferred>().ok()).map(|query| query.offer);
    let send = use_mutation(
        move |answer: NewAnswer| client::needs::answer(id, answer),
        move |claim: Claim| {
            for family in ["claims", "offer", "need", "today"] {
                forget(family);
            }
            toast.emit(t!("answer.sent"));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Claim { id: claim.id });
            }
        },
    );
    let form = use_form(|| start(&props.offers, preferred, need), send.failure.clone());
    {
        // Others were faster, or it was taken back: show at once what is lacking now.
        let reload = props.about.resource.reload.clone();
        use_effect_with(send.failure.clone(), move |failure| {
            if failure.as_ref().is_some_and(|failure| failure.is(Code::NeedCovered) || failure.is(Code::NeedClosed)) {
                reload.emit(());
            }
        });
    }
    let Some(offer) = props.offers.iter().find(|offer| offer.id == form.draft.offer) else { return none(need) };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            { which(&form, &props) }
            { amount(&form, offer) }
            { pickup(&form, offer) }
            <TextArea bind={form.field("/message", |draft| &mut draft.message)} label={t!("offer.message")} hint={t!("answer.message_hint")} optional=true rows={2} />
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Handover} submit=true busy={send.busy} wide=true>{ send_words(&form) }</Button>
                { publish(need, "button button-quiet") }
            </div>
        </form>
    }
}

/// The offer that the address names, else the first that fits.
fn start(offers: &[Offer], preferred: Option<OfferId>, need: &Need) -> AnswerDraft {
    let named = offers.iter().find(|offer| Some(offer.id) == preferred);
    match named.or(offers.first()) {
        Some(offer) => AnswerDraft::of(offer, need, String::new()),
        // Never drawn: the form is for those who have offers.
        None => AnswerDraft {
            offer: OfferId(uuid::Uuid::nil()),
            measure: Measure { unit: Unit::Kilogram, piece: Grams(1_000) },
            amount: String::new(),
            pickup_at: None,
            message: String::new(),
        },
    }
}

/// Which of our offers; another one starts over with its own units and windows.
fn which(form: &Form<AnswerDraft>, props: &Rc<AnswerFormProps>) -> Html {
    let choice = |offer: &Offer| {
        let left = number::weight(offer.left_grams);
        Choice::new(offer.id, t!("answer.offer", title = offer.title.as_str(), left = left))
    };
    let choices: Vec<_> = props.offers.iter().map(choice).collect();
    let change = {
        let (form, props) = (form.clone(), Rc::clone(props));
        Callback::from(move |id: OfferId| {
            if let Some(offer) = props.offers.iter().find(|offer| offer.id == id) {
                form.reset(AnswerDraft::of(offer, &props.about.need, form.draft.message.clone()));
            }
        })
    };
    let bind = Binding { pointer: "/offer_id", value: form.draft.offer, error: form.error("/offer_id"), change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("answer.which")} /> }
}

fn amount(form: &Form<AnswerDraft>, offer: &Offer) -> Html {
    let most = quantities::thousandths(offer.left_grams, form.draft.measure).0;
    html! {
        <QuantityField
            bind={form.field("/grams", |draft| &mut draft.amount)}
            label={t!("offer.how_much")}
            unit={word(offer.unit)}
            step={if offer.unit == Unit::Kilogram && most >= 20_000 { 5 } else { 1 }}
            max={most}
        />
    }
}

/// When the taker could come: half-hours of our windows.
fn pickup(form: &Form<AnswerDraft>, offer: &Offer) -> Html {
    let bind = form.field("/pickup_at", |draft| &mut draft.pickup_at);
    let moments = moments(&offer.pickup_windows);
    let moments = moments.into_iter().map(|(at, day)| Choice::new(Some(at), time::moment(at)).grouped(day));
    let choices: Vec<_> = moments.chain([Choice::new(None, t!("offer.to_be_agreed"))]).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("answer.when")} /> }
}

/// "Proposer 40 kg", so that nobody presses it by mistake.
fn send_words(form: &Form<AnswerDraft>) -> AttrValue {
    match form.draft.grams() {
        Ok(grams) if grams > Grams::ZERO => t!("answer.send_quantity", quantity = form.draft.measure.count(grams)),
        _ => t!("answer.send"),
    }
}
