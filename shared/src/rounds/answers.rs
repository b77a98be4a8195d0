//! What sites answer to a published round, and what they receive.

use super::round::RoundReason;
use super::workbench::LineStatus;
use crate::check;
use crate::cold_chain::DeciCelsius;
use crate::ids::{AllocationRoundId, LotId, SiteId};
use crate::macros::text_enum;
use crate::units::Grams;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a site answers to a line.
    pub enum LineAnswer {
        /// It takes it.
        Accept = "accept",
        /// It does not: the line is offered to the others at once.
        Refuse = "refuse",
    }
}

/// An answer to one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnsweredLine {
    /// The lot.
    #[garde(skip)]
    pub lot_id: LotId,
    /// Where it is.
    #[garde(skip)]
    pub from_site_id: SiteId,
    /// The answer.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "accept"))]
    pub answer: LineAnswer,
    /// Why it is refused; needed then.
    #[garde(custom(check_reason(&self.answer)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// What else there is to say of a refusal; needed with the reason `other`.
    #[garde(inner(custom(check::text(3, 500))), custom(check_note(&self.reason)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 500))]
    pub note: Option<String>,
}

fn check_reason(answer: &LineAnswer) -> impl Fn(&Option<RoundReason>, &()) -> garde::Result {
    let needed = *answer == LineAnswer::Refuse;
    move |reason, ()| if needed && reason.is_none() { Err(garde::Error::new("required")) } else { Ok(()) }
}

/// A note is needed where the reason is `other`.
fn check_note(reason: &Option<RoundReason>) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let needed = *reason == Some(RoundReason::Other);
    move |note, ()| if needed && note.is_none() { Err(garde::Error::new("required")) } else { Ok(()) }
}

/// A site's answers: all of them count, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundAnswers {
    /// The site that answers.
    #[garde(skip)]
    pub site_id: SiteId,
    /// Its answers.
    #[garde(custom(check::count(1, 500)), dive)]
    pub lines: Vec<AnsweredLine>,
}

/// What is handed over of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandedLine {
    /// The lot.
    #[garde(skip)]
    pub lot_id: LotId,
    /// Where it is.
    #[garde(skip)]
    pub from_site_id: SiteId,
    /// What was weighed; 0 where nothing of it was taken. At most what was allocated.
    #[garde(custom(check_grams))]
    #[cfg_attr(feature = "openapi", schema(value_type = i64, example = 40_000, minimum = 0, maximum = 100_000_000))]
    pub grams: Grams,
    /// Why it is not what was allocated; needed then.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RoundReason>,
    /// Temperature at the hand-over in tenths of a degree Celsius; needed for chilled and frozen food of which any is taken.
    #[garde(inner(custom(crate::cold_chain::check_reading)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, example = 35, minimum = -600, maximum = 600))]
    pub temperature_decidegrees: Option<DeciCelsius>,
}

fn check_grams(value: &Grams, ctx: &()) -> garde::Result {
    check::between(0, Grams::OFFER_MAX.0)(&value.0, ctx)
}

/// What a site fetches: all of it is booked, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHandOver {
    /// The site that fetches it.
    #[garde(skip)]
    pub site_id: SiteId,
    /// What it fetches.
    #[garde(custom(check::count(1, 500)), dive)]
    pub lines: Vec<HandedLine>,
}

/// How many lines stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineCount {
    /// Where they stand.
    #[cfg_attr(feature = "openapi", schema(example = "accepted"))]
    pub status: LineStatus,
    /// How many.
    pub count: i64,
}

/// What a site has of a round after its answers or a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundHandOver {
    /// The round.
    pub round_id: AllocationRoundId,
    /// The site.
    pub site_id: SiteId,
    /// How many of its lines stand where.
    pub lines: Vec<LineCount>,
    /// What it has received of the round.
    pub received_grams: Grams,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(answer: LineAnswer, reason: Option<RoundReason>, note: Option<&str>) -> Vec<String> {
        let (lot_id, from_site_id) = (LotId(uuid::Uuid::nil()), SiteId(uuid::Uuid::nil()));
        let line = AnsweredLine { lot_id, from_site_id, answer, reason, note: note.map(str::to_owned) };
        let report = line.validate().err();
        report.iter().flat_map(|report| report.iter()).map(|(path, error)| format!("{path} {error}")).collect()
    }

    #[test]
    fn a_refusal_says_why_and_another_reason_in_words() {
        assert_eq!(wrong(LineAnswer::Accept, None, None), [""; 0]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Storage), None), [""; 0]);
        assert_eq!(wrong(LineAnswer::Refuse, None, None), ["reason required"]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Other), None), ["note required"]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Other), Some(" ")), ["note required"]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Other), Some("ok")), ["note too_short|min=3"]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Other), Some("Panne de chambre froide")), [""; 0]);
        assert_eq!(wrong(LineAnswer::Refuse, Some(RoundReason::Quality), Some(&"é".repeat(501))), ["note too_long|max=500"]);
    }
}
