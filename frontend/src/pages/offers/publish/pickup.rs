//! When the food can be fetched: usual windows at one tap, others typed.

use super::draft::OfferDraft;
use super::window::{WindowDraft, proposals};
use crate::components::{Button, Chips, Choice, Clashes, Icon, TextField, Tone, any_of, plain_part};
use crate::hooks::{Binding, Form};
use crate::i18n::t;
use yew::prelude::*;

/// When the food can be fetched.
pub fn pickup(form: &Form<OfferDraft>, propose: bool) -> Html {
    let quick = form.field("/pickup_windows", |draft| &mut draft.quick);
    let typed = form.field("/pickup_windows", |draft| &mut draft.typed);
    let choices: Vec<_> = proposals().into_iter().map(|window| Choice::new(window.clone(), window.words())).collect();
    let add = {
        let (change, value) = (typed.change.clone(), typed.value.clone());
        Callback::from(move |()| {
            let next = value.last().cloned().unwrap_or_else(WindowDraft::to_be_typed);
            change.emit(value.iter().cloned().chain([next]).collect());
        })
    };
    let alone = !propose;
    html! {
        <div class="stack">
            if propose {
                <Chips question={any_of(&quick, &choices)} label={t!("publish.windows")} hint={t!("publish.windows_hint")} />
            }
            { for (0..typed.value.len()).map(|index| row(&typed, index)) }
            if let Some(error) = typed.error.clone().filter(|_| alone) {
                <p class="error" role="alert">{ error }</p>
            }
            <div>
                <Button tone={Tone::Quiet} icon={Icon::Plus} onclick={add}>{ t!("publish.other_window") }</Button>
            </div>
            if alone {
                { plain_part(use_clash_of_windows) }
            }
        </div>
    }
}

/// What somebody else has made of the windows meanwhile: they stand in no field that could ask by itself.
#[hook]
fn use_clash_of_windows() -> Html {
    use_context::<Clashes>().map(|clashes| clashes.at("f-pickup_windows")).unwrap_or_default()
}

/// Pointers of the rows' fields: names have to be static, and an offer has at most ten windows.
const POINTERS: [(&str, &str); 10] = [
    ("/pickup_windows/0/starts_at", "/pickup_windows/0/ends_at"),
    ("/pickup_windows/1/starts_at", "/pickup_windows/1/ends_at"),
    ("/pickup_windows/2/starts_at", "/pickup_windows/2/ends_at"),
    ("/pickup_windows/3/starts_at", "/pickup_windows/3/ends_at"),
    ("/pickup_windows/4/starts_at", "/pickup_windows/4/ends_at"),
    ("/pickup_windows/5/starts_at", "/pickup_windows/5/ends_at"),
    ("/pickup_windows/6/starts_at", "/pickup_windows/6/ends_at"),
    ("/pickup_windows/7/starts_at", "/pickup_windows/7/ends_at"),
    ("/pickup_windows/8/starts_at", "/pickup_windows/8/ends_at"),
    ("/pickup_windows/9/starts_at", "/pickup_windows/9/ends_at"),
];

/// One typed window.
fn row(bind: &Binding<Vec<WindowDraft>>, index: usize) -> Html {
    let (Some(window), Some((from, to))) = (bind.value.get(index), POINTERS.get(index)) else { return html! {} };
    let with = |edit: fn(&WindowDraft, String) -> WindowDraft| {
        let (change, all) = (bind.change.clone(), bind.value.clone());
        Callback::from(move |text: String| {
            let edited =
                |(at, window): (usize, &WindowDraft)| if at == index { edit(window, text.clone()) } else { window.clone() };
            change.emit(all.iter().enumerate().map(edited).collect());
        })
    };
    let remove = {
        let (change, all) = (bind.change.clone(), bind.value.clone());
        Callback::from(move |()| {
            change.emit(all.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, window)| window.clone()).collect());
        })
    };
    let from = Binding { pointer: from, value: window.from.clone(), error: None, change: with(WindowDraft::moved_to) };
    let ends = with(|window, to| WindowDraft { from: window.from.clone(), to });
    let to = Binding { pointer: to, value: window.to.clone(), error: None, change: ends };
    html! {
        <fieldset class="window-row">
            <legend class="visually-hidden">{ window.words() }</legend>
            <TextField kind="datetime-local" bind={from} label={t!("publish.from")} />
            <TextField kind="datetime-local" bind={to} label={t!("publish.to")} />
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove} label={t!("publish.remove_window", window = window.words())}>
                { t!("publish.remove") }
            </Button>
        </fieldset>
    }
}
