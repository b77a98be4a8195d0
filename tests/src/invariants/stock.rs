//! What must hold of stock.

use api::db::Conn;
use api::db::schema::{lot_balances, lot_statuses, lots, recall_notices, recalls, stock_movements};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, RecallId, SiteId, StockMovementId};
use shared::stock::{FundingSource, LotStatus, StockMovementKind};
use std::collections::HashMap;

/// Each balance is the sum of its lines, each line that takes back another has its accounts changed over, what balances have
/// of their lots is the lots' own, each lot's statuses end in its status, what is frozen of a lot is all of another one, and a
/// recall is closed once all its sites are settled.
pub fn check(conn: &mut Conn) {
    balances_are_sums(conn);
    reversals_are_mirrors(conn);
    balances_have_what_their_lots_have(conn);
    statuses_end_in_the_status(conn);
    what_is_frozen_is_another_lot(conn);
    recalls_are_closed_by_their_last_site(conn);
}

/// Of which lot, how much, from which site and to which.
type Move = (Option<LotId>, i64, Option<SiteId>, Option<SiteId>);

fn balances_are_sums(conn: &mut Conn) {
    let lines: Vec<Move> = stock_movements::table
        .select((
            stock_movements::lot_id,
            stock_movements::grams,
            stock_movements::from_site_id,
            stock_movements::to_site_id,
        ))
        .load(conn)
        .expect("the ledger");
    let mut sums: HashMap<(LotId, SiteId), i64> = HashMap::new();
    for (lot, grams, from, to) in lines {
        let Some(lot) = lot else { continue };
        for (site, change) in [(from, -grams), (to, grams)] {
            if let Some(site) = site {
                *sums.entry((lot, site)).or_default() += change;
            }
        }
    }
    let balances: Vec<(LotId, SiteId, i64)> = lot_balances::table
        .select((lot_balances::lot_id, lot_balances::site_id, lot_balances::grams))
        .load(conn)
        .expect("the balances");
    for (lot, site, grams) in balances {
        assert_eq!(sums.remove(&(lot, site)), Some(grams), "what is left of lot {lot} at site {site}");
    }
    assert!(sums.is_empty(), "lines without a balance: {sums:?}");
}

/// Sites and organisations of both accounts of a line.
type Accounts = (String, Option<OrganisationId>, Option<SiteId>, String, Option<OrganisationId>, Option<SiteId>);

/// A line of the ledger.
type Line = (StockMovementId, Option<LotId>, i64, Option<StockMovementId>, Accounts);

fn reversals_are_mirrors(conn: &mut Conn) {
    let accounts = (
        stock_movements::from_kind,
        stock_movements::from_organisation_id,
        stock_movements::from_site_id,
        stock_movements::to_kind,
        stock_movements::to_organisation_id,
        stock_movements::to_site_id,
    );
    let columns =
        (stock_movements::id, stock_movements::lot_id, stock_movements::grams, stock_movements::reverses_id, accounts);
    let lines: Vec<Line> = stock_movements::table.select(columns).load(conn).expect("the ledger");
    let by_id: HashMap<StockMovementId, &Line> = lines.iter().map(|line| (line.0, line)).collect();
    for (id, lot, grams, reverses, accounts) in &lines {
        let Some(taken_back) = reverses.map(|id| by_id.get(&id).expect("the line that is taken back")) else { continue };
        let (from, from_owner, from_site, to, to_owner, to_site) = &taken_back.4;
        let mirror = (to.clone(), *to_owner, *to_site, from.clone(), *from_owner, *from_site);
        assert_eq!((lot, grams, accounts), (&taken_back.1, &taken_back.2, &mirror), "reversal {id}");
    }
}

/// What a balance has of its lot: category, status, funding, arrival and the day by which it is put in order.
type Known = (String, LotStatus, FundingSource, i64, NaiveDate);

