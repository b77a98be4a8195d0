//! A hand-over on the road: the code that the other side shows, for cold food its temperature, for a shop its weight.

use super::taker::{Taken, use_taker};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked_beside, use_form, use_mutation};
use crate::i18n::{number, t};
use crate::pages::readings::Reading;
use crate::pages::tours::words;
use shared::cold_chain::DeciCelsius;
use shared::ids::TourId;
use shared::problem::FieldError;
use shared::tours::{TourCollection, TourLoad, TourLoadAction, TourLoadKind};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
struct HandoverDraft {
    /// Whether the other side shows a code.
    needs_code: bool,
    code: String,
    reading: Reading,
    /// Whether it is weighed here.
    weighs: bool,
    /// kg as typed; empty: as much as expected.
    kg: String,
}

impl HandoverDraft {
    fn new(load: &TourLoad, action: TourLoadAction) -> Self {
        let fetches = action == TourLoadAction::Collect;
        Self {
            needs_code: if fetches { load.pickup_needs_code } else { load.drop_needs_code },
            code: String::new(),
            reading: Reading::new(load.temperature_class),
            weighs: fetches && load.kind == TourLoadKind::Shop,
            kg: number::field_kg(load.grams),
        }
    }

    /// The weight; `Ok(None)` where none is asked for, or none was typed.
    fn grams(&self) -> Result<Option<Grams>, &'static str> {
        if !self.weighs || self.kg.trim().is_empty() {
            return Ok(None);
        }
        let grams = number::parse_decimal(&self.kg).filter(|grams| *grams >= 0).ok_or("number")?;
        Ok(Some(Grams(grams)))
    }
}

impl Draft for HandoverDraft {
    type Wire = TourCollection;

    fn build(&self) -> Result<TourCollection, Vec<FieldError>> {
        let code: String = self.code.chars().filter(|c| !c.is_whitespace()).collect();
        let (reading, grams) = (self.reading.value(), self.grams());
        let wrong = [("/temperature_decidegrees", reading.err()), ("/grams", grams.err())];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?)));
        let told = TourCollection {
            code: self.needs_code.then_some(code),
            temperature_decidegrees: reading.unwrap_or_default(),
            grams: grams.unwrap_or_default(),
        };
        checked_beside(wrong.collect(), told)
    }
}

/// Props of [`use_handover_form`].
#[derive(PartialEq)]
pub struct HandoverProps {
    /// The tour.
    pub tour: TourId,
    /// The load.
    pub load: TourLoad,
    /// Fetched, or handed over.
    pub action: TourLoadAction,
    /// It has changed hands, or waits to be told.
    pub done: Callback<Taken>,
}

/// Asks for what has to be told, if anything has.
#[hook]
pub fn use_handover_form(props: Rc<HandoverProps>) -> Html {
    let (load, action) = (&props.load, props.action);
    let (taker, done) = (use_taker(props.tour, load), props.done.clone());
    let send =
        use_mutation(move |told: TourCollection| taker.clone().hand_over(action, told), move |taken| done.emit(taken));
    let form = use_form(|| HandoverDraft::new(load, action), send.failure.clone());
    let fetches = action == TourLoadAction::Collect;
    let who = if fetches { words::sender(load) } else { load.receiver.name.clone().into() };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p><strong>{ words::load(load) }</strong></p>
            if form.draft.needs_code {
                <div class="code-entry">
                    <TextField
                        bind={form.field("/code", |draft| &mut draft.code)}
                        label={t!("claim.code")}
                        hint={t!("claim.code_hint", giver = who)}
                        inputmode="numeric"
                        autocomplete="one-time-code"
                    />
                </div>
            }
            if form.draft.weighs {
                <TextField bind={form.field("/grams", |draft| &mut draft.kg)} label={t!("tour_road.grams")} hint={t!("tour_road.grams_hint")} inputmode="decimal" unit="kg" optional=true />
            }
            { form.draft.reading.field(form.field("/temperature_decidegrees", |draft| &mut draft.reading.typed)) }
            if let Some(limit) = form.draft.reading.exceeded() {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                    <p>{ too_warm(fetches, limit) }</p>
                </Notice>
            }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy} wide=true>
                    { if fetches { t!("tour_road.confirm_collect") } else { t!("tour_road.confirm_deliver") } }
                </Button>
            </div>
        </form>
    }
}

fn too_warm(fetches: bool, limit: DeciCelsius) -> AttrValue {
    let limit = number::temperature(limit);
    if fetches { t!("claim.too_warm", limit = limit) } else { t!("tour_road.too_warm", limit = limit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::units::TemperatureClass;

    fn draft(class: TemperatureClass) -> HandoverDraft {
        HandoverDraft {
            needs_code: true,
            code: " 48 27 ".to_owned(),
            reading: Reading::new(class),
            weighs: false,
            kg: "12".to_owned(),
        }
    }

    #[test]
    fn what_is_asked_for_is_told_and_nothing_else() {
        let told = draft(TemperatureClass::Ambient).build().unwrap();
        assert_eq!((told.code.as_deref(), told.temperature_decidegrees, told.grams), (Some("4827"), None, None));
        let free = HandoverDraft { needs_code: false, weighs: true, ..draft(TemperatureClass::Ambient) };
        let told = free.build().unwrap();
        assert_eq!((told.code, told.grams), (None, Some(Grams(12_000))));
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        let empty = HandoverDraft { code: String::new(), ..draft(TemperatureClass::Chilled) };
        let errors = empty.build().unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(said, [("/temperature_decidegrees", "temperature_required"), ("/code", "required")]);
        let vague = HandoverDraft { weighs: true, kg: "beaucoup".to_owned(), ..draft(TemperatureClass::Ambient) };
        assert_eq!(vague.build().unwrap_err()[0].pointer, "/grams");
    }
}
