//! What movements of stock and timelines of claims say of organisations.

use crate::db::expr::{any_of, sum_i64};
use crate::db::schema::{claim_events, claims, stock_movements as movements};
use crate::engine::matching::Record;
use crate::http::{Cx, Error};
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::claims::{ClaimState, Party};
use shared::ids::{ClaimId, OrganisationId};
use shared::stock::{StockAccountKind, StockMovementKind};
use shared::time::DAY;
use shared::units::Grams;
use std::collections::HashMap;

/// Over which fairness is counted.
const WINDOW: i64 = 28 * DAY;
/// Over which follow-through is counted, by the time at which a claim would have lapsed.
const MEMORY: i64 = 365 * DAY;

/// What organisations have received and given lately, and what became of their promises.
///
/// # Errors
/// When the database fails.
pub(super) fn count(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, Record>, Error> {
    let mut records: HashMap<OrganisationId, Record> = ids.iter().map(|id| (*id, Record::default())).collect();
    let mut add = |rows: Vec<(Option<OrganisationId>, i64)>, change: fn(&mut Record, i64)| {
        for (id, number) in rows {
            if let Some(record) = id.and_then(|id| records.get_mut(&id)) {
                change(record, number);
            }
        }
    };
    let since = cx.now.plus(-WINDOW);
    let received = movements::table
        .filter(any_of(movements::to_organisation_id, ids.iter().copied().map(Some)))
        .filter(any_of(movements::kind, StockMovementKind::GIVING))
        .filter(movements::at.ge(since))
        .group_by(movements::to_organisation_id)
        .select((movements::to_organisation_id, sum_i64("stock_movements.grams")));
    add(received.load(cx.conn)?, |record, grams| record.received = record.received.plus(Grams(grams)));
    // What goes back to its donor is handed over too, and not given.
    let losing: &[StockMovementKind] = &[StockMovementKind::Loss];
    let giving: &[StockMovementKind] = &StockMovementKind::GIVING;
    let gone = [(losing, StockAccountKind::Loss, lost as fn(&mut Record, i64)), (giving, StockAccountKind::Site, gave)];
    for (kinds, to_kind, change) in gone {
        let left = movements::table
            .filter(any_of(movements::from_organisation_id, ids.iter().copied().map(Some)))
            .filter(movements::at.ge(since))
            .filter(any_of(movements::kind, kinds.iter().copied()))
            .filter(movements::to_kind.eq(to_kind))
            .group_by(movements::from_organisation_id)
            .select((movements::from_organisation_id, sum_i64("stock_movements.grams")));
        add(left.load(cx.conn)?, change);
    }
    for (id, kept) in fetched(cx, ids)? {
        add(vec![(Some(id), kept)], |record, kept| (record.kept, record.ended) = (record.kept + kept, record.ended + kept));
    }
    for (id, broken) in not_fetched(cx, ids)? {
        add(vec![(Some(id), broken)], |record, broken| record.ended += broken);
    }
    Ok(records)
}

const fn lost(record: &mut Record, grams: i64) {
    record.received = record.received.minus(Grams(grams));
}

const fn gave(record: &mut Record, grams: i64) {
    record.given = record.given.plus(Grams(grams));
}

/// Claims that were fetched, of each taker.
fn fetched(cx: &mut Cx<'_>, takers: &[OrganisationId]) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let fetched = claims::table
        .filter(any_of(claims::taker_id, takers.iter().copied()))
        .filter(any_of(claims::state, [ClaimState::Collected, ClaimState::Received]))
        .filter(claims::lapses_at.ge(cx.now.plus(-MEMORY)))
        .group_by(claims::taker_id)
        .select((claims::taker_id, count_star()));
    Ok(fetched.load(cx.conn)?)
}

/// Claims that were accepted and that the taker then called off or let lapse. What ends before an answer is nobody's
/// fault, and what its giver calls off is not the taker's.
fn not_fetched(cx: &mut Cx<'_>, takers: &[OrganisationId]) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let over: Vec<(ClaimId, OrganisationId, ClaimState)> = claims::table
        .filter(any_of(claims::taker_id, takers.iter().copied()))
        .filter(any_of(claims::state, [ClaimState::Cancelled, ClaimState::Expired]))
        .filter(claims::lapses_at.ge(cx.now.plus(-MEMORY)))
        .select((claims::id, claims::taker_id, claims::state))
        .load(cx.conn)?;
    // Two questions and no join, for which PostgreSQL reads all timelines. The last line of a timeline has the claim's
    // state; the third at the earliest comes after an acceptance.
    let ends: Vec<(ClaimId, ClaimState, Option<Party>)> = claim_events::table
        .filter(any_of(claim_events::claim_id, over.iter().map(|(id, ..)| *id)))
        .filter(claim_events::number.ge(3))
        .select((claim_events::claim_id, claim_events::state, claim_events::party))
        .load(cx.conn)?;
    let broken = |(id, _, state): &&(ClaimId, OrganisationId, ClaimState)| {
        ends.iter().any(|(claim, end, party)| {
            claim == id && end == state && (*end == ClaimState::Expired || *party == Some(Party::Taker))
        })
    };
    Ok(over.iter().filter(broken).map(|(_, taker, _)| (*taker, 1)).collect())
}

/// The median of what organisations have received in 28 days. Those that have received nothing do not count for it: they
/// would be most of a young network, and then nobody would lag.
///
/// # Errors
/// When the database fails.
pub(super) fn median(cx: &mut Cx<'_>) -> Result<Grams, Error> {
    let sums: Vec<(Option<OrganisationId>, i64)> = movements::table
        .filter(any_of(movements::kind, StockMovementKind::GIVING))
        .filter(movements::at.ge(cx.now.plus(-WINDOW)))
        .filter(movements::to_organisation_id.is_not_null())
        .group_by(movements::to_organisation_id)
        .select((movements::to_organisation_id, sum_i64("stock_movements.grams")))
        .load(cx.conn)?;
    let mut sums: Vec<i64> = sums.into_iter().map(|(_, grams)| grams).collect();
    sums.sort_unstable();
    Ok(Grams(sums.get(sums.len() / 2).copied().unwrap_or(0)))
}