fn balances_have_what_their_lots_have(conn: &mut Conn) {
    type Row = (LotId, String, LotStatus, FundingSource, i64, Option<NaiveDate>, Option<NaiveDate>);
    let columns = (
        lots::id,
        lots::category_code,
        lots::status,
        lots::funding_source,
        lots::received_at,
        lots::use_by,
        lots::best_before,
    );
    let rows: Vec<Row> = lots::table.select(columns).load(conn).expect("the lots");
    let known = rows.into_iter().map(|(id, category, status, funding, received_at, use_by, best_before)| {
        let due_on = use_by.or(best_before).or(NaiveDate::from_ymd_opt(9999, 12, 31)).expect("a day");
        (id, (category, status, funding, received_at, due_on))
    });
    let known: HashMap<LotId, Known> = known.collect();
    let columns = (
        lot_balances::category_code,
        lot_balances::status,
        lot_balances::funding_source,
        lot_balances::received_at,
        lot_balances::due_on,
    );
    let balances: Vec<(LotId, Known)> =
        lot_balances::table.select((lot_balances::lot_id, columns)).load(conn).expect("the balances");
    for (lot, of_lot) in balances {
        assert_eq!(known.get(&lot), Some(&of_lot), "what a balance has of lot {lot}");
    }
}

fn statuses_end_in_the_status(conn: &mut Conn) {
    let states: Vec<(LotId, LotStatus)> = lots::table.select((lots::id, lots::status)).load(conn).expect("the lots");
    let lines: Vec<(LotId, i64, LotStatus)> = lot_statuses::table
        .order((lot_statuses::lot_id, lot_statuses::number))
        .select((lot_statuses::lot_id, lot_statuses::number, lot_statuses::status))
        .load(conn)
        .expect("the statuses");
    let mut timelines: HashMap<LotId, Vec<(i64, LotStatus)>> = HashMap::new();
    for (lot, number, status) in lines {
        timelines.entry(lot).or_default().push((number, status));
    }
    for (lot, status) in states {
        let steps = timelines.remove(&lot).unwrap_or_default();
        assert!(steps.iter().map(|(number, _)| *number).eq(1..=i64::try_from(steps.len()).unwrap()), "lot {lot}: {steps:?}");
        assert_eq!(steps.last().map(|(_, last)| *last), Some(status), "the last status of lot {lot}");
    }
}

fn what_is_frozen_is_another_lot(conn: &mut Conn) {
    let frozen: Vec<(LotId, Option<LotId>, i64)> =
        lots::table.select((lots::id, lots::frozen_from_id, lots::received_grams)).load(conn).expect("the lots");
    let mut expected: HashMap<LotId, i64> = HashMap::new();
    for (id, from, grams) in frozen {
        let Some(from) = from else { continue };
        *expected.entry(id).or_default() += grams;
        *expected.entry(from).or_default() -= grams;
    }
    let lines: Vec<Move> = stock_movements::table
        .filter(stock_movements::kind.eq(StockMovementKind::Freeze))
        .select((
            stock_movements::lot_id,
            stock_movements::grams,
            stock_movements::from_site_id,
            stock_movements::to_site_id,
        ))
        .load(conn)
        .expect("the ledger");
    let mut found: HashMap<LotId, i64> = HashMap::new();
    for (lot, grams, from, _) in lines {
        *found.entry(lot.expect("a lot's line")).or_default() += if from.is_some() { -grams } else { grams };
    }
    assert_eq!(found, expected, "what was frozen of each lot");
}

fn recalls_are_closed_by_their_last_site(conn: &mut Conn) {
    let closed: Vec<(RecallId, Option<i64>)> =
        recalls::table.select((recalls::id, recalls::closed_at)).load(conn).expect("the recalls");
    let notices: Vec<(RecallId, Option<i64>)> = recall_notices::table
        .select((recall_notices::recall_id, recall_notices::settled_at))
        .load(conn)
        .expect("the notices");
    for (id, closed_at) in closed {
        let open = notices.iter().any(|(of, settled_at)| *of == id && settled_at.is_none());
        assert_eq!(closed_at.is_none(), open, "recall {id}");
    }
}
