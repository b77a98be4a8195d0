//! All that documents say of a round, as they read it.

use shared::ids::{LotId, SiteId};
use shared::rounds::{LineStatus, RoundLine, RoundLot, RoundRecipient, Workbench};
use shared::stock::LotSummary;
use shared::units::TemperatureClass;
use std::collections::{BTreeMap, HashMap};

/// A round, and what else papers say.
#[derive(Clone, Debug)]
pub struct Papers {
    /// The round with all its parts.
    pub workbench: Workbench,
    /// Telephone numbers of sites, where they have one.
    pub phones: HashMap<SiteId, String>,
    /// Where in the store lots are, where that is known.
    pub shelves: HashMap<(LotId, SiteId), String>,
}

/// A line with its lot.
#[derive(Clone, Copy, Debug)]
pub struct Delivered<'p> {
    /// The line.
    pub line: &'p RoundLine,
    /// Its lot.
    pub of: &'p RoundLot,
}

impl<'p> Delivered<'p> {
    /// What it is.
    #[must_use]
    pub const fn lot(&self) -> &'p LotSummary {
        &self.of.lot
    }
}

impl Papers {
    /// Whether the network knows of it: until then everything may still change.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.workbench.round.status.is_told()
    }

    /// All lines with their lots and recipients, in the order of the round.
    pub fn lines(&self) -> impl Iterator<Item = (Delivered<'_>, &RoundRecipient)> {
        self.workbench.lines.iter().filter_map(|line| {
            let of = self.workbench.lots.get(line.lot as usize)?;
            Some((Delivered { line, of }, self.workbench.recipients.get(line.recipient as usize)?))
        })
    }

    /// What is or was to be handed over: not what was refused or nobody came for.
    pub fn carried(&self) -> impl Iterator<Item = (Delivered<'_>, &RoundRecipient)> {
        let gone = [Some(LineStatus::Refused), Some(LineStatus::NotFetched)];
        self.lines().filter(move |(it, _)| it.line.kg > 0 && !gone.contains(&it.line.status))
    }

    /// What a site carries: what is kept alike together, by name.
    #[must_use]
    pub fn carried_by(&self, site: SiteId) -> Vec<Delivered<'_>> {
        let own = self.carried().filter(|(_, recipient)| recipient.site.id == site).map(|(it, _)| it);
        kept_together(own.collect())
    }

    /// The sites that carry anything, by name, with what each carries, as [`Self::carried_by`] has it.
    #[must_use]
    pub fn carriers(&self) -> Vec<(&RoundRecipient, Vec<Delivered<'_>>)> {
        // By their places in the round, where they stand by name.
        let mut of_sites: BTreeMap<u32, (&RoundRecipient, Vec<Delivered<'_>>)> = BTreeMap::new();
        for (it, recipient) in self.carried() {
            of_sites.entry(it.line.recipient).or_insert_with(|| (recipient, Vec::new())).1.push(it);
        }
        of_sites.into_values().map(|(recipient, own)| (recipient, kept_together(own))).collect()
    }

    /// One recipient.
    #[must_use]
    pub fn recipient(&self, site: SiteId) -> Option<&RoundRecipient> {
        self.workbench.recipients.iter().find(|recipient| recipient.site.id == site)
    }
}

