//! Some of a lot is frozen to save it: how much, what happens to its date, and where it is put.

use super::PartProps;
use crate::client;
use crate::components::{Button, Icon, Mood, Notice, ProblemView, QuantityField, TextArea, TextField, Tone, use_toast};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_key_of, use_mutation};
use crate::i18n::{number, t, time, word, zone};
use crate::pages::offers::words::Measure;
use crate::pages::quantities;
use crate::pages::readings::Reading;
use crate::pages::stock::place::Place;
use crate::pages::stock::{forget_stock, words};
use chrono::NaiveDate;
use shared::ids::SiteId;
use shared::national::PACK;
use shared::problem::FieldError;
use shared::stock::{Lot, LotPlace, NewLotFreezing};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_freeze_form`].
#[derive(PartialEq)]
pub struct FreezeProps {
    /// The lot.
    pub of: PartProps,
    /// Where some of it is frozen.
    pub place: LotPlace,
}

/// A freezing as text.
#[derive(Clone, Debug, PartialEq)]
struct FreezeDraft {
    site: SiteId,
    measure: Measure,
    /// What is there and promised to nobody.
    free: Grams,
    amount: String,
    reading: Reading,
    shelf: String,
    note: String,
}

impl FreezeDraft {
    /// All that is free, which is usual.
    fn new(lot: &Lot, place: &LotPlace) -> Self {
        let (measure, free) = (words::measure_of(lot), free(place));
        Self {
            site: place.site.id,
            measure,
            free,
            amount: quantities::field(free, measure),
            reading: Reading::new(lot.temperature_class),
            shelf: String::new(),
            note: String::new(),
        }
    }

    fn grams(&self) -> Result<Grams, &'static str> {
        let grams = quantities::grams_of(self.free, &self.amount, self.measure)?;
        if grams > self.free { Err("more_than_left") } else { Ok(grams) }
    }
}

/// What is there and promised to nobody.
fn free(place: &LotPlace) -> Grams {
    place.grams.minus(place.reserved_grams).max(Grams::ZERO)
}

impl Draft for FreezeDraft {
    type Wire = NewLotFreezing;

    fn build(&self) -> Result<NewLotFreezing, Vec<FieldError>> {
        let grams = self.grams();
        // Nobody has to read it off.
        let reading = if self.reading.typed.trim().is_empty() { Ok(None) } else { self.reading.value() };
        let wrong = [("/grams", grams.err()), ("/temperature_decidegrees", reading.err())];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?)));
        let new = NewLotFreezing {
            site_id: self.site,
            grams: grams.unwrap_or_default(),
            temperature_decidegrees: reading.unwrap_or_default(),
            shelf: optional(&self.shelf),
            note: optional(&self.note),
        };
        checked_beside(wrong.collect(), new)
    }
}

/// Asks how much is frozen. What it becomes is another lot, whose page opens.
#[hook]
pub fn use_freeze_form(props: Rc<FreezeProps>) -> Html {
    let FreezeProps { of, place } = &*props;
    let (id, navigator) = (of.lot.id, use_navigator());
    let (toast, keys) = (use_toast(), use_key_of());
    let freeze = use_mutation(
        move |new: NewLotFreezing| {
            let key = keys.of(&new);
            client::stock::freeze(id, new, key)
        },
        move |frozen: Lot| {
            toast.emit(t!("stock_freeze.done"));
            forget_stock();
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Lot(frozen.id).route());
            }
        },
    );
    let form = use_form(|| FreezeDraft::new(&of.lot, place), freeze.failure.clone());
    let measure = form.draft.measure;
    let hint = t!("stock_freeze.most", quantity = measure.full(form.draft.free));
    let max = quantities::thousandths(form.draft.free, measure).0;
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(freeze.run.clone())}>
            { what_happens(&of.lot) }
            <QuantityField bind={form.field("/grams", |draft| &mut draft.amount)} label={t!("stock_freeze.amount")} {hint} unit={word(measure.unit)} {max} />
            { form.draft.reading.optional_field(form.field("/temperature_decidegrees", |draft| &mut draft.reading.typed)) }
            if let Some(limit) = form.draft.reading.exceeded() {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                    <p>{ t!("stock_freeze.too_warm", limit = number::temperature(limit)) }</p>
                </Notice>
            }
            <TextField bind={form.field("/shelf", |draft| &mut draft.shelf)} label={t!("stock.shelf")} hint={t!("stock_freeze.shelf_hint")} optional=true />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional=true />
            <ProblemView failure={freeze.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Frozen} submit=true busy={freeze.busy}>{ t!("stock_freeze.send") }</Button>
            </div>
        </form>
    }
}

/// What becomes of the date, and of the lot.
fn what_happens(lot: &Lot) -> Html {
    html! {
        <>
            <p>{ t!("stock_freeze.lead") }</p>
            if let Some(limit) = limit(lot, zone::today()) {
                <p><strong>{ date(lot, limit) }</strong></p>
            }
            <p class="muted">{ t!("stock_freeze.for_good") }</p>
        </>
    }
}

/// "À donner jusqu'au 23 janvier 2027, au lieu du 26 novembre 2026."
fn date(lot: &Lot, limit: NaiveDate) -> AttrValue {
    match lot.use_by.or(lot.best_before) {
        Some(before) => t!("stock_freeze.instead", limit = time::full_day(limit), before = time::full_day(before)),
        None => t!("stock_freeze.until", limit = time::full_day(limit)),
    }
}

/// The last day of what is frozen today, by the rule that the server applies.
fn limit(lot: &Lot, today: NaiveDate) -> Option<NaiveDate> {
    (PACK.dates.use_by_once_frozen)(today, lot.use_by, today).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::cold_chain::DeciCelsius;
    use shared::units::{TemperatureClass, Unit};

    fn draft(amount: &str, reading: &str) -> FreezeDraft {
        let mut typed = Reading::new(TemperatureClass::Chilled);
        reading.clone_into(&mut typed.typed);
        FreezeDraft {
            site: SiteId(uuid::Uuid::from_u128(1)),
            measure: Measure { unit: Unit::Carton, piece: Grams(8_000) },
            free: Grams(80_000),
            amount: amount.to_owned(),
            reading: typed,
            shelf: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn units_become_grams_and_a_reading_is_optional() {
        let three = draft("3", "").build().unwrap();
        assert_eq!((three.grams, three.temperature_decidegrees), (Grams(24_000), None));
        assert_eq!(draft("10", "3,5").build().unwrap().temperature_decidegrees, Some(DeciCelsius(35)));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let said = |draft: &FreezeDraft| -> Vec<(String, String)> {
            draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
        };
        assert_eq!(said(&draft("11", "")), [("/grams".to_owned(), "more_than_left".to_owned())]);
        assert_eq!(said(&draft("", "")), [("/grams".to_owned(), "required".to_owned())]);
        assert_eq!(said(&draft("1", "froid")), [("/temperature_decidegrees".to_owned(), "number".to_owned())]);
    }
}
