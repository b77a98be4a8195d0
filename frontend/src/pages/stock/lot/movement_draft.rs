//! What somebody types about food that leaves, moves or was counted.

use crate::hooks::{Draft, checked_beside, optional};
use crate::pages::offers::words::Measure;
use crate::pages::quantities;
use crate::pages::readings::Reading;
use crate::pages::stock::words;
use shared::ids::{OrganisationId, SiteId};
use shared::problem::FieldError;
use shared::stock::{Lot, LotMovementKind, LotPlace, NewLotMovement, WasteReason};
use shared::units::Grams;

/// A movement as text.
#[derive(Clone, Debug, PartialEq)]
pub struct MovementDraft {
    kind: LotMovementKind,
    site: SiteId,
    measure: Measure,
    /// What is there.
    there: Grams,
    /// How much, in the lot's unit, as typed.
    pub amount: String,
    /// To whom, where it leaves the organisation.
    pub organisation: Option<OrganisationId>,
    /// Where to.
    pub to: Option<SiteId>,
    /// Why it is thrown away.
    pub reason: Option<WasteReason>,
    /// Temperature at the hand-over.
    pub reading: Reading,
    /// Where it is put there.
    pub shelf: String,
    /// What there is to say of it.
    pub note: String,
}

impl MovementDraft {
    /// What is usual: all of it, but for what is given to people, which is weighed each time.
    #[must_use]
    pub fn new(kind: LotMovementKind, lot: &Lot, place: &LotPlace) -> Self {
        let measure = words::measure_of(lot);
        let all = quantities::field(place.grams, measure);
        Self {
            kind,
            site: place.site.id,
            measure,
            there: place.grams,
            amount: if kind == LotMovementKind::Distribute { String::new() } else { all },
            organisation: None,
            to: None,
            reason: None,
            reading: Reading::new(lot.temperature_class),
            shelf: String::new(),
            note: String::new(),
        }
    }

    /// How much was typed.
    ///
    /// # Errors
    /// The code of what is wrong with it.
    pub fn grams(&self) -> Result<Grams, &'static str> {
        let grams = quantities::grams_of(self.there, &self.amount, self.measure)?;
        if self.kind != LotMovementKind::Adjust && grams > self.there { Err("more_than_left") } else { Ok(grams) }
    }

    /// By how much a count differs from the books: above 0 too much; none where nothing was counted, or nothing differs.
    #[must_use]
    pub fn difference(&self) -> Option<Grams> {
        let counted = self.grams().ok().filter(|_| self.kind == LotMovementKind::Adjust)?;
        Some(counted.minus(self.there)).filter(|difference| *difference != Grams::ZERO)
    }
}

impl Draft for MovementDraft {
    type Wire = NewLotMovement;

    fn build(&self) -> Result<NewLotMovement, Vec<FieldError>> {
        let (kind, grams) = (self.kind, self.grams());
        let counts = kind == LotMovementKind::Adjust;
        let hands_over = kind == LotMovementKind::HandOver;
        let reading = if hands_over { self.reading.value() } else { Ok(None) };
        let nobody = hands_over && self.organisation.is_none();
        let wrong = [
            (if counts { "/counted_grams" } else { "/grams" }, grams.err()),
            ("/organisation", nobody.then_some("required")),
            ("/temperature_decidegrees", reading.err()),
        ];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?)));
        let amount = Some(grams.unwrap_or_default());
        let new = NewLotMovement {
            kind,
            site_id: self.site,
            to_site_id: self.to.filter(|_| kind.has_destination()),
            grams: amount.filter(|_| !counts),
            counted_grams: amount.filter(|_| counts),
            reason: self.reason.filter(|_| kind == LotMovementKind::Waste),
            note: optional(&self.note),
            temperature_decidegrees: reading.unwrap_or_default(),
            shelf: optional(&self.shelf).filter(|_| kind == LotMovementKind::Transfer),
        };
        checked_beside(wrong.collect(), new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::units::{TemperatureClass, Unit};

    fn draft(kind: LotMovementKind, amount: &str) -> MovementDraft {
        MovementDraft {
            kind,
            site: SiteId(uuid::Uuid::from_u128(1)),
            measure: Measure { unit: Unit::Carton, piece: Grams(8_000) },
            there: Grams(80_000),
            amount: amount.to_owned(),
            organisation: None,
            to: None,
            reason: None,
            reading: Reading::new(TemperatureClass::Chilled),
            shelf: String::new(),
            note: String::new(),
        }
    }

    fn said(draft: &MovementDraft) -> Vec<(String, String)> {
        draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    fn told(at: &str, code: &str) -> (String, String) {
        (at.to_owned(), code.to_owned())
    }

    #[test]
    fn units_become_grams_and_never_more_than_there_is() {
        let three = draft(LotMovementKind::Distribute, "3").build().unwrap();
        assert_eq!((three.grams, three.counted_grams), (Some(Grams(24_000)), None));
        assert_eq!(said(&draft(LotMovementKind::Distribute, "11")), [told("/grams", "more_than_left")]);
        assert_eq!(said(&draft(LotMovementKind::Distribute, "")), [told("/grams", "required")]);
    }

    #[test]
    fn all_of_it_leaves_nothing_behind() {
        let measure = Measure { unit: Unit::Portion, piece: Grams(350) };
        let there = Grams(1_000);
        let amount = quantities::field(there, measure);
        let opened = MovementDraft { measure, there, amount, ..draft(LotMovementKind::Distribute, "") };
        assert_eq!(opened.build().unwrap().grams, Some(Grams(1_000)));
        let counted = MovementDraft { kind: LotMovementKind::Adjust, ..opened.clone() };
        assert_eq!(counted.difference(), None);
        assert_eq!(MovementDraft { amount: "2".to_owned(), ..opened }.grams(), Ok(Grams(700)));
    }

    #[test]
    fn waste_says_why_and_a_hand_over_to_whom_and_how_cold() {
        assert_eq!(said(&draft(LotMovementKind::Waste, "1")), [told("/reason", "reason_required")]);
        let mut over = said(&draft(LotMovementKind::HandOver, "1"));
        over.sort_unstable();
        let cold = told("/temperature_decidegrees", "temperature_required");
        assert_eq!(over, [told("/organisation", "required"), cold, told("/to_site_id", "required")]);
    }

    #[test]
    fn a_count_tells_what_differs() {
        let less = draft(LotMovementKind::Adjust, "9");
        assert_eq!(less.difference(), Some(Grams(-8_000)));
        assert_eq!(less.build().unwrap().counted_grams, Some(Grams(72_000)));
        assert_eq!(draft(LotMovementKind::Adjust, "10").difference(), None);
        assert_eq!(draft(LotMovementKind::Adjust, "12").difference(), Some(Grams(16_000)));
        assert_eq!(draft(LotMovementKind::Adjust, "0").build().unwrap().counted_grams, Some(Grams::ZERO));
    }
}
