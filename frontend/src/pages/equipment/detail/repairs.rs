//! For the item's owner: what is broken, what was, and what was done about it.

use super::PartProps;
use crate::client;
use crate::components::{
    Button, Card, Choice, Dialog, Icon, ProblemView, RadioCards, TextArea, TextField, Tone, one_of, part, use_toast,
};
use crate::hooks::{Draft, checked, forget, use_form, use_fresh, use_mutation, use_resource};
use crate::i18n::{t, time, zone};
use shared::ids::{EquipmentId, RepairId};
use shared::problem::FieldError;
use shared::repairs::{NewRepair, Repair, RepairDone, Repairs};
use std::rc::Rc;
use yew::prelude::*;

/// What is being typed in a dialog.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Broken,
    Done(RepairId),
}

/// The repairs, and the ways to report and to end one.
#[hook]
pub fn use_repairs(props: Rc<PartProps>) -> Html {
    let id = props.item.id;
    let repairs = use_resource(format!("equipment repairs {id}"), move || client::equipment::repairs(id));
    use_fresh(&repairs.reload);
    let (toast, asking) = (use_toast(), use_state(|| None::<Asking>));
    let changed = {
        let (asking, resource, item) = (asking.clone(), repairs.clone(), props.resource.reload.clone());
        Callback::from(move |(now, words): (Repairs, AttrValue)| {
            asking.set(None);
            forget("equipment list");
            toast.emit(words);
            resource.replace(now);
            item.emit(());
        })
    };
    let Some(shown) = repairs.data().filter(|shown| shown.can_change || !shown.items.is_empty()) else { return html! {} };
    let set = |to: Option<Asking>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let title = if *asking == Some(Asking::Broken) { t!("repairs.report") } else { t!("repairs.end") };
    let row = |one: &Repair| {
        let open = one.closed_at.is_none() && shown.can_change;
        html! {
            <li class="stack-tight" key={one.id.to_string()}>
                { words(one) }
                if open {
                    <div><Button icon={Icon::Check} onclick={set(Some(Asking::Done(one.id)))}>{ t!("repairs.end") }</Button></div>
                }
            </li>
        }
    };
    html! {
        <Card title={t!("repairs.title")}>
            if shown.items.is_empty() {
                <p class="muted">{ t!("repairs.none") }</p>
            } else {
                <ul class="stack plain-list">{ for shown.items.iter().map(row) }</ul>
            }
            if shown.can_change {
                <div><Button icon={Icon::Wrench} onclick={set(Some(Asking::Broken))}>{ t!("repairs.report") }</Button></div>
            }
            <Dialog open={asking.is_some()} {title} onclose={set(None)}>
                { match *asking {
                    Some(Asking::Broken) => part(use_broken_form, BrokenProps { id, done: changed }),
                    Some(Asking::Done(repair)) => part(use_done_form, DoneProps { id, repair, done: changed }),
                    None => html! {},
                } }
            </Dialog>
        </Card>
    }
}

fn words(one: &Repair) -> Html {
    let opened = t!("repairs.opened", day = time::date(one.opened_at), person = one.by.as_str());
    let standing = match (&one.done, one.closed_at, one.lendable, one.expected_at) {
        (Some(done), Some(at), ..) => t!("repairs.done", day = time::date(at), done = done.as_str()),
        (.., true, _) => t!("repairs.lendable"),
        (.., Some(at)) => t!("repairs.ready_at", when = time::moment(at)),
        _ => t!("repairs.not_lendable"),
    };
    html! {
        <>
            <p><strong>{ &one.what }</strong></p>
            <p class="muted">{ opened }</p>
            <p>{ standing }</p>
        </>
    }
}

#[derive(PartialEq)]
struct BrokenProps {
    id: EquipmentId,
    done: Callback<(Repairs, AttrValue)>,
}

#[derive(PartialEq)]
struct DoneProps {
    id: EquipmentId,
    repair: RepairId,
    done: Callback<(Repairs, AttrValue)>,
}

#[derive(Clone, PartialEq)]
struct BrokenDraft {
    what: String,
    lendable: bool,
    expected: String,
}

impl Draft for BrokenDraft {
    type Wire = NewRepair;

    fn build(&self) -> Result<NewRepair, Vec<FieldError>> {
        let expected = if self.lendable { None } else { zone::read(&self.expected) };
        let expected_at = expected.map(zone::instant);
        checked(NewRepair { what: self.what.trim().to_owned(), lendable: self.lendable, expected_at })
    }
}

/// What is broken, and whether it can still be lent.
#[hook]
fn use_broken_form(props: Rc<BrokenProps>) -> Html {
    let (id, done) = (props.id, props.done.clone());
    let send = use_mutation(
        move |new: NewRepair| client::equipment::report(id, new),
        move |now: Repairs| done.emit((now, t!("repairs.reported"))),
    );
    let start = || BrokenDraft { what: String::new(), lendable: false, expected: String::new() };
    let form = use_form(start, send.failure.clone());
    let lendable = form.field("/lendable", |draft| &mut draft.lendable);
    let choices = [Choice::new(false, t!("repairs.no")), Choice::new(true, t!("repairs.yes"))];
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <TextArea bind={form.field("/what", |draft| &mut draft.what)} label={t!("repairs.what")} rows={2} />
            <RadioCards question={one_of(&lendable, &choices)} label={t!("repairs.can_lend")} />
            if !form.draft.lendable {
                <TextField kind="datetime-local" bind={form.field("/expected_at", |draft| &mut draft.expected)} label={t!("repairs.expected")} hint={t!("repairs.expected_hint")} optional=true />
            }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={send.busy}>{ t!("repairs.send") }</Button>
            </div>
        </form>
    }
}

#[derive(Clone, PartialEq)]
struct DoneDraft {
    done: String,
}

impl Draft for DoneDraft {
    type Wire = RepairDone;

    fn build(&self) -> Result<RepairDone, Vec<FieldError>> {
        checked(RepairDone { done: self.done.trim().to_owned() })
    }
}

/// What was done.
#[hook]
fn use_done_form(props: Rc<DoneProps>) -> Html {
    let (id, repair, done) = (props.id, props.repair, props.done.clone());
    let send = use_mutation(
        move |told: RepairDone| client::equipment::end_repair(id, repair, told),
        move |now: Repairs| done.emit((now, t!("repairs.ended"))),
    );
    let form = use_form(|| DoneDraft { done: String::new() }, send.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <TextArea bind={form.field("/done", |draft| &mut draft.done)} label={t!("repairs.what_done")} rows={2} />
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={send.busy}>{ t!("repairs.end") }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_has_to_be_said() {
        let draft =
            |what: &str| BrokenDraft { what: what.to_owned(), lendable: true, expected: "2026-12-01T08:00".to_owned() };
        assert_eq!(draft(" ").build().unwrap_err()[0].pointer, "/what");
        assert!(draft("Pneu crevé").build().is_ok_and(|new| new.expected_at.is_none()), "it can be lent all the time");
    }
}
