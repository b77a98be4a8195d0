//! What a revision keeps of a round: all that the engine was given, and what its places stand for. From it, a round can be
//! shared out again, and explained, years later, whatever has become of sites and lots.

use crate::engine::allocation::{Category, Figures, Instance, Level, Recipient, Share, Temperature};
use serde::{Deserialize, Serialize};
use shared::ids::{LotId, SiteId};
use shared::rounds::{RoundFigures, RoundShare};
use shared::units::TemperatureClass;

/// An instance of the engine, and whom and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// What the engine was given.
    pub instance: Instance,
    /// The lots and where they are, in the places of the instance's.
    pub lots: Vec<(LotId, SiteId)>,
    /// The recipients' sites, in the places of the instance's.
    pub recipients: Vec<SiteId>,
    /// The sites that have lots, in the places of the instance's origins.
    pub origins: Vec<SiteId>,
    /// The kinds of food: a root of the category tree and how it is kept, in the places of the instance's categories.
    pub kinds: Vec<(String, TemperatureClass)>,
}

impl Snapshot {
    /// As it is stored.
    ///
    /// # Errors
    /// When it cannot be written, which is a mistake of ours.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// As it was stored.
    ///
    /// # Errors
    /// When it is none, which is a mistake of ours.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The place of a lot at a site.
    #[must_use]
    pub fn lot(&self, lot: LotId, site: SiteId) -> Option<usize> {
        self.lots.iter().position(|of| *of == (lot, site))
    }

    /// The place of a recipient.
    #[must_use]
    pub fn recipient(&self, site: SiteId) -> Option<usize> {
        self.recipients.iter().position(|of| *of == site)
    }

    /// What to keep beside it: the same for the same input, 16 hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", self.instance.fingerprint())
    }
}

/// A kind of food as the engine knows it; `id` is its place.
#[must_use]
pub fn category(id: u32, (code, class): &(String, TemperatureClass)) -> Category {
    Category { id, name: code.clone(), temperature: temperature(*class) }
}

/// How food is kept, in the engine's words.
#[must_use]
pub const fn temperature(class: TemperatureClass) -> Temperature {
    match class {
        TemperatureClass::Ambient => Temperature::Ambient,
        TemperatureClass::Chilled => Temperature::Chilled,
        TemperatureClass::Frozen => Temperature::Frozen,
    }
}

/// What a recipient gets, on the wire.
#[must_use]
pub fn share(instance: &Instance, recipient: &Recipient, of: &Share) -> RoundShare {
    RoundShare { kg: of.kg, level_before: Level::of(instance, recipient, 0).millionths(), level: of.level.millionths() }
}

/// The engine's figures on the wire.
#[must_use]
pub fn figures(of: &Figures) -> RoundFigures {
    RoundFigures {
        available_kg: of.available,
        kg: of.kg,
        urgent_available_kg: of.urgent_available,
        urgent_kg: of.urgent_kg,
        kg_km: i64::try_from(of.kg_metres / 1_000).unwrap_or(i64::MAX),
        lowest: of.lowest,
        tenth: of.tenth,
        median: of.median,
        gini: of.gini,
        jain: of.jain,
        envious: i64::try_from(of.envious).unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::generate::{Shape, generate};
    use crate::engine::allocation::{Fixed, Line, solve};
    use uuid::Uuid;

    #[test]
    fn a_round_is_shared_out_alike_after_years() {
        let mut instance = generate(&Shape::round(12, 30), 7);
        let first = solve(&instance).unwrap().lines.first().copied().unwrap();
        instance.fixed.push(Fixed { line: Line { kg: 0, ..first }, more: false });
        let site = |number: usize| SiteId(Uuid::from_u128(number as u128));
        let snapshot = Snapshot {
            lots: (0..instance.lots.len()).map(|at| (LotId(Uuid::from_u128(at as u128)), site(at % 3))).collect(),
            recipients: (0..instance.recipients.len()).map(site).collect(),
            origins: (0..instance.origins.len()).map(site).collect(),
            kinds: instance.categories.iter().map(|it| (it.name.clone(), TemperatureClass::Ambient)).collect(),
            instance,
        };
        let read = Snapshot::from_json(&snapshot.to_json().unwrap()).unwrap();
        assert_eq!(read, snapshot);
        assert_eq!(read.fingerprint(), snapshot.fingerprint());
        assert_eq!(read.fingerprint().len(), 16);
        assert_eq!(solve(&read.instance).unwrap(), solve(&snapshot.instance).unwrap());
        assert_eq!(read.recipient(site(3)), Some(3));
        assert_eq!(read.lot(LotId(Uuid::from_u128(4)), site(1)), Some(4));
    }
}
