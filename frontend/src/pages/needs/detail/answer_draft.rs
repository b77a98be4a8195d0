//! What somebody is typing to answer a need with one of their own offers.

use crate::hooks::{Draft, checked, optional};
use crate::pages::needs::words::same_branch;
use crate::pages::offers::moments;
use crate::pages::offers::words::Measure;
use crate::pages::quantities;
use shared::ids::OfferId;
use shared::needs::{Need, NewAnswer};
use shared::offers::{Offer, OfferStatus};
use shared::problem::FieldError;
use shared::time::UtcMillis;
use shared::units::{Grams, Unit};

/// An answer as it is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerDraft {
    /// The offer.
    pub offer: OfferId,
    /// How it is counted.
    pub measure: Measure,
    /// In the offer's unit, as typed.
    pub amount: String,
    /// When the taker could come.
    pub pickup_at: Option<UtcMillis>,
    /// A word to the taker.
    pub message: String,
}

impl AnswerDraft {
    /// What the need lacks, or all that is left of the offer.
    #[must_use]
    pub fn of(offer: &Offer, need: &Need, message: String) -> Self {
        let measure = Measure::from(offer);
        Self {
            offer: offer.id,
            measure,
            amount: quantities::field(proposed(offer, need), measure),
            pickup_at: moments(&offer.pickup_windows).first().map(|(at, _)| *at),
            message,
        }
    }

    /// What was typed, in grams.
    ///
    /// # Errors
    /// The code of what is wrong.
    pub fn grams(&self) -> Result<Grams, &'static str> {
        let grams = quantities::grams(&self.amount, self.measure)?;
        let whole = self.measure.unit == Unit::Kilogram || grams.is_whole_number_of(self.measure.piece);
        if whole { Ok(grams) } else { Err("not_whole_units") }
    }
}

impl Draft for AnswerDraft {
    type Wire = NewAnswer;

    fn build(&self) -> Result<NewAnswer, Vec<FieldError>> {
        let grams = self.grams().map_err(|code| vec![FieldError::new("/grams", code)])?;
        checked(NewAnswer { offer_id: self.offer, grams, pickup_at: self.pickup_at, message: optional(&self.message) })
    }
}

/// As many units as fill the need, where the offer has them.
fn proposed(offer: &Offer, need: &Need) -> Grams {
    proposal(need.left_grams, offer.left_grams, Measure::from(offer))
}

fn proposal(lacking: Grams, left: Grams, measure: Measure) -> Grams {
    let piece = if measure.unit == Unit::Kilogram { 1 } else { measure.piece.0.max(1) };
    let units = lacking.0.div_euclid(piece) + i64::from(lacking.0.rem_euclid(piece) > 0);
    Grams(units.saturating_mul(piece).min(left.0))
}

/// Our offers that can answer the need, those of its own kind of food first.
#[must_use]
pub fn fitting(offers: &[Offer], need: &Need) -> Vec<Offer> {
    let fits = |offer: &&Offer| {
        offer.status == OfferStatus::Open
            && offer.left_grams > Grams::ZERO
            && need.temperature_classes.contains(&offer.temperature_class)
    };
    let (mut same, others): (Vec<Offer>, Vec<Offer>) =
        offers.iter().filter(fits).cloned().partition(|offer| same_branch(&offer.category, &need.category));
    same.extend(others);
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_units_fill_the_need_as_far_as_there_are_any() {
        let crates = Measure { unit: Unit::Crate, piece: Grams(12_000) };
        assert_eq!(proposal(Grams(30_000), Grams(120_000), crates), Grams(36_000));
        assert_eq!(proposal(Grams(30_000), Grams(24_000), crates), Grams(24_000));
        let kilograms = Measure { unit: Unit::Kilogram, piece: Grams(1_000) };
        assert_eq!(proposal(Grams(30_500), Grams(120_000), kilograms), Grams(30_500));
    }
}
