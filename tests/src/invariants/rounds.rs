//! What must hold of allocation rounds, and of what they and offers promise.

use api::db::Conn;
use api::db::schema::{
    allocation_rounds, claims, lot_balances, offers, round_deliveries, round_lines, round_lots, round_revisions,
    stock_movements,
};
use diesel::prelude::*;
use shared::claims::ClaimState;
use shared::ids::{AllocationRoundId, LotId, OfferId, SiteId, StockMovementId};
use shared::offers::OfferStatus;
use shared::rounds::{LineStatus, RoundStatus};
use std::collections::{BTreeMap, HashMap};

/// A gram is promised once and is there, revisions are counted from 1, a round hands out no more than is in it, what is
/// published is what its last revision says, and what was received is in the ledger.
pub fn check(conn: &mut Conn) {
    what_is_promised_is_there(conn);
    revisions_are_counted(conn);
    no_lot_is_handed_out_twice(conn);
    deliveries_are_the_last_revision(conn);
    what_was_received_is_in_the_ledger(conn);
}

/// A lot at a site.
type There = (LotId, SiteId);

/// What open offers and claims that wait promise of each lot at each site, grams.
fn offered(conn: &mut Conn) -> HashMap<There, i64> {
    type Offer = (OfferId, Option<LotId>, SiteId, OfferStatus, i64);
    let columns = (offers::id, offers::lot_id, offers::site_id, offers::status, offers::left_grams);
    let rows: Vec<Offer> = offers::table.select(columns).load(conn).expect("the offers");
    let waiting: Vec<(OfferId, ClaimState, i64)> =
        claims::table.select((claims::offer_id, claims::state, claims::grams)).load(conn).expect("the claims");
    let mut promised = HashMap::new();
    for (id, lot, site, status, left) in rows {
        let Some(lot) = lot else { continue };
        let waits = |state: ClaimState| matches!(state, ClaimState::Requested | ClaimState::Accepted | ClaimState::Ready);
        let claimed = waiting.iter().filter(|(offer, state, _)| *offer == id && waits(*state));
        let open = if status == OfferStatus::Open { left } else { 0 };
        *promised.entry((lot, site)).or_default() += open + claimed.map(|(.., grams)| grams).sum::<i64>();
    }
    promised
}

/// What open deliveries promise of each lot at each site, grams.
fn promised(conn: &mut Conn) -> HashMap<There, i64> {
    let rows: Vec<(LotId, SiteId, i64, LineStatus)> = round_deliveries::table
        .select((
            round_deliveries::lot_id,
            round_deliveries::from_site_id,
            round_deliveries::allocated_kg,
            round_deliveries::status,
        ))
        .load(conn)
        .expect("the deliveries");
    let mut promised = HashMap::new();
    for (lot, site, kg, _) in rows.into_iter().filter(|(.., status)| is_open(*status)) {
        *promised.entry((lot, site)).or_default() += kg * 1_000;
    }
    promised
}

const fn is_open(status: LineStatus) -> bool {
    matches!(status, LineStatus::Proposed | LineStatus::Accepted)
}

/// What is promised is reserved, or all that is there where that is less: a loss has eaten into it.
fn what_is_promised_is_there(conn: &mut Conn) {
    let mut promised = promised(conn);
    for (there, grams) in offered(conn) {
        *promised.entry(there).or_default() += grams;
    }
    let balances: Vec<(LotId, SiteId, i64, i64)> = lot_balances::table
        .select((lot_balances::lot_id, lot_balances::site_id, lot_balances::grams, lot_balances::reserved_grams))
        .load(conn)
        .expect("the balances");
    for (lot, site, grams, reserved) in balances {
        let promised = promised.remove(&(lot, site)).unwrap_or_default();
        assert_eq!(reserved, promised.min(grams), "{promised} g of {grams} g of lot {lot} at site {site} are promised");
    }
    assert!(promised.is_empty(), "promised and not there: {promised:?}");
}

fn revisions_are_counted(conn: &mut Conn) {
    let rounds: Vec<(AllocationRoundId, Option<i64>)> = allocation_rounds::table
        .select((allocation_rounds::id, allocation_rounds::revision))
        .load(conn)
        .expect("the rounds");
    let revisions: Vec<(AllocationRoundId, i64)> = round_revisions::table
        .order((round_revisions::round_id, round_revisions::number))
        .select((round_revisions::round_id, round_revisions::number))
        .load(conn)
        .expect("the revisions");
    let mut numbers: HashMap<AllocationRoundId, Vec<i64>> = HashMap::new();
    for (round, number) in revisions {
        numbers.entry(round).or_default().push(number);
    }
    for (id, last) in rounds {
        let of_it = numbers.remove(&id).unwrap_or_default();
        assert!(of_it.iter().copied().eq(1..=last.unwrap_or_default()), "revisions of round {id}: {of_it:?}");
    }
}

/// A line of a revision: the round, its revision, the lot and where it is, who gets it, how much.
type Line = (AllocationRoundId, i64, There, SiteId, i64);

