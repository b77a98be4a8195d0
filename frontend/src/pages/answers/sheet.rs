//! What is proposed, and the two answers.

use super::draft::TakeDraft;
use super::over::over;
use crate::client;
use crate::components::{
    Button, ButtonLink, Card, Choice, Dialog, Fact, Icon, Mood, Notice, ProblemView, QuantityField, SelectField, TextArea,
    Tone, one_of, part, use_disclosure,
};
use crate::hooks::{Binding, Form, use_form, use_mutation};
use crate::i18n::{t, time, word};
use crate::pages::offers::moments;
use crate::pages::offers::words::{self, Label, Measure};
use crate::pages::quantities;
use crate::routes::Route;
use shared::answers::{AnswerKind, AnswerSheet, Answered, LinkedDecline, LinkedTake};
use shared::matches::DismissalReason;
use shared::problem::Code;
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_sheet`].
#[derive(PartialEq)]
pub struct SheetProps {
    /// The secret of the link.
    pub token: String,
    /// What it is about.
    pub sheet: AnswerSheet,
    /// Asks again, when others were faster.
    pub reload: Callback<()>,
}

/// The facts and the answers; after one of them, what becomes of it.
#[hook]
pub fn use_sheet(props: Rc<SheetProps>) -> Html {
    let answered = use_state(|| None::<Answered>);
    if let Some(answered) = *answered {
        return done(&props.sheet, answered);
    }
    let onanswered = {
        let set = answered.setter();
        Callback::from(move |answer: Answered| set.set(Some(answer)))
    };
    html! {
        <>
            <p>{ t!("answering.lead", person = props.sheet.person.as_str(), organisation = props.sheet.organisation.name.as_str()) }</p>
            { facts(&props.sheet) }
            if let Some(at) = props.sheet.decided_at {
                <Notice icon={Icon::Clock} title={t!("answering.first_title", at = time::moment(at))}><p>{ t!("answering.first") }</p></Notice>
            }
            if props.sheet.sites.is_empty() {
                <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("answering.no_site") }</p></Notice>
            } else {
                { part(use_take, AnswerProps { asked: Rc::clone(&props), onanswered: onanswered.clone() }) }
            }
            { part(use_decline, AnswerProps { asked: Rc::clone(&props), onanswered }) }
        </>
    }
}

/// What, how much, where, until when.
fn facts(sheet: &AnswerSheet) -> Html {
    let offer = &sheet.offer;
    let measure = Measure::from(offer);
    let windows = words::still_open(&offer.pickup_windows).map(|window| {
        html! { <li>{ time::span(window.starts_at, window.ends_at) }</li> }
    });
    html! {
        <Card>
            <dl class="facts">
                <Fact term={t!("answering.how_much")} icon={Icon::Package}>{ measure.full(sheet.left_grams) }</Fact>
                if let Some(label) = Label::of(offer.use_by, offer.best_before) {
                    <Fact term={t!("answering.date")} icon={Icon::Calendar}>{ label.sentence() }</Fact>
                }
                if offer.temperature_class != TemperatureClass::Ambient {
                    <Fact term={t!("answering.kept")} icon={words::look(offer.temperature_class).1}>{ word(offer.temperature_class) }</Fact>
                }
                <Fact term={t!("answering.where_to")} icon={Icon::Pin}>
                    { &offer.site.name }<br />{ words::address(&offer.site) }
                </Fact>
                <Fact term={t!("answering.when")} icon={Icon::Clock}><ul>{ for windows }</ul></Fact>
            </dl>
        </Card>
    }
}

#[derive(PartialEq)]
struct AnswerProps {
    asked: Rc<SheetProps>,
    onanswered: Callback<Answered>,
}

#[hook]
fn use_take(props: Rc<AnswerProps>) -> Html {
    let asked = &props.asked;
    let sheet = &asked.sheet;
    let take = {
        let (token, onanswered) = (asked.token.clone(), props.onanswered.clone());
        use_mutation(
            move |wanted: LinkedTake| {
                let token = token.clone();
                async move { client::answers::take(&token, wanted).await }
            },
            move |answered| onanswered.emit(answered),
        )
    };
    let form = use_form(|| TakeDraft::new(sheet), take.failure.clone());
    let more = use_disclosure(!form.draft.message.is_empty(), false);
    {
        // Others were faster: show at once what is left.
        let reload = asked.reload.clone();
        use_effect_with(take.failure.clone(), move |failure| {
            if failure.as_ref().is_some_and(|failure| failure.is(Code::OfferExhausted) || failure.is(Code::LinkOver)) {
                reload.emit(());
            }
        });
    }
    let kindly = take.failure.as_ref().and_then(over);
    let word_to_giver = html! {
        <TextArea bind={form.field("/message", |draft| &mut draft.message)} label={t!("answering.message")} optional=true rows={2} />
    };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(take.run.clone())}>
            { amount(&form, sheet) }
            { site(&form, sheet) }
            { moment(&form, sheet) }
            { more.around(t!("answering.message_summary"), word_to_giver) }
            if let Some(kindly) = kindly { { kindly } } else { <ProblemView failure={take.failure.clone()} /> }
            <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={take.busy} wide=true>{ take_words(&form) }</Button>
        </form>
    }
}

/// "Oui, nous prenons 40 kg", so that nobody presses it by mistake.
fn take_words(form: &Form<TakeDraft>) -> AttrValue {
    match form.draft.grams() {
        Ok(grams) if grams > Grams::ZERO => t!("answering.take_quantity", quantity = form.draft.measure.count(grams)),
        _ => t!("answering.take"),
    }
}

fn amount(form: &Form<TakeDraft>, sheet: &AnswerSheet) -> Html {
    let measure = form.draft.measure;
    let most = quantities::thousandths(sheet.left_grams, measure).0;
    let step = if most >= 20_000 { 5 } else { 1 };
    let bind = form.field("/grams", |draft| &mut draft.amount);
    let all = quantities::field(sheet.left_grams, measure);
    let onclick = bind.change.reform(move |_: MouseEvent| all.clone());
    html! {
        <div class="stack-tight">
            <QuantityField {bind} label={t!("answering.take_how_much")} unit={word(measure.unit)} {step} max={most} />
            <div class="cluster">
                <button type="button" class="quick" {onclick}>{ t!("answering.all", quantity = measure.count(sheet.left_grams)) }</button>
            </div>
        </div>
    }
}

/// For which site; who has one alone is not asked.
fn site(form: &Form<TakeDraft>, sheet: &AnswerSheet) -> Html {
    if let [only] = sheet.sites.as_slice() {
        return html! { <p>{ t!("answering.for_site", site = only.name.as_str(), commune = only.commune.as_str()) }</p> };
    }
    let choices: Vec<_> = sheet
        .sites
        .iter()
        .map(|site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into()))
        .collect();
    let bind = form.field("/site_id", |draft| &mut draft.site);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("answering.site")} /> }
}

fn moment(form: &Form<TakeDraft>, sheet: &AnswerSheet) -> Html {
    let moments = moments(&sheet.offer.pickup_windows).into_iter();
    let moments = moments.map(|(at, day)| Choice::new(Some(at), time::moment(at)).grouped(day));
    let choices: Vec<_> = moments.chain([Choice::new(None, t!("answering.to_be_agreed"))]).collect();
    let bind = form.field("/pickup_at", |draft| &mut draft.pickup_at);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("answering.pickup")} /> }
}

/// "Non merci", with a reason for whoever wants to give one.
#[hook]
fn use_decline(props: Rc<AnswerProps>) -> Html {
    let asking = use_state(|| false);
    let reason = use_state(|| None::<DismissalReason>);
    let decline = {
        let (token, onanswered) = (props.asked.token.clone(), props.onanswered.clone());
        use_mutation(
            move |said: LinkedDecline| {
                let token = token.clone();
                async move { client::answers::decline(&token, said).await }
            },
            move |answered| onanswered.emit(answered),
        )
    };
    let set = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let none = Choice::new(None, t!("answering.no_reason"));
    let reasons = DismissalReason::ALL.iter().map(|reason| Choice::new(Some(*reason), word(*reason)));
    let choices: Vec<_> = std::iter::once(none).chain(reasons).collect();
    let change = {
        let reason = reason.setter();
        Callback::from(move |chosen| reason.set(chosen))
    };
    let bind = Binding { pointer: "/reason", value: *reason, error: None, change };
    let run = decline.run.clone();
    let said = LinkedDecline { reason: *reason };
    let onclick = Callback::from(move |()| run.emit(said));
    html! {
        <>
            <Button tone={Tone::Secondary} wide=true onclick={set(true)}>{ t!("answering.decline") }</Button>
            <Dialog open={*asking} title={t!("answering.decline_title")} onclose={set(false)}>
                <SelectField question={one_of(&bind, &choices)} label={t!("answering.reason")} hint={t!("answering.reason_hint")} optional=true />
                <ProblemView failure={decline.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} busy={decline.busy} {onclick}>{ t!("answering.decline") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </>
    }
}

/// What becomes of the answer.
fn done(sheet: &AnswerSheet, answered: Answered) -> Html {
    let measure = Measure::from(&sheet.offer);
    let giver = sheet.giver.name.as_str();
    let quantity = measure.full(answered.grams.unwrap_or_default());
    let (title, text) = match (answered.answer, answered.decided_at) {
        (AnswerKind::Decline, _) => (t!("answering.thanks"), t!("answering.declined")),
        (AnswerKind::Take, None) => (t!("answering.asked", quantity = quantity), t!("answering.what_next", giver = giver)),
        (AnswerKind::Take, Some(at)) => {
            (t!("answering.wished", quantity = quantity), t!("answering.decided_at", at = time::moment(at)))
        }
    };
    html! {
        <>
            <Notice mood={Mood::Good} icon={Icon::Check} {title} alert=true><p>{ text }</p></Notice>
            <p>{ t!("answering.close") }</p>
            <div><ButtonLink to={Route::Login} tone={Tone::Quiet}>{ t!("answering.log_in") }</ButtonLink></div>
        </>
    }
}
