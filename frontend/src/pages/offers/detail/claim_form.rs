//! Claiming all or part of an offer.

use super::claim_draft::{ClaimDraft, Wanted, can_keep, capacity, half, moments};
use super::need_choice::{NeedChoiceProps, use_need_choice};
use crate::client;
use crate::client::Failure;
use crate::components::{
    Button, ButtonLink, Choice, Icon, Mood, Notice, ProblemView, QuantityField, SelectField, TextArea, Tone, one_of, part,
    use_toast,
};
use crate::hooks::{Draft, Form, Resource, forget, use_form, use_mutation};
use crate::i18n::{t, time, word};
use crate::pages::acceptance::{WarningProps, use_warning_of_criteria};
use crate::pages::quantities;
use crate::routes::Route;
use shared::claims::NewClaim;
use shared::ids::ClaimId;
use shared::offers::Offer;
use shared::problem::Code;
use shared::sites::Site;
use shared::units::{Grams, TemperatureClass, Unit};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// Props of [`use_claim_form`].
#[derive(PartialEq)]
pub struct ClaimFormProps {
    /// The offer.
    pub offer: Offer,
    /// Where it comes from, to be fetched anew when others were faster.
    pub resource: Resource<Offer>,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// Asks how much, where to, when.
#[hook]
pub fn use_claim_form(props: Rc<ClaimFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let offer = &props.offer;
    let (wishes, reload) = (offer.first_until.is_some(), props.resource.reload.clone());
    let create = use_mutation(
        move |claim: NewClaim| async move { if wishes { wish(claim).await } else { claim_now(claim).await } },
        move |claimed: Option<ClaimId>| {
            for family in ["claims", "offer", "need", "today", "cascade"] {
                forget(family);
            }
            match (claimed, &navigator) {
                (Some(id), Some(navigator)) => {
                    toast.emit(t!("offer.claimed"));
                    navigator.push(&Route::Claim { id });
                }
                _ => {
                    toast.emit(t!("cascade.wished"));
                    reload.emit(());
                }
            }
        },
    );
    let wanted = use_location().and_then(|location| location.query::<Wanted>().ok());
    let start = || {
        let draft = ClaimDraft::new(offer, &props.sites);
        wanted.map_or(draft.clone(), |wanted| draft.wanted(wanted, &props.sites))
    };
    let form = use_form(start, create.failure.clone());
    {
        // Others were faster: show at once what is left.
        let reload = props.resource.reload.clone();
        use_effect_with(create.failure.clone(), move |failure| {
            if failure.as_ref().is_some_and(|failure| {
                [Code::OfferExhausted, Code::OfferClosed, Code::CascadeOver, Code::NotYetOpen]
                    .iter()
                    .any(|code| failure.is(*code))
            }) {
                reload.emit(());
            }
        });
    }
    if props.sites.is_empty() {
        return html! {
            <div class="stack">
                <p>{ t!("offer.no_site") }</p>
                <ButtonLink to={Route::NewSite} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
            </div>
        };
    }
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { amount(&form, offer) }
            { destination(&form, &Rc::clone(&props.sites), offer.temperature_class) }
            { warning(&form, offer) }
            { part(use_need_choice, NeedChoiceProps { form: form.clone(), offer: offer.clone() }) }
            { when(&form, offer) }
            <TextArea bind={form.field("/message", |draft| &mut draft.message)} label={t!("offer.message")} hint={t!("offer.message_hint")} optional=true rows={2} />
            { refusal(&create.failure, &form, &create.run) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Handover} submit=true busy={create.busy} wide=true>{ send_words(&form, wishes) }</Button>
            </div>
        </form>
    }
}

/// Reserves it.
async fn claim_now(claim: NewClaim) -> Result<Option<ClaimId>, Failure> {
    client::claims::create(claim).await.map(|claim| Some(claim.id))
}

/// Wishes for it: it is decided later who gets how much.
async fn wish(claim: NewClaim) -> Result<Option<ClaimId>, Failure> {
    client::cascades::wish(claim).await.map(|_| None)
}

/// What the chosen site has declared not to take.
fn warning(form: &Form<ClaimDraft>, offer: &Offer) -> Html {
    let Some(site) = form.draft.site else { return html! {} };
    let grams = form.draft.grams().ok().filter(|grams| *grams > Grams::ZERO);
    part(use_warning_of_criteria, WarningProps { site, offer: offer.id, grams })
}

/// "Réserver 40 kg", so that nobody presses it by mistake.
fn send_words(form: &Form<ClaimDraft>, wishes: bool) -> AttrValue {
    match form.draft.grams() {
        Ok(grams) if wishes && grams > Grams::ZERO => {
            t!("cascade.wish_quantity", quantity = form.draft.measure.count(grams))
        }
        _ if wishes => t!("cascade.wish"),
        Ok(grams) if grams > Grams::ZERO => t!("offer.claim_quantity", quantity = form.draft.measure.count(grams)),
        _ => t!("offer.claim"),
    }
}

