//! What happened to the lot, the latest first. Nothing is erased: a mistake is taken back by another line.

use super::PartProps;
use crate::client;
use crate::components::{
    Badge, Button, Dialog, Empty, Icon, Mood, PagesView, ProblemView, TextArea, Tone, keyed_part, part, use_toast,
};
use crate::hooks::{Draft, checked, optional, use_form, use_mutation, use_pages};
use crate::i18n::{number, t, time};
use crate::pages::stock::words;
use shared::problem::FieldError;
use shared::stock::{NewReversal, StockMovement};
use std::rc::Rc;
use yew::prelude::*;

/// Where the keyboard goes once a line was taken back.
const LEDGER: &str = ".stock-ledger h2";

/// The lines.
#[hook]
pub fn use_ledger(props: Rc<PartProps>) -> Html {
    let (id, version) = (props.lot.id, props.lot.version);
    let latest = props.lot.movements.clone();
    // Each change of the lot has another line; the latest came with the lot.
    let pages = use_pages(format!("lot movements {id} {version}"), move |cursor| {
        let latest = latest.clone();
        async move {
            match cursor {
                None => Ok(latest),
                Some(cursor) => client::stock::movements(id, cursor).await,
            }
        }
    });
    let item = {
        let of = Rc::clone(&props);
        Callback::from(move |line: StockMovement| {
            let key = line.id.to_string();
            keyed_part(&key, use_line, LineProps { of: (*of).clone(), line })
        })
    };
    let empty = html! { <Empty icon={Icon::List} title={t!("stock_line.none")} /> };
    html! {
        <section class="card stock-ledger">
            <div class="card-head"><h2 tabindex="-1">{ t!("stock_line.title") }</h2></div>
            <PagesView shown={pages.shown(&item)} class={classes!("stack", "plain-list")} {empty} />
        </section>
    }
}

#[derive(PartialEq)]
struct LineProps {
    of: PartProps,
    line: StockMovement,
}

#[hook]
fn use_line(props: Rc<LineProps>) -> Html {
    let line = &props.line;
    let (mood, icon) = words::movement_look(line.kind);
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let when = time::moment(line.at);
    let detail = match &line.by {
        Some(person) => t!("history.by", when = when, person = person.as_str()),
        None => when,
    };
    let what = words::movement(line);
    let label = t!("stock_line.take_back_of", line = what.clone());
    html! {
        <article class={classes!("stock-line", mood.class())}>
            <span class="moment-mark">{ icon }</span>
            <div class="stack-tight">
                <p class="moment-title">{ what }</p>
                <p class="muted">{ detail }</p>
                if let Some(note) = note(line) {
                    <p class="moment-note">{ note }</p>
                }
                if line.reversed_by.is_some() {
                    <div><Badge mood={Mood::Warm} icon={Icon::Refresh}>{ t!("stock_line.taken_back") }</Badge></div>
                }
                if line.can_reverse {
                    <div><Button tone={Tone::Quiet} icon={Icon::Refresh} {label} onclick={set(true)}>{ t!("stock_line.take_back") }</Button></div>
                }
            </div>
            <Dialog open={*asking} title={t!("stock_line.take_back_title")} onclose={set(false)}>
                { part(use_reversal_form, ReversalProps { of: props.of.clone(), line: line.clone(), done: set(false) }) }
            </Dialog>
        </article>
    }
}

/// Reason, temperature and words, where there are any.
fn note(line: &StockMovement) -> Option<AttrValue> {
    let reason = line.reason.map(words::reason);
    let reading = line.temperature_decidegrees.map(number::temperature);
    let note = line.note.clone().map(AttrValue::from);
    let parts: Vec<_> = [reason, reading, note].into_iter().flatten().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| parts.join(" · ").into())
}

#[derive(Clone, Debug, Default, PartialEq)]
struct ReversalDraft {
    note: String,
}

impl Draft for ReversalDraft {
    type Wire = NewReversal;

    fn build(&self) -> Result<NewReversal, Vec<FieldError>> {
        checked(NewReversal { note: optional(&self.note) })
    }
}

#[derive(PartialEq)]
struct ReversalProps {
    of: PartProps,
    line: StockMovement,
    done: Callback<()>,
}

#[hook]
fn use_reversal_form(props: Rc<ReversalProps>) -> Html {
    let id = props.line.id;
    let toast = use_toast();
    let reverse = {
        let (of, done) = (props.of.clone(), props.done.clone());
        use_mutation(
            move |new: NewReversal| client::stock::reverse(id, new),
            move |()| {
                toast.emit(t!("stock_line.said_taken_back"));
                done.emit(());
                of.read_anew(LEDGER);
            },
        )
    };
    let form = use_form(ReversalDraft::default, reverse.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(reverse.run.clone())}>
            <p><strong>{ words::movement(&props.line) }</strong></p>
            <p>{ t!("stock_line.take_back_text") }</p>
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock_line.why")} optional=true />
            <ProblemView failure={reverse.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} icon={Icon::Refresh} submit=true busy={reverse.busy}>{ t!("stock_line.take_back") }</Button>
            </div>
        </form>
    }
}