/// Lines of the last revision of each round that is shared out as it stands, and where the round stands.
fn last_lines(conn: &mut Conn) -> Vec<(Line, RoundStatus)> {
    let rounds: Vec<(AllocationRoundId, Option<i64>, RoundStatus)> = allocation_rounds::table
        .select((allocation_rounds::id, allocation_rounds::revision, allocation_rounds::status))
        .load(conn)
        .expect("the rounds");
    let shared_out = |status| !matches!(status, RoundStatus::Draft | RoundStatus::Cancelled);
    let last: HashMap<(AllocationRoundId, i64), RoundStatus> = rounds
        .into_iter()
        .filter(|(.., status)| shared_out(*status))
        .filter_map(|(id, revision, status)| Some(((id, revision?), status)))
        .collect();
    let lines: Vec<Line> = round_lines::table
        .select((
            round_lines::round_id,
            round_lines::revision,
            (round_lines::lot_id, round_lines::from_site_id),
            round_lines::site_id,
            round_lines::kg,
        ))
        .load(conn)
        .expect("the lines");
    lines.into_iter().filter_map(|line| Some((line, *last.get(&(line.0, line.1))?))).collect()
}

fn no_lot_is_handed_out_twice(conn: &mut Conn) {
    let mut shared_out: BTreeMap<(AllocationRoundId, There), i64> = BTreeMap::new();
    for ((round, _, there, _, kg), _) in last_lines(conn) {
        *shared_out.entry((round, there)).or_default() += kg;
    }
    let lots: Vec<(AllocationRoundId, There, i64)> = round_lots::table
        .select((round_lots::round_id, (round_lots::lot_id, round_lots::site_id), round_lots::kg))
        .load(conn)
        .expect("the lots of rounds");
    let lots: HashMap<(AllocationRoundId, There), i64> =
        lots.into_iter().map(|(round, there, kg)| ((round, there), kg)).collect();
    for (of_round, kg) in shared_out {
        let most = lots.get(&of_round).copied().unwrap_or_default();
        assert!(kg <= most, "{kg} kg of {most} kg are shared out: {of_round:?}");
    }
}

/// What is delivered of which round: the round, the lot and where it is, who gets it.
type Delivered = (AllocationRoundId, There, SiteId);

fn deliveries_are_the_last_revision(conn: &mut Conn) {
    let rows: Vec<(Delivered, i64, LineStatus)> = round_deliveries::table
        .select((
            (
                round_deliveries::round_id,
                (round_deliveries::lot_id, round_deliveries::from_site_id),
                round_deliveries::site_id,
            ),
            round_deliveries::allocated_kg,
            round_deliveries::status,
        ))
        .load(conn)
        .expect("the deliveries");
    let standing = rows.into_iter().filter(|(_, kg, status)| *kg > 0 && *status != LineStatus::Refused);
    let delivered: BTreeMap<Delivered, i64> = standing.map(|(what, kg, _)| (what, kg)).collect();
    let lines = last_lines(conn).into_iter().filter(|((.., kg), status)| *kg > 0 && status.is_told());
    let told: BTreeMap<Delivered, i64> = lines.map(|((round, _, there, site, kg), _)| ((round, there, site), kg)).collect();
    assert_eq!(delivered, told, "left: deliveries that stand, right: lines of last revisions of what is published");
}

/// A movement, of which lot, from where to where and how much.
type Moved = (StockMovementId, (Option<LotId>, Option<SiteId>, Option<SiteId>, i64));

/// A line of a round that was handed over: from where to where, how much was allocated and received, and its movement.
type Handed = (LotId, SiteId, SiteId, i64, Option<i64>, Option<StockMovementId>);

fn what_was_received_is_in_the_ledger(conn: &mut Conn) {
    let handed: Vec<Handed> = round_deliveries::table
        .filter(round_deliveries::status.eq(LineStatus::HandedOver))
        .select((
            round_deliveries::lot_id,
            round_deliveries::from_site_id,
            round_deliveries::site_id,
            round_deliveries::allocated_kg,
            round_deliveries::received_grams,
            round_deliveries::movement_id,
        ))
        .load(conn)
        .expect("what was handed over");
    let lines: Vec<Moved> = stock_movements::table
        .filter(stock_movements::kind.eq("allocate"))
        .select((
            stock_movements::id,
            (stock_movements::lot_id, stock_movements::from_site_id, stock_movements::to_site_id, stock_movements::grams),
        ))
        .load(conn)
        .expect("the ledger");
    let mut booked: HashMap<_, _> = lines.into_iter().collect();
    for (lot, from, to, allocated_kg, received, movement) in handed {
        let received = received.expect("what was received");
        assert!((0..=allocated_kg * 1_000).contains(&received), "{received} g of {allocated_kg} kg of lot {lot}");
        let line = movement.map(|id| booked.remove(&id).expect("a movement of its own"));
        let expected = (received > 0).then_some((Some(lot), Some(from), Some(to), received));
        assert_eq!(line, expected, "the movement of lot {lot} to site {to}");
    }
    assert!(booked.is_empty(), "movements of no round: {booked:?}");
}
