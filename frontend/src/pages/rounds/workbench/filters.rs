//! What narrows the table, above it; on a phone behind a button, but for the words.

use super::board::{Board, place};
use super::narrowing::Narrowing;
use crate::components::{Choice, FilterPanelProps, Icon, SelectField, one_of, part, use_filter_panel};
use crate::hooks::{Binding, Resource, use_words};
use crate::i18n::t;
use crate::pages::rounds::words;
use shared::categories::CategoryList;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The filters; `change` takes what is on from then on.
pub fn filters(board: &Board, tree: &Resource<CategoryList>, on: &Narrowing, change: &Callback<Narrowing>) -> Html {
    let more = html! {
        <>
            { kind(board, tree, on, change) }
            <div class="round-switches">
                { switch(t!("round_grid.below_median"), on.below_median, flip(on, change, |on| &mut on.below_median)) }
                { switch(t!("round_grid.refused_only"), on.refused, flip(on, change, |on| &mut on.refused)) }
            </div>
        </>
    };
    let top = part(use_text, TextProps { on: on.clone(), change: change.clone() });
    part(use_filter_panel, FilterPanelProps { top, more, class: None })
}

#[derive(PartialEq)]
struct TextProps {
    on: Narrowing,
    change: Callback<Narrowing>,
}

/// The words that recipients are searched by; the table follows while one types.
#[hook]
fn use_text(props: Rc<TextProps>) -> Html {
    let on = props.on.clone();
    let follow = props.change.reform(move |text| Narrowing { text, ..on.clone() });
    let (value, change) = use_words(props.on.text.clone(), follow);
    search(t!("round_grid.search"), &value, change)
}

/// Asks for words that narrow what is shown.
pub fn search(label: AttrValue, value: &str, change: Callback<String>) -> Html {
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="board-search">
            <span class="combobox-icon">{ Icon::Search }</span>
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                aria-label={label.clone()}
                placeholder={label}
                value={value.to_owned()}
                {oninput}
            />
        </div>
    }
}

fn kind(board: &Board, tree: &Resource<CategoryList>, on: &Narrowing, change: &Callback<Narrowing>) -> Html {
    let any = Choice::new(None, t!("round_grid.any_kind"));
    let kinds = board.bench.categories.iter().enumerate();
    let kinds = kinds.map(|(at, kind)| Choice::new(Some(place(at)), words::kind(tree, kind)));
    let choices: Vec<_> = std::iter::once(any).chain(kinds).collect();
    let change = {
        let on = on.clone();
        change.reform(move |kind| Narrowing { kind, ..on.clone() })
    };
    let bind = Binding { pointer: "/kind", value: on.kind, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("round_grid.kind")} /> }
}

/// Turns one of the filters on or off.
fn flip(on: &Narrowing, change: &Callback<Narrowing>, part: fn(&mut Narrowing) -> &mut bool) -> Callback<Event> {
    let on = on.clone();
    change.reform(move |_: Event| {
        let mut next = on.clone();
        let switch = part(&mut next);
        *switch = !*switch;
        next
    })
}

fn switch(label: AttrValue, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="chip">
            <input type="checkbox" {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}
