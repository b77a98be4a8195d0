//! A number with large buttons for less and more.

use super::field::{Field, described_by, id_of};
use super::stepper::stepper;
use crate::hooks::Binding;
use crate::i18n::{number, t};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`QuantityField`].
#[derive(Properties, PartialEq)]
pub struct QuantityFieldProps {
    /// The text as typed; read it with [`number::parse_decimal`].
    pub bind: Binding<String>,
    /// What is asked.
    pub label: AttrValue,
    /// After the number, as "kg".
    pub unit: AttrValue,
    /// How to answer.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What one tap adds or takes, in whole units.
    #[prop_or(1)]
    pub step: i64,
    /// The most that "more" reaches, in thousandths of the unit.
    #[prop_or(i64::MAX)]
    pub max: i64,
    /// Whether an answer may be left out.
    #[prop_or_default]
    pub optional: bool,
}

/// Asks for a quantity.
#[component]
pub fn QuantityField(props: &QuantityFieldProps) -> Html {
    let Binding { pointer, value, error, change } = &props.bind;
    let id = AttrValue::from(id_of(pointer));
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let by = |units: i64| {
        let now = number::parse_decimal(value).unwrap_or(0);
        let next = now.saturating_add(units.saturating_mul(1_000)).clamp(0, props.max.max(0));
        change.reform(move |_: MouseEvent| number::decimal(next).replace('\u{202f}', ""))
    };
    let described = described_by(&id, props.hint.is_some(), error.is_some());
    let input = html! {
        <div class="input-with-unit">
            <input
                class="input"
                id={id.clone()}
                name={id.clone()}
                type="text"
                inputmode="decimal"
                autocomplete="off"
                value={value.clone()}
                aria-required={(!props.optional).then_some("true")}
                aria-invalid={error.is_some().then_some("true")}
                aria-describedby={described}
                {oninput}
            />
            <span class="unit">{ &props.unit }</span>
        </div>
    };
    let less = (t!("quantity.less", step = props.step, unit = props.unit.clone()), by(-props.step));
    let more = (t!("quantity.more", step = props.step, unit = props.unit.clone()), by(props.step));
    html! {
        <Field id={id.clone()} label={props.label.clone()} hint={props.hint.clone()} error={error.clone()} optional={props.optional}>
            { stepper(&id, less, input, more) }
        </Field>
    }
}
