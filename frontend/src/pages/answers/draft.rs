//! What somebody answers, as it is being typed.

use crate::hooks::{Draft, checked, optional};
use crate::pages::offers::moments;
use crate::pages::offers::words::Measure;
use crate::pages::quantities;
use shared::answers::{AnswerSheet, LinkedTake};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::time::UtcMillis;
use shared::units::{Grams, Unit};

/// "We take so much."
#[derive(Clone, Debug, PartialEq)]
pub struct TakeDraft {
    /// How the offer is counted.
    pub measure: Measure,
    /// In the offer's unit, as typed.
    pub amount: String,
    /// Where it goes.
    pub site: Option<SiteId>,
    /// When somebody means to come.
    pub pickup_at: Option<UtcMillis>,
    /// A word to the giver.
    pub message: String,
}

impl TakeDraft {
    /// As much as would suit, else all that is left, at the first site, at the first moment.
    #[must_use]
    pub fn new(sheet: &AnswerSheet) -> Self {
        let measure = Measure::from(&sheet.offer);
        Self {
            measure,
            amount: quantities::field(usual(sheet, measure), measure),
            site: sheet.sites.first().map(|site| site.id),
            pickup_at: moments(&sheet.offer.pickup_windows).first().map(|(at, _)| *at),
            message: String::new(),
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

/// What is proposed: what suits, in whole units, and at least one of them.
fn usual(sheet: &AnswerSheet, measure: Measure) -> Grams {
    let suits = sheet.grams.unwrap_or(sheet.left_grams);
    if measure.unit == Unit::Kilogram {
        return suits;
    }
    let piece = measure.piece.0.max(1);
    Grams((suits.0 / piece).max(1) * piece)
}

impl Draft for TakeDraft {
    type Wire = LinkedTake;

    fn build(&self) -> Result<LinkedTake, Vec<FieldError>> {
        let Some(site_id) = self.site else { return Err(vec![FieldError::new("/site_id", "required")]) };
        let grams = self.grams().map_err(|code| vec![FieldError::new("/grams", code)])?;
        checked(LinkedTake { site_id, grams, pickup_at: self.pickup_at, message: optional(&self.message) })
    }
}
