//! What one does with a round as a whole: add a shop, finish it at the warehouse, call it off.

use super::PartProps;
use super::finish_draft::{FinishDraft, brought};
use super::head::update;
use super::said_no;
use crate::browser;
use crate::client;
use crate::components::{Button, Dialog, Icon, Mood, Notice, ProblemView, TextField, Tone, part, use_toast};
use crate::hooks::{Draft, Form, checked, forget, use_form, use_key_of, use_mutation};
use crate::i18n::{number, t};
use crate::outbox::use_outbox;
use crate::pages::collection_rounds::forget_collections;
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::sheet::{Sheet, next, seen};
use crate::pages::collection_rounds::shop::{ShopDraft, ShopFieldsProps, use_shop_fields};
use crate::pages::collection_rounds::words;
use crate::routes::Route;
use shared::collection_rounds::{
    CollectedFood, CollectionFinish, CollectionRound, CollectionRoundAction, CollectionRoundPatch, CollectionStop,
};
use shared::problem::FieldError;
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Shop,
    Finish,
    Cancel,
}

/// The buttons, and the dialogs behind them.
#[hook]
pub fn use_end(props: Rc<PartProps>) -> Html {
    let outbox = use_outbox();
    let asked = use_state(|| None::<Asked>);
    let ask = |what: Option<Asked>| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(what))
    };
    let may = |action: CollectionRoundAction| props.sheet.may(action);
    let end = |done: Callback<()>| EndProps { of: (*props).clone(), done };
    // One thing to do at a time: the next shop, as long as there is one.
    let tone = if next(&seen(&props.sheet.round, &outbox)).is_none() { Tone::Primary } else { Tone::Secondary };
    let dialog = |what: Asked, title: AttrValue, content: Html| {
        html! { <Dialog open={*asked == Some(what)} {title} onclose={ask(None)}>{ content }</Dialog> }
    };
    if props.sheet.round.actions.is_empty() {
        return html! {};
    }
    html! {
        <div class="stack collecting-end">
            if may(CollectionRoundAction::Finish) {
                <Button {tone} icon={Icon::Check} wide=true onclick={ask(Some(Asked::Finish))}>{ t!("collection.finish") }</Button>
                { dialog(Asked::Finish, t!("collection.finish_title"), part(use_finish, end(ask(None)))) }
            }
            if may(CollectionRoundAction::Update) {
                <Button icon={Icon::Plus} wide=true onclick={ask(Some(Asked::Shop))}>{ t!("collection.add_shop") }</Button>
                { dialog(Asked::Shop, t!("collection.add_shop"), part(use_added_shop, end(ask(None)))) }
            }
            if may(CollectionRoundAction::Cancel) {
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={ask(Some(Asked::Cancel))}>{ t!("collection.cancel") }</Button>
                { dialog(Asked::Cancel, t!("collection.cancel_title"), part(use_cancel, end(ask(None)))) }
            }
        </div>
    }
}

#[derive(PartialEq)]
struct EndProps {
    of: PartProps,
    done: Callback<()>,
}

/// The end: how cold the food has arrived. What waits on this device has to be sent before, or it would be left out.
#[hook]
fn use_finish(props: Rc<EndProps>) -> Html {
    let round = &props.of.sheet.round;
    let (outbox, toast, keys) = (use_outbox(), use_toast(), use_key_of());
    let id = round.id;
    let finish = {
        let (resource, done) = (props.of.resource.clone(), props.done.clone());
        use_mutation(
            move |told: CollectionFinish| {
                let key = keys.of(&told);
                client::collection_rounds::finish(id, told, key)
            },
            move |round: CollectionRound| {
                toast.emit(t!("collection.finished"));
                forget("stock");
                forget_collections();
                done.emit(());
                resource.replace(Sheet::of(round));
                // The dialog is gone; a screen reader hears what came of it.
                browser::after(80, || browser::focus_first(".collecting-arrived"));
            },
        )
    };
    let form = use_form(|| FinishDraft::new(round), finish.failure.clone());
    {
        // What waited here, or another driver's notes, may arrive while the question is open.
        let form = form.clone();
        use_effect_with(brought(round), move |brought| {
            let brought = brought.clone();
            form.edit(move |draft| draft.brought = brought);
        });
    }
    let known = seen(round, &outbox);
    let waiting = known.iter().filter(|one| one.waits).count();
    if waiting > 0 {
        return html! {
            <Notice mood={Mood::Warm} icon={Icon::Offline} alert=true>
                <p>{ t!("collection.send_first", n = waiting) }</p>
                <div><Button icon={Icon::Refresh} onclick={outbox.send.clone()}>{ t!("outbox.send_now") }</Button></div>
            </Notice>
        };
    }
    let left = round.stop_count.saturating_sub(round.noted_count);
    html! {
        <form class="form collecting" novalidate=true onsubmit={form.submit(finish.run.clone())}>
            <p>{ what_enters(round) }</p>
            if known.iter().any(|one| one.is_refused) {
                { said_no() }
            }
            if left > 0 {
                <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("collection.left", n = left) }</p></Notice>
            }
            { reading(&form, TemperatureClass::Chilled) }
            { reading(&form, TemperatureClass::Frozen) }
            <TextField bind={form.field("/shelf", |draft| &mut draft.shelf)} label={t!("stock.shelf")} hint={t!("stock.shelf_hint")} optional=true />
            <ProblemView failure={finish.failure.clone()} retry={props.of.resource.reload.clone()} />
            { unreceivable(&form, round) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true wide=true busy={finish.busy}>{ t!("collection.finish") }</Button>
            </div>
        </form>
    }
}

