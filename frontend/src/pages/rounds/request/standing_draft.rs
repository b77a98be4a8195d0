//! What a site asks for in every round, as it is being typed.

use super::asked::Asked;
use crate::hooks::{Draft, checked_beside};
use crate::pages::rounds::typed;
use shared::categories::CategoryList;
use shared::problem::FieldError;
use shared::rounds::{NewStandingRequest, StandingRequest};

/// The sheet, and what can be carried at once.
#[derive(Clone, Debug, PartialEq)]
pub struct StandingDraft {
    /// The sheet.
    pub asked: Asked,
    /// kg as typed; empty: what its transport usually carries.
    pub vehicle_kg: String,
}

impl StandingDraft {
    /// What was declared.
    #[must_use]
    pub fn of(standing: &StandingRequest, tree: Option<&CategoryList>) -> Self {
        let vehicle_kg = standing.vehicle_kg.map(|kg| kg.to_string()).unwrap_or_default();
        Self { asked: Asked::of(&standing.lines, tree), vehicle_kg }
    }
}

impl Draft for StandingDraft {
    type Wire = NewStandingRequest;

    fn build(&self) -> Result<NewStandingRequest, Vec<FieldError>> {
        let vehicle_kg = typed::optional(&self.vehicle_kg);
        let wrong = vehicle_kg.err().map(|code| FieldError::new("/vehicle_kg", code));
        let vehicle_kg = vehicle_kg.unwrap_or_default();
        match self.asked.lines() {
            Ok(lines) => checked_beside(wrong.into_iter().collect(), NewStandingRequest { lines, vehicle_kg }),
            Err(errors) => Err(errors.into_iter().chain(wrong).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::request::asked::tests::line;
    use shared::ids::SiteId;
    use shared::units::TemperatureClass;

    fn declared() -> StandingRequest {
        StandingRequest {
            site_id: SiteId(uuid::Uuid::nil()),
            lines: vec![line("dairy", TemperatureClass::Chilled, 60)],
            vehicle_kg: Some(800),
            usual_vehicle_kg: 250,
            people: Some(120),
            declared_at: None,
            by: None,
            version: 3,
        }
    }

    #[test]
    fn what_was_declared_comes_back() {
        let draft = StandingDraft::of(&declared(), None);
        let built = draft.build().unwrap();
        assert_eq!((built.lines, built.vehicle_kg), (declared().lines, Some(800)));
        let usual = StandingDraft { vehicle_kg: " ".to_owned(), ..draft };
        assert_eq!(usual.build().unwrap().vehicle_kg, None);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let mut draft = StandingDraft::of(&declared(), None);
        draft.asked.set(0, "un peu".to_owned());
        draft.vehicle_kg = "un camion".to_owned();
        let errors = draft.build().unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(said, ["/lines/0/kg", "/vehicle_kg"]);
        let small = StandingDraft { vehicle_kg: "0".to_owned(), ..StandingDraft::of(&declared(), None) };
        assert_eq!(small.build().unwrap_err()[0].code, "too_small");
    }
}
