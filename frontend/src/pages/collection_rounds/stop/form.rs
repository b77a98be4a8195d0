//! The form of a stop: what came of it, what was given, what there is to say.

use super::draft::StopDraft;
use super::foods::{FoodsProps, use_foods};
use super::kept::{self, Kept};
use super::sender::{Sender, waiting_of};
use super::shown::who;
use crate::client;
use crate::components::{
    Button, Choice, Icon, Mood, Notice, RadioCards, ResumedProps, TextArea, Tone, one_of, part, use_resumed, use_toast,
};
use crate::hooks::{Form, Resource, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::{number, t};
use crate::merging::use_merge_since;
use crate::outbox::{Outcome, use_outbox};
use crate::pages::collection_rounds::forget_collections;
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::sheet::Sheet;
use crate::pages::collection_rounds::words;
use shared::collection_rounds::{CollectionRound, CollectionStopState, StopRecord};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_stop_form`].
#[derive(PartialEq)]
pub struct StopFormProps {
    /// The round, with this stop at hand.
    pub sheet: Rc<Sheet>,
    /// Which stop.
    pub number: i64,
    /// Where the round is kept.
    pub resource: Resource<Sheet>,
}

/// The form.
#[hook]
pub fn use_stop_form(props: Rc<StopFormProps>) -> Html {
    let (sheet, number) = (&props.sheet, props.number);
    let (id, version) = (sheet.round.id, sheet.version());
    let (author, outbox, keys) = (use_session().author(), use_outbox(), use_key_of());
    let (toast, navigator) = (use_toast(), use_navigator());
    let waiting = waiting_of(&outbox, id, number);
    let draft = use_memo((), |()| kept::load(id, number));
    let start = (*draft).clone().or_else(|| waiting.clone());
    let start = use_memo((), move |()| start);
    let sender = Sender { author, outbox, sheet: Rc::clone(sheet), number };
    let save = {
        let resource = props.resource.clone();
        use_mutation(
            move |record: StopRecord| {
                let key = keys.of(&(version, record.clone()));
                sender.clone().send(record, key)
            },
            move |sent: Outcome<CollectionRound>| {
                kept::forget(id, number);
                match sent {
                    Outcome::Sent(round) => {
                        forget_collections();
                        resource.replace(Sheet::of(round));
                        toast.emit(t!("collection_stop.saved"));
                    }
                    Outcome::Waiting => toast.emit(t!("outbox.kept")),
                }
                if let Some(navigator) = &navigator {
                    navigator.push(&Place::Round(id).route());
                }
            },
        )
    };
    let typed = || (*start).clone().map_or_else(|| StopDraft::from(&**sheet), |kept| kept.typed);
    let form = use_form(typed, save.failure.clone());
    let since = (*start).clone().map(|kept| (kept.version, kept.seen));
    let merging = use_merge_since(&form, &save, &props.resource, (&**sheet, version), since, move || async move {
        client::collection_rounds::find(id).await.map(Sheet::of)
    });
    // What the form shows where nobody has typed anything: what waits here, else what the server says.
    let untouched = waiting.as_ref().map_or_else(|| StopDraft::from(&**sheet), |kept| kept.typed.clone());
    {
        let (seen, untouched) = (StopDraft::from(&**sheet), untouched.clone());
        use_effect_with(Rc::clone(&form.draft), move |draft| {
            if **draft == untouched {
                kept::forget(id, number);
            } else {
                kept::save(id, number, &Kept { typed: (**draft).clone(), seen, version });
            }
        });
    }
    let start_over = {
        let form = form.clone();
        Callback::from(move |()| form.reset(untouched.clone()))
    };
    let is_noted = waiting.is_some() || sheet.stop().is_some_and(|stop| stop.state != CollectionStopState::Planned);
    let fields = html! {
        <section class="card stack">
            { outcome(&form, is_noted) }
            if form.draft.state == CollectionStopState::Collected {
                { part(use_foods, FoodsProps { form: form.clone() }) }
            }
            { remark(&form) }
        </section>
    };
    html! {
        <form class="stack" novalidate=true onsubmit={merging.submit.clone()}>
            if draft.is_some() {
                { part(use_resumed, ResumedProps { start_over }) }
            }
            if waiting.is_some() {
                <Notice mood={Mood::Warm} icon={Icon::Offline}><p>{ t!("collection_stop.waiting") }</p></Notice>
            }
            { sheet.stop().map(who).unwrap_or_default() }
            { merging.around(fields) }
            <p class="collecting-total" role="status">{ total(&form.draft) }</p>
            <Button tone={Tone::Primary} icon={Icon::Check} submit=true wide=true busy={save.busy}>{ t!("collection_stop.send") }</Button>
        </form>
    }
}

/// What came of it. What was noted by mistake can be taken back.
fn outcome(form: &Form<StopDraft>, is_noted: bool) -> Html {
    let bind = form.field("/state", |draft| &mut draft.state);
    let mut answers = vec![
        Choice::new(CollectionStopState::Collected, t!("collection_stop.gave")),
        Choice::new(CollectionStopState::Nothing, t!("collection_stop.gave_nothing")),
        Choice::new(CollectionStopState::Missed, t!("collection_stop.closed")),
    ];
    if is_noted || bind.value == CollectionStopState::Planned {
        answers.push(Choice::new(CollectionStopState::Planned, words::stop_state(CollectionStopState::Planned)));
    }
    html! { <RadioCards question={one_of(&bind, &answers)} label={t!("collection_stop.what")} /> }
}

/// What there is to say of it; why, where nobody opened.
fn remark(form: &Form<StopDraft>) -> Html {
    let bind = form.field("/note", |draft| &mut draft.remark);
    if form.draft.state != CollectionStopState::Missed {
        return html! { <TextArea {bind} label={t!("collection_stop.note")} rows=2 optional=true /> };
    }
    let usual = [t!("collection_stop.why_closed"), t!("collection_stop.why_nobody"), t!("collection_stop.why_no_time")];
    let usual = usual.into_iter().map(|text| {
        let words = text.to_string();
        let pressed = if bind.value == words { "true" } else { "false" };
        let onclick = bind.change.reform(move |_: MouseEvent| words.clone());
        html! { <button type="button" class="quick" aria-pressed={pressed} {onclick}>{ text }</button> }
    });
    html! {
        <>
            <TextArea bind={bind.clone()} label={t!("collection_stop.why")} rows=2 />
            <div class="cluster" role="group" aria-label={t!("collection_stop.why_usual")}>{ for usual }</div>
        </>
    }
}

/// What is about to be noted, in a few words.
fn total(draft: &StopDraft) -> AttrValue {
    match draft.state {
        CollectionStopState::Collected => {
            t!("collection_stop.total", n = draft.count(), kg = number::weight(draft.total()))
        }
        CollectionStopState::Nothing => t!("collection_stop.gave_nothing"),
        CollectionStopState::Missed => t!("collection_stop.closed"),
        CollectionStopState::Planned => words::stop_state(draft.state),
    }
}
