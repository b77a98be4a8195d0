//! A share and its lines, a lot and a round, for tests.

use chrono::NaiveDate;
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use shared::organisations::{OrganisationKind, OrganisationSummary};
use shared::rounds::{AllocationRound, LineStatus, RoundExplanation, RoundExplanationLine, RoundLineReason, RoundStatus};
use shared::sites::SiteSummary;
use shared::stock::{FundingSource, LotStatus, LotSummary};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};
use uuid::Uuid;

fn organisation(kind: OrganisationKind) -> OrganisationSummary {
    OrganisationSummary { id: OrganisationId(Uuid::from_u128(1)), name: "Les Amis".to_owned(), kind }
}

/// The site with this number.
pub fn site(number: u128, name: &str) -> SiteSummary {
    SiteSummary {
        id: SiteId(Uuid::from_u128(number)),
        name: name.to_owned(),
        address: None,
        postcode: "33230".to_owned(),
        commune: "Coutras".to_owned(),
        position: None,
    }
}

/// What a site gets: nothing, until lines are put in.
pub fn told() -> RoundExplanation {
    RoundExplanation {
        round_id: AllocationRoundId(Uuid::from_u128(1)),
        site: site(1, "Antenne de Coutras"),
        organisation: organisation(OrganisationKind::SocialGrocery),
        share: None,
        people: Some(120),
        entitlement_kg: 480,
        received_before_kg: 600,
        median: 430_000,
        lower: 0,
        wronged: 0,
        refusals: 0,
        wishes: Vec::new(),
        peers: 0,
        competes_for: Vec::new(),
        lines: Vec::new(),
        what_ifs: Vec::new(),
    }
}

/// The lot with this number, chilled.
pub fn lot(number: u128) -> LotSummary {
    LotSummary {
        id: LotId(Uuid::from_u128(number)),
        organisation: organisation(OrganisationKind::FoodBank),
        category: "dairy.yoghurt".to_owned(),
        title: "Yaourts nature".to_owned(),
        gtin: None,
        lot_number: None,
        unit: Unit::Kilogram,
        grams_per_unit: Grams(1_000),
        use_by: None,
        best_before: None,
        best_before_checked: false,
        frozen_on: None,
        funding_source: FundingSource::Gift,
        temperature_class: TemperatureClass::Chilled,
        status: LotStatus::Approved,
        received_at: UtcMillis(0),
    }
}

/// 40 kg of the lot with this number.
pub fn line(number: u128, status: Option<LineStatus>) -> RoundExplanationLine {
    RoundExplanationLine {
        lot: lot(number),
        from: site(9, "Entrepôt"),
        kg: 40,
        metres: 12_000,
        days: Some(3),
        why: Some(RoundLineReason::Nearest),
        status,
        received_grams: None,
        reason: None,
        note: None,
        cost_to_others_kg: None,
    }
}

/// A round of which nothing is known but where it stands.
pub fn round(status: RoundStatus) -> AllocationRound {
    AllocationRound {
        id: AllocationRoundId(Uuid::from_u128(1)),
        organisation: organisation(OrganisationKind::FoodBank),
        title: "Répartition du mardi".to_owned(),
        status,
        fetched_on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default(),
        window: 4,
        tolerance_kg: 0,
        requests_until: None,
        recipients: 3,
        lots: 5,
        revision: None,
        figures: None,
        parts: Vec::new(),
        leads: false,
        created_at: UtcMillis(0),
        published_at: None,
        published_by: None,
        closed_at: None,
        version: 1,
    }
}
