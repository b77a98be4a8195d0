//! What is to be different, as it is being typed. What is left empty stays as it is.

use crate::hooks::{Draft, checked_beside};
use crate::pages::rounds::typed;
use garde::Validate;
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::rounds::{RoundCategory, SimulatedSite, SimulatedSupply, Simulation};

/// How much there is of a kind of food.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplyRow {
    /// The kind.
    pub kind: RoundCategory,
    /// Percent as typed.
    pub percent: String,
}

/// What is to be different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SimulationDraft {
    /// At which sites; none: at all.
    pub sites: Vec<SiteId>,
    /// More room at room temperature, kg.
    pub ambient: String,
    /// More room for chilled food, kg.
    pub chilled: String,
    /// More room for frozen food, kg.
    pub frozen: String,
    /// A larger vehicle, kg.
    pub vehicle: String,
    /// They go farther, km.
    pub reach: String,
    /// Whether they can carry cold food; one entry: yes.
    pub cold: Vec<bool>,
    /// Supply by kind.
    pub supply: Vec<SupplyRow>,
    /// How far a share may be from the fairest one, kg.
    pub tolerance: String,
}

impl SimulationDraft {
    /// Nothing is different yet.
    #[must_use]
    pub fn new(kinds: &[RoundCategory]) -> Self {
        let supply = kinds.iter().map(|kind| SupplyRow { kind: kind.clone(), percent: String::new() });
        Self { supply: supply.collect(), ..Self::default() }
    }

    /// Types how much there is of the kind at a place.
    pub fn set(&mut self, place: usize, typed: String) {
        if let Some(row) = self.supply.get_mut(place) {
            row.percent = typed;
        }
    }

    /// What is different at a site, whichever.
    fn change(&self, errors: &mut Vec<FieldError>) -> SimulatedSite {
        let mut read = |text: &str, name: &str| whole(text, &format!("/change/{name}"), errors);
        let change = SimulatedSite {
            site_id: None,
            more_ambient_kg: read(&self.ambient, "more_ambient_kg"),
            more_chilled_kg: read(&self.chilled, "more_chilled_kg"),
            more_frozen_kg: read(&self.frozen, "more_frozen_kg"),
            more_vehicle_kg: read(&self.vehicle, "more_vehicle_kg"),
            cold_transport: (!self.cold.is_empty()).then_some(true),
            more_reach_km: read(&self.reach, "more_reach_km"),
            factor_percent: None,
        };
        collect("/change", &change, errors);
        change
    }

    fn supply(&self, errors: &mut Vec<FieldError>) -> Vec<SimulatedSupply> {
        let mut supply = Vec::new();
        for (place, row) in self.supply.iter().enumerate() {
            let pointer = format!("/supply/{place}");
            let Some(percent) = whole(&row.percent, &format!("{pointer}/percent"), errors) else { continue };
            let RoundCategory { category, temperature_class } = row.kind.clone();
            let one = SimulatedSupply { category: Some(category), temperature_class: Some(temperature_class), percent };
            collect(&pointer, &one, errors);
            supply.push(one);
        }
        supply
    }
}

/// The whole number that was typed; none where nothing was. What is no number is noted.
fn whole(text: &str, pointer: &str, errors: &mut Vec<FieldError>) -> Option<i64> {
    typed::optional(text).unwrap_or_else(|code| {
        errors.push(FieldError::new(pointer, code));
        None
    })
}

/// Notes what is wrong with a part, below its pointer.
fn collect<T: Validate<Context = ()>>(pointer: &str, part: &T, errors: &mut Vec<FieldError>) {
    if let Err(report) = part.validate() {
        let below = |error: FieldError| FieldError { pointer: format!("{pointer}{}", error.pointer), ..error };
        errors.extend(FieldError::from_report(&report).into_iter().map(below));
    }
}

/// Whether nothing is different.
fn is_nothing(change: &SimulatedSite) -> bool {
    let nothing = SimulatedSite {
        site_id: None,
        more_ambient_kg: None,
        more_chilled_kg: None,
        more_frozen_kg: None,
        more_vehicle_kg: None,
        cold_transport: None,
        more_reach_km: None,
        factor_percent: None,
    };
    *change == nothing
}

impl Draft for SimulationDraft {
    type Wire = Simulation;

    fn build(&self) -> Result<Simulation, Vec<FieldError>> {
        let mut errors = Vec::new();
        let change = self.change(&mut errors);
        let supply = self.supply(&mut errors);
        let tolerance_kg = whole(&self.tolerance, "/tolerance_kg", &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let sites = match self.sites.as_slice() {
            _ if is_nothing(&change) => Vec::new(),
            [] => vec![change],
            some => some.iter().map(|site| SimulatedSite { site_id: Some(*site), ..change }).collect(),
        };
        checked_beside(errors, Simulation { sites, supply, tolerance_kg })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::units::TemperatureClass;
    use uuid::Uuid;

    fn draft() -> SimulationDraft {
        let kind = RoundCategory { category: "dairy".to_owned(), temperature_class: TemperatureClass::Chilled };
        SimulationDraft::new(&[kind])
    }

    #[test]
    fn what_is_left_empty_stays_as_it_is() {
        assert_eq!(draft().build().unwrap(), Simulation::default());
        let chosen = SimulationDraft { sites: vec![SiteId(Uuid::from_u128(1))], ..draft() };
        assert_eq!(chosen.build().unwrap(), Simulation::default());
    }

    #[test]
    fn a_change_is_made_at_the_chosen_sites_or_at_all() {
        let everywhere = SimulationDraft { chilled: "100".to_owned(), cold: vec![true], ..draft() };
        let built = everywhere.build().unwrap();
        assert_eq!(built.sites.len(), 1);
        let one = built.sites[0];
        assert_eq!((one.site_id, one.more_chilled_kg, one.cold_transport), (None, Some(100), Some(true)));
        let (first, second) = (SiteId(Uuid::from_u128(1)), SiteId(Uuid::from_u128(2)));
        let some = SimulationDraft { sites: vec![first, second], vehicle: "−50".to_owned(), ..draft() };
        let built = some.build().unwrap();
        let told: Vec<_> = built.sites.iter().map(|site| (site.site_id, site.more_vehicle_kg)).collect();
        assert_eq!(told, [(Some(first), Some(-50)), (Some(second), Some(-50))]);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_field() {
        let mut wrong = SimulationDraft { ambient: "beaucoup".to_owned(), reach: "900".to_owned(), ..draft() };
        wrong.set(0, "2000".to_owned());
        let mut pointers: Vec<_> = wrong.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/change/more_ambient_kg", "/change/more_reach_km", "/supply/0/percent"]);
        let far = SimulationDraft { tolerance: "1001".to_owned(), ..draft() };
        assert_eq!(far.build().unwrap_err()[0].pointer, "/tolerance_kg");
    }
}