/// What its end means for the stock.
fn what_enters(round: &CollectionRound) -> AttrValue {
    if round.grams == Grams::ZERO {
        return t!("collection.finish_nothing");
    }
    t!("collection.finish_text", kg = number::weight(round.grams))
}

/// What the server cannot receive as it was noted, each with the way to its shop: it stands in no field of this form.
fn unreceivable(form: &Form<FinishDraft>, round: &CollectionRound) -> Html {
    let foods = round.stops.iter().flat_map(|stop| stop.foods.iter().enumerate().map(move |(at, food)| (stop, at, food)));
    let row = |(stop, at, food): (&CollectionStop, usize, &CollectedFood)| {
        let error = form.error(&format!("/stops/{}/foods/{at}", stop.number - 1))?;
        let to = Place::Stop(round.id, stop.number).route();
        let what = format!("{}, {}", stop.place.name, words::food(&food.title, food.grams));
        Some(html! { <li><Link<Route> {to}>{ what }</Link<Route>>{ " " }{ error }</li> })
    };
    let rows: Vec<Html> = foods.filter_map(row).collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
            <p>{ t!("collection.unreceivable") }</p>
            <ul class="plain-list">{ for rows }</ul>
        </Notice>
    }
}

/// The temperature of a class on arrival; nothing where none of it is brought.
fn reading(form: &Form<FinishDraft>, class: TemperatureClass) -> Html {
    let is_frozen = class == TemperatureClass::Frozen;
    let bind = if is_frozen {
        form.field("/frozen_decidegrees", |draft| &mut draft.frozen.typed)
    } else {
        form.field("/chilled_decidegrees", |draft| &mut draft.chilled.typed)
    };
    // Another driver may have noted some meanwhile: the server asks for it then.
    let asks = form.draft.asks(class) || bind.error.is_some();
    let Some(reading) = form.draft.reading(class).filter(|_| asks) else { return html! {} };
    let title = if is_frozen { t!("round_dock.frozen") } else { t!("round_dock.chilled") };
    html! {
        <fieldset class="collecting-reading">
            <legend class="label">{ title }</legend>
            { reading.field(bind) }
            <div role="status">
                if let Some(limit) = reading.exceeded() {
                    <Notice mood={Mood::Warm} icon={Icon::Warning}>
                        <p>{ t!("collection.too_warm", limit = number::temperature(limit)) }</p>
                    </Notice>
                }
            </div>
        </fieldset>
    }
}

/// Whether it is called off.
#[hook]
fn use_cancel(props: Rc<EndProps>) -> Html {
    let id = props.of.sheet.round.id;
    let toast = use_toast();
    let cancel = {
        let (resource, done) = (props.of.resource.clone(), props.done.clone());
        use_mutation(
            move |()| client::collection_rounds::cancel(id),
            move |round: CollectionRound| {
                toast.emit(t!("collection.now_cancelled"));
                forget_collections();
                done.emit(());
                resource.replace(Sheet::of(round));
                browser::after(80, || browser::focus_first("h1"));
            },
        )
    };
    html! {
        <>
            <p>{ t!("collection.cancel_text") }</p>
            <ProblemView failure={cancel.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} icon={Icon::Trash} busy={cancel.busy} onclick={cancel.run.clone()}>{ t!("collection.cancel") }</Button>
                <Button tone={Tone::Quiet} onclick={props.done.clone()}>{ t!("collection.keep") }</Button>
            </div>
        </>
    }
}

/// Another shop, at the end of this round alone.
#[derive(Clone, Default, PartialEq)]
struct AddedDraft {
    shop: ShopDraft,
}

impl Draft for AddedDraft {
    type Wire = CollectionRoundPatch;

    fn build(&self) -> Result<CollectionRoundPatch, Vec<FieldError>> {
        let patch = CollectionRoundPatch { drivers: None, add_stop: Some(self.shop.built()) };
        checked(patch)
    }
}

#[hook]
fn use_added_shop(props: Rc<EndProps>) -> Html {
    let toast = use_toast();
    let add = {
        let (before, resource) = (props.of.sheet.round.clone(), props.of.resource.clone());
        let done = props.done.clone();
        use_mutation(
            move |patch: CollectionRoundPatch| update(before.clone(), patch),
            move |round: CollectionRound| {
                toast.emit(t!("collection.shop_added"));
                forget_collections();
                resource.replace(Sheet::of(round));
                done.emit(());
            },
        )
    };
    let form = use_form(AddedDraft::default, add.failure.clone());
    let change = {
        let form = form.clone();
        Callback::from(move |shop: ShopDraft| form.edit_at("/add_stop", move |draft: &mut AddedDraft| draft.shop = shop))
    };
    let error = {
        let form = form.clone();
        move |end: &str| form.error(&format!("/add_stop{end}"))
    };
    let fields = ShopFieldsProps { shop: form.draft.shop.clone(), errors: ShopDraft::errors(error), change };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(add.run.clone())}>
            { part(use_shop_fields, fields) }
            <ProblemView failure={add.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Plus} submit=true busy={add.busy}>{ t!("collection.add_shop") }</Button>
            </div>
        </form>
    }
}