/// Why it did not work. Where less is left, that can be claimed at one tap.
fn refusal(failure: &Option<Failure>, form: &Form<ClaimDraft>, run: &Callback<NewClaim>) -> Html {
    let measure = form.draft.measure;
    let left = match failure {
        Some(Failure::Problem(problem)) if problem.code == Code::OfferExhausted => {
            problem.params.get("left_grams").and_then(serde_json::Value::as_i64).map(Grams)
        }
        _ => None,
    };
    let Some(left) = left.filter(|left| *left > Grams::ZERO) else {
        return html! { <ProblemView failure={failure.clone()} /> };
    };
    let onclick = {
        let (form, run) = (form.clone(), run.clone());
        Callback::from(move |()| {
            let draft = ClaimDraft { amount: quantities::field(left, measure), ..(*form.draft).clone() };
            form.reset(draft.clone());
            if let Ok(claim) = draft.build() {
                run.emit(claim);
            }
        })
    };
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Warning} alert=true title={t!("offer.others_faster")}>
            <p>{ t!("offer.still_left", quantity = measure.full(left)) }</p>
            <div><Button tone={Tone::Secondary} {onclick}>{ t!("offer.claim_quantity", quantity = measure.count(left)) }</Button></div>
        </Notice>
    }
}

/// How much: typed, stepped, slid, or all or half of it.
fn amount(form: &Form<ClaimDraft>, offer: &Offer) -> Html {
    let (form, offer) = (form, offer);
    let measure = form.draft.measure;
    let bind = form.field("/grams", |draft| &mut draft.amount);
    let quick = |grams: Grams, words: AttrValue| {
        let (value, pressed) = (quantities::field(grams, measure), form.draft.grams() == Ok(grams));
        let onclick = bind.change.reform(move |_: MouseEvent| value.clone());
        html! { <button type="button" class="quick" aria-pressed={if pressed { "true" } else { "false" }} {onclick}>{ words }</button> }
    };
    let half = half(offer);
    let most = quantities::thousandths(offer.left_grams, measure).0;
    let units = most / 1_000;
    let now = form.draft.grams().map_or(0, |grams| quantities::thousandths(grams, measure).0 / 1_000);
    // At the far end all of it is meant, also what is less than a whole unit.
    let slide = bind.change.reform(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        if value == units.to_string() { crate::i18n::number::decimal(most).replace('\u{202f}', "") } else { value }
    });
    let step = if offer.unit == Unit::Kilogram && units >= 20 { 5 } else { 1 };
    html! {
        <div class="stack-tight">
            <QuantityField bind={bind.clone()} label={t!("offer.how_much")} unit={word(offer.unit)} {step} max={most} />
            if units > 1 {
                <input
                    class="slider"
                    type="range"
                    min="1"
                    max={units.to_string()}
                    value={now.to_string()}
                    aria-label={t!("offer.how_much")}
                    aria-valuetext={form.draft.grams().map(|grams| measure.full(grams)).unwrap_or_default()}
                    oninput={slide}
                />
            }
            <div class="cluster" role="group" aria-label={t!("offer.usual_amounts")}>
                { quick(offer.left_grams, t!("offer.all_of_it", quantity = measure.count(offer.left_grams))) }
                if half > Grams::ZERO && half < offer.left_grams {
                    { quick(half, t!("offer.half_of_it", quantity = measure.count(half))) }
                }
            </div>
        </div>
    }
}

/// Where it goes, and how much of its kind can be kept there.
fn destination(form: &Form<ClaimDraft>, sites: &Rc<Vec<Site>>, class: TemperatureClass) -> Html {
    let mut bind = form.field("/site_id", |draft| &mut draft.site);
    let edit = form.clone();
    // A need is that of one site: another site has others.
    let change = bind.change.clone();
    bind.change = Callback::from(move |site| {
        change.emit(site);
        edit.edit(|draft| draft.need = None);
    });
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    let site = sites.iter().find(|site| Some(site.id) == bind.value);
    let cold = class != TemperatureClass::Ambient;
    let hint = site
        .filter(|site| cold && can_keep(site, class))
        .map(|site| t!("offer.can_store", class = word(class), quantity = capacity(site, class)));
    html! {
        <div class="stack-tight">
            <SelectField question={one_of(&bind, &choices)} label={t!("offer.destination")} {hint} />
            if site.is_some_and(|site| !can_keep(site, class)) {
                <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("offer.cannot_keep", class = word(class)) }</p></Notice>
            }
        </div>
    }
}

/// When the taker means to come: half-hours of the giver's windows.
fn when(form: &Form<ClaimDraft>, offer: &Offer) -> Html {
    let bind = form.field("/pickup_at", |draft| &mut draft.pickup_at);
    let moments = moments(&offer.pickup_windows);
    let moments = moments.into_iter().map(|(at, day)| Choice::new(Some(at), time::moment(at)).grouped(day));
    let choices: Vec<_> = moments.chain([Choice::new(None, t!("offer.to_be_agreed"))]).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("offer.when")} /> }
}
