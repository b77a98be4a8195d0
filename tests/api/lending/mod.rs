//! What is around a loan: reminders, more time, photos, who waits, repairs, calendars for other programs.

mod answers;
mod feeds;
mod photos;
mod reminders;
mod renewals;
mod repairs;
mod waits;

use api::db::schema::{equipment_closures, loans};
use diesel::prelude::*;
use serde_json::json;
use shared::equipment::{Equipment, EquipmentCalendar};
use shared::ids::{EquipmentId, LoanId};
use shared::loans::{Loan, LoanAction, LoanState};
use shared::paths::{self, loan_action};
use shared::time::{DAY, HOUR, UtcMillis};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, start, van_of};
use tests::{Client, TestServer};

/// A lender with a van, and a borrower.
pub struct Pair {
    pub borrower: TestOrganisation,
    pub camille: Client,
    pub samir: Client,
    pub van: Equipment,
}

pub async fn pair(server: &TestServer) -> Pair {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let borrower = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.coordinator_of(&lender).await, server.coordinator_of(&borrower).await);
    let van = van_of(&camille, lender.site()).await;
    Pair { borrower, camille, samir, van }
}

pub fn hours(after: i64) -> UtcMillis {
    start().plus(after * HOUR)
}

pub async fn step(client: &Client, loan: LoanId, action: LoanAction) -> Loan {
    let told = match action {
        LoanAction::HandOut | LoanAction::TakeBack => json!({ "condition": "good" }),
        _ => json!({ "reason": "Empêchement" }),
    };
    let path = loan_action(loan, action);
    let answer = if action == LoanAction::Accept { client.act(&path).await } else { client.post(&path, &told).await };
    answer.read(200)
}

pub async fn busy(client: &Client, item: EquipmentId) -> Vec<(UtcMillis, UtcMillis)> {
    let range = format!("?from={}&until={}", start(), start().plus(300 * DAY));
    let calendar: EquipmentCalendar = client.get(&format!("{}{range}", paths::equipment_calendar(item))).await.read(200);
    calendar.periods.iter().map(|period| (period.starts_at, period.ends_at)).collect()
}

/// Everything that takes an item's time, read from the tables themselves.
pub fn taken(server: &TestServer, item: EquipmentId) -> Vec<(UtcMillis, UtcMillis)> {
    let mut conn = server.database().connect();
    let holding = [LoanState::Requested, LoanState::Accepted, LoanState::Out, LoanState::Returned];
    let lent = loans::table.filter(loans::equipment_id.eq(item)).filter(loans::state.eq_any(holding));
    let mut all: Vec<(UtcMillis, UtcMillis)> = lent.select((loans::starts_at, loans::busy_until)).load(&mut conn).unwrap();
    let kept = equipment_closures::table.filter(equipment_closures::equipment_id.eq(item));
    let kept: Vec<(UtcMillis, UtcMillis)> =
        kept.select((equipment_closures::starts_at, equipment_closures::ends_at)).load(&mut conn).unwrap();
    all.extend(kept);
    all.sort_unstable();
    all
}
