//! The hand-over: the code that the giver shows and, for cold food, its temperature.

use super::take::{Taken, use_taker};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked, use_form, use_mutation};
use crate::i18n::{number, t};
use crate::pages::readings::Reading;
use shared::claims::{Claim, ClaimAction, Collection};
use shared::problem::FieldError;
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct CollectDraft {
    code: String,
    reading: Reading,
}

impl CollectDraft {
    fn new(class: TemperatureClass) -> Self {
        Self { code: String::new(), reading: Reading::new(class) }
    }
}

impl Draft for CollectDraft {
    type Wire = Collection;

    fn build(&self) -> Result<Collection, Vec<FieldError>> {
        let code: String = self.code.chars().filter(|c| !c.is_whitespace()).collect();
        match self.reading.value() {
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
            { form.draft.reading.field(form.field("/temperature_decidegrees", |draft| &mut draft.reading.typed)) }
            if let Some(limit) = form.draft.reading.exceeded() {
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
    use shared::cold_chain::DeciCelsius;

    #[test]
    fn cold_food_is_handed_over_with_a_reading() {
        let mut draft = CollectDraft::new(TemperatureClass::Frozen);
        draft.code = " 48 27 ".to_owned();
        assert_eq!(draft.build().unwrap_err()[0].code, "temperature_required");
        draft.reading.typed = "−18,5".to_owned();
        let collection = draft.build().unwrap();
        assert_eq!((collection.code.as_str(), collection.temperature_decidegrees), ("4827", Some(DeciCelsius(-185))));
    }
}
