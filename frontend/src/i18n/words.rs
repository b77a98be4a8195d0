//! Words of closed sets, problems and field errors in the reader's language: what the wire names by a code.

use super::{Argument, find, number, t, translate};
use serde_json::{Map, Value};
use shared::accounts::Locale;
use shared::categories::DateKind;
use shared::claims::{ClaimAction, ClaimState, Party};
use shared::cold_chain::DeciCelsius;
use shared::equipment::{BusyKind, EquipmentKind, Requirement};
use shared::loans::{ItemCondition, LoanAction, LoanParty, LoanState};
use shared::matches::DismissalReason;
use shared::needs::{NeedKind, NeedSort, NeedStatus};
use shared::offers::{OfferSort, OfferStatus, Visibility};
use shared::organisations::{OrganisationKind, OrganisationStatus, Role};
use shared::problem::{FieldError, Problem};
use shared::products::Allergen;
use shared::recurring::RecurringState;
use shared::saved_searches::Alert;
use shared::sites::{SiteKind, Transport, Weekday};
use shared::units::{Grams, TemperatureClass, Unit};
use yew::AttrValue;

/// A closed set whose members have a word in every language, under `word.<SET>`.
pub trait Words: Copy {
    /// The table in the locale files.
    const SET: &'static str;
    /// The member's name on the wire.
    fn name(self) -> &'static str;
}

macro_rules! words {
    ($($set:literal => $type:ty),+ $(,)?) => {
        $(impl Words for $type {
            const SET: &'static str = $set;
            fn name(self) -> &'static str {
                self.as_str()
            }
        })+

        /// Every member of every set, for the test that each has its word.
        #[cfg(test)]
        fn every_word() -> Vec<String> {
            let mut names = Vec::new();
            $(names.extend(<$type>::ALL.iter().map(|member| format!("word.{}.{member}", $set)));)+
            names
        }
    };
}

words! {
    "alert" => Alert,
    "allergen" => Allergen,
    "busy_kind" => BusyKind,
    "claim_action" => ClaimAction,
    "claim_state" => ClaimState,
    "date_kind" => DateKind,
    "equipment_kind" => EquipmentKind,
    "item_condition" => ItemCondition,
    "loan_action" => LoanAction,
    "loan_party" => LoanParty,
    "loan_state" => LoanState,
    "dismissal_reason" => DismissalReason,
    "locale" => Locale,
    "need_kind" => NeedKind,
    "need_sort" => NeedSort,
    "need_status" => NeedStatus,
    "offer_sort" => OfferSort,
    "offer_status" => OfferStatus,
    "organisation_kind" => OrganisationKind,
    "organisation_status" => OrganisationStatus,
    "party" => Party,
    "recurring_state" => RecurringState,
    "requirement" => Requirement,
    "role" => Role,
    "site_kind" => SiteKind,
    "temperature_class" => TemperatureClass,
    "transport" => Transport,
    "unit" => Unit,
    "visibility" => Visibility,
    "weekday" => Weekday,
}

/// The word for a member of a closed set.
#[must_use]
pub fn word<W: Words>(member: W) -> AttrValue {
    find(&format!("word.{}.{}", W::SET, member.name())).map_or(AttrValue::Static(member.name()), |key| translate(key, &[]))
}

/// What went wrong and what to do about it.
#[must_use]
pub fn problem(problem: &Problem) -> AttrValue {
    sentence("problem", problem.code.as_str(), &problem.params).unwrap_or_else(|| t!("problem.internal"))
}

/// Why something was not done, by the code of a problem or of a field that the server has kept.
#[must_use]
pub fn reason(code: &str) -> AttrValue {
    let none = Map::new();
    sentence("problem", code, &none).or_else(|| sentence("invalid", code, &none)).unwrap_or_else(|| t!("problem.internal"))
}

/// What is wrong with a field.
#[must_use]
pub fn field_error(error: &FieldError) -> AttrValue {
    sentence("invalid", &error.code, &error.params).unwrap_or_else(|| t!("invalid.other"))
}

fn sentence(table: &str, code: &str, params: &Map<String, Value>) -> Option<AttrValue> {
    let key = find(&format!("{table}.{code}"))?;
    let arguments: Vec<(&str, Argument)> =
        params.iter().map(|(name, value)| (name.as_str(), argument(name, value))).collect();
    Some(translate(key, &arguments))
}

/// A parameter in people's units: its name tells the unit that the wire used.
fn argument(name: &str, value: &Value) -> Argument {
    match (value.as_i64(), value.as_str()) {
        (Some(grams), _) if name.ends_with("_grams") => number::weight(Grams(grams)).into(),
        (Some(tenths), _) if name.ends_with("_decidegrees") => number::temperature(DeciCelsius(tenths)).into(),
        (Some(seconds), _) if name == "retry_after_seconds" => super::time::wait(seconds).into(),
        (Some(plain), _) => plain.into(),
        (None, Some(state)) if name == "state" => {
            state.parse::<ClaimState>().map_or_else(|_| state.into(), |state| word(state).into())
        }
        (None, Some(text)) if name.starts_with("busy_") => {
            text.parse().map_or_else(|_| text.into(), |at| super::time::moment(at).into())
        }
        (None, Some(text)) if name == "until" => {
            text.parse().map_or_else(|_| text.into(), |at| super::time::clock(at).into())
        }
        (None, text) => text.unwrap_or_default().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::Code;

    #[test]
    fn every_word_of_every_closed_set_is_translated() {
        let missing: Vec<_> = every_word().into_iter().filter(|name| find(name).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_problem_has_a_sentence() {
        let missing: Vec<_> = Code::ALL.iter().filter(|code| find(&format!("problem.{code}")).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn parameters_are_shown_in_peoples_units() {
        let exhausted = Problem::of(Code::OfferExhausted).with("left_grams", 12_500);
        assert!(problem(&exhausted).contains("12,5\u{a0}kg"), "{}", problem(&exhausted));
    }
}