fn kept_together(mut lines: Vec<Delivered<'_>>) -> Vec<Delivered<'_>> {
    lines.sort_by_key(|it| (it.lot().temperature_class, it.lot().title.as_str(), it.lot().id, it.of.site.id));
    lines
}

/// The kilograms of lines by how they are kept, of those classes that there are.
#[must_use]
pub fn totals(lines: &[Delivered<'_>]) -> Vec<(TemperatureClass, i64)> {
    let of = |class: TemperatureClass| {
        let kept = lines.iter().filter(|it| it.lot().temperature_class == class);
        (class, kept.map(|it| it.line.kg).sum::<i64>())
    };
    TemperatureClass::ALL.iter().map(|class| of(*class)).filter(|(_, kg)| *kg > 0).collect()
}

#[cfg(test)]
pub mod samples {
    use super::*;
    use shared::ids::{AllocationRoundId, OrganisationId};
    use shared::organisations::{OrganisationKind, OrganisationSummary};
    use shared::rounds::{AllocationRound, RoundCategory, RoundRequest, RoundStatus};
    use shared::sites::{SiteSummary, Storage};
    use shared::stock::{FundingSource, LotStatus};
    use shared::time::UtcMillis;
    use shared::units::{Grams, Unit};
    use uuid::Uuid;

    fn organisation(number: u128, name: &str, kind: OrganisationKind) -> OrganisationSummary {
        OrganisationSummary { id: OrganisationId(Uuid::from_u128(number)), name: name.to_owned(), kind }
    }

    fn site(number: u128, name: &str) -> SiteSummary {
        let address = Some("68 bis, rue Justin-Luquot".to_owned());
        let (postcode, commune) = ("33230".to_owned(), "Coutras".to_owned());
        SiteSummary {
            id: SiteId(Uuid::from_u128(number)),
            name: name.to_owned(),
            address,
            postcode,
            commune,
            position: None,
        }
    }

    fn lot(number: usize) -> RoundLot {
        let classes = [TemperatureClass::Ambient, TemperatureClass::Chilled, TemperatureClass::Frozen];
        let lot = LotSummary {
            id: LotId(Uuid::from_u128(number as u128)),
            organisation: organisation(1, "Banque alimentaire", OrganisationKind::FoodBank),
            category: "dairy.yoghurt".to_owned(),
            title: format!("Yaourts nature au lait entier de la ferme, pots de 125 g, palette {number}"),
            gtin: None,
            lot_number: Some("=L26312A".to_owned()),
            unit: Unit::Carton,
            grams_per_unit: Grams(6_000),
            use_by: "2026-12-01".parse().ok(),
            best_before: None,
            best_before_checked: false,
            frozen_on: None,
            funding_source: FundingSource::State,
            temperature_class: classes[number % 3],
            status: LotStatus::Approved,
            received_at: UtcMillis(0),
        };
        RoundLot { lot, site: site(1, "Entrepôt"), category: 0, kg: 40, there_kg: 40, days: Some(5) }
    }

    /// A published round of one recipient with so many lines.
    pub fn papers(lines: usize) -> Papers {
        let recipient = RoundRecipient {
            site: site(2, "Antenne de Coutras"),
            organisation: organisation(2, "=Épicerie", OrganisationKind::Association),
            takes_part: true,
            reason: None,
            people: Some(40),
            factor_percent: 100,
            received_before_kg: 0,
            wait_days: 1,
            vehicle_kg: 800,
            cold_transport: true,
            reach_km: 30,
            storage: Storage::default(),
            requests: vec![RoundRequest {
                category: 0,
                requested_kg: 60,
                requested_by: None,
                approved_kg: 60,
                approved_by: None,
                reason: None,
            }],
            share: None,
        };
        let round = AllocationRound {
            id: AllocationRoundId(Uuid::from_u128(9)),
            organisation: organisation(1, "Banque alimentaire", OrganisationKind::FoodBank),
            title: "Répartition du mardi".to_owned(),
            status: RoundStatus::Published,
            fetched_on: "2026-11-24".parse().unwrap(),
            window: 4,
            tolerance_kg: 0,
            requests_until: None,
            recipients: 1,
            lots: lines as i64,
            revision: Some(1),
            figures: None,
            parts: Vec::new(),
            leads: true,
            created_at: UtcMillis(0),
            published_at: None,
            published_by: None,
            closed_at: None,
            version: 3,
        };
        let line = |lot: usize| RoundLine {
            lot: u32::try_from(lot).unwrap(),
            recipient: 0,
            kg: 40,
            by_hand: false,
            status: Some(LineStatus::Proposed),
            received_grams: None,
            reason: None,
            note: None,
        };
        let workbench = Workbench {
            round,
            categories: vec![RoundCategory { category: "dairy".to_owned(), temperature_class: TemperatureClass::Chilled }],
            lots: (0..lines).map(lot).collect(),
            recipients: vec![recipient],
            lines: (0..lines).map(line).collect(),
        };
        let phones = HashMap::from([(SiteId(Uuid::from_u128(2)), "05 56 00 00 00".to_owned())]);
        Papers { workbench, phones, shelves: HashMap::new() }
    }
}
