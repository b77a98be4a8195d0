//! The hand-over: the code that the giver shows and, for cold food, its temperature.

use super::take::{Taken, use_taker};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked, use_form, use_mutation};
use crate::i18n::{number, t};
use shared::claims::{Claim, ClaimAction, Collection};
use shared::cold_chain::{DeciCelsius, limit};
use shared::problem::FieldError;
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct CollectDraft {
    code: String,
    /// °C as typed.
    temperature: String,
    class: TemperatureClass,
}

impl CollectDraft {
    fn new(class: TemperatureClass) -> Self {
        // Number pads of phones have no minus: it stands there already.
        let temperature = if class == TemperatureClass::Frozen { "−" } else { "" };
        Self { code: String::new(), temperature: temperature.to_owned(), class }
    }

    /// The reading; `Ok(None)` where none is asked for.
    fn reading(&self) -> Result<Option<DeciCelsius>, &'static str> {
        if limit(self.class).is_none() {
            return Ok(None);
        }
        if matches!(self.temperature.trim(), "" | "-" | "−") {
            return Err("temperature_required");
        }
        let thousandths = number::parse_decimal(&self.temperature).ok_or("number")?;
        if thousandths % 100 == 0 { Ok(Some(DeciCelsius(thousandths / 100))) } else { Err("number") }
    }

    /// The limit that the reading is above.
    fn exceeded(&self) -> Option<DeciCelsius> {
        let (limit, reading) = (limit(self.class)?, self.reading().ok()??);
        (reading > limit).then_some(limit)
    }
}

impl Draft for CollectDraft {
    type Wire = Collection;

    fn build(&self) -> Result<Collection, Vec<FieldError>> {
        let code: String = self.code.chars().filter(|c| !c.is_whitespace()).collect();
        match self.reading() {
            Ok(reading) => checked(Collection { code, temperature_decidegrees: reading }),
            Err(wrong) => {
                let mut errors = checked(Collection { code, temperature_decidegrees: None }).err().unwrap_or_default();
                errors.push(FieldError::new("/temperature_decidegrees", wrong));
                Err(errors)
            }
        }
    }
}

/// Props of [`use_collect_form`].
#[derive(PartialEq)]
pub struct CollectFormProps {
    /// The claim.
    pub claim: Claim,
    /// The food has changed hands.
    pub done: Callback<Taken>,
}

/// Asks for the code and the temperature.
#[hook]
pub fn use_collect_form(props: Rc<CollectFormProps>) -> Html {
    let (taker, done) = (use_taker(&props.claim), props.done.clone());
    let class = props.claim.offer.temperature_class;
    let send =
        use_mutation(move |collection| taker.clone().tell(ClaimAction::Collect, collection), move |taken| done.emit(taken));
    let form = use_form(|| CollectDraft::new(class), send.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <div class="code-entry">
                <TextField
                    bind={form.field("/code", |draft| &mut draft.code)}
                    label={t!("claim.code")}
                    hint={t!("claim.code_hint", giver = props.claim.giver.name.as_str())}
                    inputmode="numeric"
                    autocomplete="one-time-code"
                />
            </div>
            if let Some(limit) = limit(class) {
                <TextField
                    bind={form.field("/temperature_decidegrees", |draft| &mut draft.temperature)}
                    label={t!("claim.temperature")}
                    hint={t!("claim.temperature_hint", limit = number::temperature(limit))}
                    inputmode="decimal"
                    autocomplete="off"
                    unit="°C"
                />
            }
            if let Some(limit) = form.draft.exceeded() {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                    <p>{ t!("claim.too_warm", limit = number::temperature(limit)) }</p>
                </Notice>
            }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Handover} submit=true busy={send.busy}>{ t!("claim.confirm_collect") }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cold_food_needs_a_reading_and_dry_food_none() {
        let mut draft = CollectDraft::new(TemperatureClass::Frozen);
        draft.code = " 48 27 ".to_owned();
        assert_eq!(draft.build().unwrap_err()[0].code, "temperature_required");
        draft.temperature = "−18,5".to_owned();
        let collection = draft.build().unwrap();
        assert_eq!((collection.code.as_str(), collection.temperature_decidegrees), ("4827", Some(DeciCelsius(-185))));
        draft.temperature = "−12".to_owned();
        assert_eq!(draft.exceeded(), Some(DeciCelsius(-150)));
        assert_eq!(CollectDraft::new(TemperatureClass::Ambient).reading(), Ok(None));
    }
}
