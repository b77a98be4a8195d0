//! A number in a sheet of many: one line each, with its unit. What is wrong with it stands below it.

use crate::components::Icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A row of a sheet, where the binding of a form would need a name of its own for each row.
pub struct Row<'r> {
    /// Tells it from the other rows of the page; part of the element's id.
    pub id: String,
    /// What is asked; hidden words may tell it from the same question about something else.
    pub label: Html,
    /// Below the label.
    pub hint: Option<AttrValue>,
    /// What stands in the field.
    pub value: &'r str,
    /// After the number: "kg", "%".
    pub unit: &'static str,
    /// What is wrong with it.
    pub error: Option<AttrValue>,
    /// Takes what was typed.
    pub change: Callback<String>,
}

/// Asks for a number.
pub fn number_row(row: Row<'_>) -> Html {
    let Row { id, label, hint, value, unit, error, change } = row;
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let wrong = error.is_some();
    let error_id = format!("{id}-error");
    // One node each, also where there is nothing to say: the input must keep its place among its neighbours.
    let hint = html! {
        if let Some(hint) = hint {
            <span class="hint">{ hint }</span>
        }
    };
    let error = html! {
        if let Some(error) = error {
            <p class="error" id={error_id.clone()}>{ Icon::Warning }{ error }</p>
        }
    };
    html! {
        <div class={classes!("field", "share-row", wrong.then_some("field-wrong"))}>
            <label class="label" for={id.clone()}>{ label }{ hint }</label>
            <div class="input-with-unit">
                <input
                    class="input"
                    id={id.clone()}
                    name={id}
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    value={value.to_owned()}
                    aria-invalid={wrong.then_some("true")}
                    aria-describedby={wrong.then_some(error_id)}
                    {oninput}
                />
                <span class="unit" aria-hidden="true">{ unit }</span>
            </div>
            { error }
        </div>
    }
}
