//! What a simulation changes in a round, pure.

use super::instance::weight;
use crate::categories;
use crate::engine::allocation::Recipient;
use crate::rounds::snapshot::Snapshot;
use shared::problem::FieldError;
use shared::rounds::{SimulatedSite, SimulatedSupply, Simulation};
use shared::units::TemperatureClass;

/// More than this is no room, vehicle or way on Earth; the engine reckons with no more.
const MOST: i64 = 1 << 32;
/// More than this is no lot, kg: the engine reckons with the sum of all.
const MOST_LOT: i64 = 1 << 26;

/// The round with all that is wanted, one change after the other.
///
/// # Errors
/// The members that name a site that is not in the round, or a category that nobody knows.
pub fn changed(snapshot: &Snapshot, wanted: &Simulation) -> Result<Snapshot, Vec<FieldError>> {
    let mut snapshot = snapshot.clone();
    let mut errors = Vec::new();
    for (place, site) in wanted.sites.iter().enumerate() {
        if !at_site(&mut snapshot, site) {
            errors.push(FieldError::new(format!("/sites/{place}/site_id"), "unknown"));
        }
    }
    for (place, supply) in wanted.supply.iter().enumerate() {
        if supply.category.as_deref().is_some_and(|code| !is_root(code)) {
            errors.push(FieldError::new(format!("/supply/{place}/category"), "unknown"));
        }
        in_supply(&mut snapshot, supply);
    }
    if let Some(tolerance) = wanted.tolerance_kg {
        snapshot.instance.tolerance = tolerance;
    }
    if errors.is_empty() { Ok(snapshot) } else { Err(errors) }
}

fn is_root(code: &str) -> bool {
    categories::tree().get(code).is_some_and(|category| category.parent.is_none())
}

/// Changes a site, or all; `false` where there is no such site.
fn at_site(snapshot: &mut Snapshot, wanted: &SimulatedSite) -> bool {
    let sites = snapshot.recipients.iter().zip(&mut snapshot.instance.recipients);
    let mut named = sites.filter(|(site, _)| wanted.site_id.is_none_or(|id| **site == id)).peekable();
    let is_known = wanted.site_id.is_none() || named.peek().is_some();
    named.for_each(|(_, recipient)| change(recipient, wanted));
    is_known
}

fn change(recipient: &mut Recipient, wanted: &SimulatedSite) {
    let more = |have: &mut i64, more: Option<i64>| *have = have.saturating_add(more.unwrap_or(0)).clamp(0, MOST);
    let rooms = [wanted.more_ambient_kg, wanted.more_chilled_kg, wanted.more_frozen_kg];
    recipient.storage.iter_mut().zip(rooms).for_each(|(room, kg)| more(room, kg));
    more(&mut recipient.vehicle, wanted.more_vehicle_kg);
    more(&mut recipient.reach, wanted.more_reach_km.map(|km| km * 1_000));
    if let Some(cold) = wanted.cold_transport {
        recipient.cold_transport = cold;
    }
    if let Some(percent) = wanted.factor_percent {
        recipient.weight = weight(recipient.people, percent);
    }
}

/// So much of every lot that is meant, to the next whole kilogram below.
fn in_supply(snapshot: &mut Snapshot, wanted: &SimulatedSupply) {
    let is_meant = |(code, class): &(String, TemperatureClass)| {
        wanted.category.as_ref().is_none_or(|category| category == code)
            && wanted.temperature_class.is_none_or(|wanted| wanted == *class)
    };
    let meant: Vec<bool> = snapshot.kinds.iter().map(is_meant).collect();
    for lot in &mut snapshot.instance.lots {
        if meant.get(lot.category).copied().unwrap_or(false) {
            lot.kg = (lot.kg.saturating_mul(wanted.percent) / 100).min(MOST_LOT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::generate::{Shape, generate};
    use shared::ids::{LotId, SiteId};
    use uuid::Uuid;

    fn site(number: usize) -> SiteId {
        SiteId(Uuid::from_u128(number as u128))
    }

    fn snapshot() -> Snapshot {
        let instance = generate(&Shape::round(5, 20), 3);
        Snapshot {
            lots: (0..instance.lots.len()).map(|at| (LotId(Uuid::from_u128(at as u128)), site(100))).collect(),
            recipients: (0..instance.recipients.len()).map(site).collect(),
            origins: (0..instance.origins.len()).map(|at| site(100 + at)).collect(),
            kinds: instance.categories.iter().map(|_| ("dairy".to_owned(), TemperatureClass::Chilled)).collect(),
            instance,
        }
    }

    fn at(site_id: Option<SiteId>) -> SimulatedSite {
        SimulatedSite {
            site_id,
            more_ambient_kg: None,
            more_chilled_kg: None,
            more_frozen_kg: None,
            more_vehicle_kg: None,
            cold_transport: None,
            more_reach_km: None,
            factor_percent: None,
        }
    }

    #[test]
    fn only_what_is_wanted_changes() {
        let before = snapshot();
        assert_eq!(changed(&before, &Simulation::default()), Ok(before.clone()));
        let wanted = SimulatedSite { more_vehicle_kg: Some(-100_000), more_reach_km: Some(10), ..at(Some(site(2))) };
        let after = changed(&before, &Simulation { sites: vec![wanted], ..Simulation::default() }).unwrap();
        for (number, (one, other)) in before.instance.recipients.iter().zip(&after.instance.recipients).enumerate() {
            assert_eq!(other.vehicle, if number == 2 { 0 } else { one.vehicle });
            assert_eq!(other.reach, one.reach + if number == 2 { 10_000 } else { 0 });
        }
        let all =
            Simulation { sites: vec![SimulatedSite { factor_percent: Some(300), ..at(None) }], ..Simulation::default() };
        let after = changed(&before, &all).unwrap();
        assert!(after.instance.recipients.iter().all(|it| it.weight == weight(it.people, 300)));
    }

    #[test]
    fn supply_is_counted_in_percent_of_what_there_is() {
        let before = snapshot();
        let supply = |category: Option<&str>, class, percent| Simulation {
            supply: vec![SimulatedSupply { category: category.map(str::to_owned), temperature_class: class, percent }],
            ..Simulation::default()
        };
        let sum = |snapshot: &Snapshot| snapshot.instance.lots.iter().map(|lot| lot.kg).sum::<i64>();
        assert_eq!(sum(&changed(&before, &supply(Some("dairy"), None, 200)).unwrap()), 2 * sum(&before));
        let frozen = supply(None, Some(TemperatureClass::Frozen), 0);
        assert_eq!(changed(&before, &frozen), Ok(before.clone()));
        assert!(changed(&before, &supply(Some("nonsense"), None, 100)).is_err());
        let stranger = Simulation { sites: vec![at(Some(site(77)))], ..Simulation::default() };
        assert!(changed(&before, &stranger).is_err());
    }
}
