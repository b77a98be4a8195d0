//! A small round for tests: two recipients, two kinds, three lots.

use crate::pages::rounds::share::fixtures::{self, site};
use shared::ids::OrganisationId;
use shared::organisations::{OrganisationKind, OrganisationSummary};
use shared::rounds::{
    AllocationRound, LineStatus, RoundCategory, RoundFigures, RoundLine, RoundLot, RoundReason, RoundRecipient,
    RoundRequest, RoundShare, RoundStatus, Workbench,
};
use shared::sites::Storage;
use shared::stock::LotSummary;
use shared::units::TemperatureClass;
use uuid::Uuid;

/// The round: 100 kg, of which 55 are shared out.
pub fn bench() -> Workbench {
    Workbench {
        round: round(),
        categories: vec![kind("dairy", TemperatureClass::Chilled), kind("bakery", TemperatureClass::Ambient)],
        lots: vec![lot(1, "Yaourts", 0, 40), lot(2, "Emmental", 0, 30), lot(3, "Pain", 1, 30)],
        recipients: vec![
            recipient(11, "Épicerie de Libourne", request(60, 40), 300_000),
            recipient(12, "Antenne de Bègles", request(20, 20), 600_000),
        ],
        lines: vec![line(0, 0, 20, true), line(0, 1, 15, false), line(1, 0, 15, false), line(1, 1, 5, false), refused()],
    }
}

fn refused() -> RoundLine {
    RoundLine { status: Some(LineStatus::Refused), reason: Some(RoundReason::NotNeeded), ..line(1, 2, 0, false) }
}

fn line(recipient: u32, lot: u32, kg: i64, by_hand: bool) -> RoundLine {
    RoundLine { lot, recipient, kg, by_hand, status: None, received_grams: None, reason: None, note: None }
}

fn kind(category: &str, temperature_class: TemperatureClass) -> RoundCategory {
    RoundCategory { category: category.to_owned(), temperature_class }
}

fn request(requested_kg: i64, approved_kg: i64) -> RoundRequest {
    RoundRequest { category: 0, requested_kg, requested_by: None, approved_kg, approved_by: None, reason: None }
}

fn recipient(id: u128, name: &str, request: RoundRequest, level: i64) -> RoundRecipient {
    RoundRecipient {
        site: site(id, name),
        organisation: organisation(id, OrganisationKind::Association),
        takes_part: true,
        reason: None,
        people: Some(100),
        factor_percent: 100,
        received_before_kg: 0,
        wait_days: 0,
        vehicle_kg: 250,
        cold_transport: true,
        reach_km: 30,
        storage: Storage { ambient_kg: 500, chilled_kg: 100, frozen_kg: 0 },
        requests: vec![request],
        share: Some(RoundShare { kg: 0, level_before: level / 2, level }),
    }
}

fn lot(id: u128, title: &str, category: u32, kg: i64) -> RoundLot {
    let temperature_class = if category == 0 { TemperatureClass::Chilled } else { TemperatureClass::Ambient };
    let lot = LotSummary {
        category: if category == 0 { "dairy.yoghurt" } else { "bakery" }.to_owned(),
        title: title.to_owned(),
        temperature_class,
        ..fixtures::lot(id)
    };
    RoundLot { lot, site: site(1, "Entrepôt"), category, kg, there_kg: kg + 10, days: Some(2) }
}

fn organisation(id: u128, kind: OrganisationKind) -> OrganisationSummary {
    OrganisationSummary { id: OrganisationId(Uuid::from_u128(id)), name: "Secours".to_owned(), kind }
}

fn round() -> AllocationRound {
    AllocationRound {
        recipients: 2,
        lots: 3,
        revision: Some(2),
        figures: Some(RoundFigures { available_kg: 100, kg: 55, median: 450_000, ..RoundFigures::default() }),
        leads: true,
        version: 3,
        ..fixtures::round(RoundStatus::Adjusted)
    }
}
