//! A line of text with suggestions below it (ARIA combobox with a list box; WAI-ARIA Authoring Practices 1.2).

use super::field::{Field, described_by, id_of};
use crate::components::Icon;
use crate::hooks::Binding;
use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What tells it from the others.
    pub value: AttrValue,
    /// How it reads; what stands in the field once it is chosen.
    pub label: AttrValue,
    /// More about it.
    pub detail: Option<AttrValue>,
}

/// Props of [`Combobox`].
#[derive(Properties, PartialEq)]
pub struct ComboboxProps {
    /// The text in the field; changing it asks for new suggestions.
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What fits the text.
    pub suggestions: Vec<Suggestion>,
    /// One was chosen.
    pub onchoose: Callback<Suggestion>,
    /// What there is to say of the suggestions, or of there being none.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// Whether suggestions are on their way.
    #[prop_or_default]
    pub busy: bool,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for something that is found by typing its beginning.
#[component]
pub fn Combobox(props: &ComboboxProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let open = use_state(|| false);
    let active = use_state(|| None::<usize>);
    {
        let active = active.clone();
        use_effect_with(props.suggestions.clone(), move |_| active.set(None));
    }
    let choose = {
        let (open, onchoose) = (open.clone(), props.onchoose.clone());
        Callback::from(move |suggestion: Suggestion| {
            open.set(false);
            onchoose.emit(suggestion);
        })
    };
    let oninput = {
        let (open, change) = (open.clone(), change.clone());
        Callback::from(move |event: InputEvent| {
            open.set(true);
            change.emit(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onkeydown = {
        let (open, active, suggestions, choose) = (open.clone(), active.clone(), props.suggestions.clone(), choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let count = suggestions.len();
            match event.key().as_str() {
                "ArrowDown" if count > 0 => {
                    open.set(true);
                    active.set(Some(active.map_or(0, |index| (index + 1) % count)));
                }
                "ArrowUp" if count > 0 => active.set(Some(active.map_or(count - 1, |index| (index + count - 1) % count))),
                "Enter" if *open => {
                    let Some(chosen) = (*active).or((count == 1).then_some(0)).and_then(|index| suggestions.get(index))
                    else {
                        return;
                    };
                    choose.emit(chosen.clone());
                }
                "Escape" if *open => open.set(false),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onblur = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(false))
    };
    let shown = *open && !props.suggestions.is_empty();
    let note = props.note.as_ref().filter(|_| *open);
    let list = format!("{id}-list");
    let option_id = |index: usize| format!("{id}-option-{index}");
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            <div class="combobox">
                <span class="combobox-icon">{ Icon::Search }</span>
                <input
                    class="input"
                    id={id.clone()}
                    name={id.clone()}
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    value={value.clone()}
                    aria-expanded={if shown { "true" } else { "false" }}
                    aria-controls={list.clone()}
                    aria-autocomplete="list"
                    aria-activedescendant={(*active).filter(|_| shown).map(option_id)}
                    aria-required={(!props.optional).then_some("true")}
                    aria-invalid={error.is_some().then_some("true")}
                    aria-describedby={described}
                    {oninput}
                    {onkeydown}
                    {onblur}
                />
                // One node, also where there is nothing to say: see `Field`. Heard by the status below.
                { html! {
                    if let Some(note) = note {
                        <p class="hint combobox-note" aria-hidden="true">{ note }</p>
                    }
                } }
                <ul class="combobox-list" id={list} role="listbox" aria-label={props.label.clone()} hidden={!shown}>
                    { for props.suggestions.iter().enumerate().filter(|_| shown).map(|(index, suggestion)| {
                        option(suggestion, option_id(index), *active == Some(index), choose.clone())
                    }) }
                </ul>
                <span class="visually-hidden" role="status">
                    if *open && props.busy {
                        { t!("loading") }
                    } else {
                        if let Some(note) = note {
                            { note }{ " " }
                        }
                        if shown {
                            { t!("combobox.count", n = props.suggestions.len()) }
                        }
                    }
                </span>
            </div>
        </Field>
    }
}

fn option(suggestion: &Suggestion, id: String, is_active: bool, choose: Callback<Suggestion>) -> Html {
    let onmousedown = {
        let suggestion = suggestion.clone();
        // On press, not on click: the click would come after the field has lost the focus and closed the list.
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            choose.emit(suggestion.clone());
        })
    };
    html! {
        <li {id} class="combobox-option" role="option" aria-selected={if is_active { "true" } else { "false" }} {onmousedown}>
            <span>{ &suggestion.label }</span>
            if let Some(detail) = &suggestion.detail {
                <span class="muted">{ detail }</span>
            }
        </li>
    }
}
