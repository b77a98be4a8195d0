//! Which of the State's notices are about lots of the network. Nothing is written.

use super::make::authority;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, lots, stock_movements as movements};
use crate::http::{Actor, Cx, Error};
use crate::stock::import::recall_export::{Export, Mention, Notice};
use crate::stock::model::MovementRow;
use crate::stock::rules::batches::{Asked, NotedLot};
use crate::stock::rules::flow::{self, Line};
use diesel::prelude::*;
use shared::ids::{LotId, SiteId};
use shared::stock::{LotStatus, MAX_FINDINGS, RecallExport, RecallFinding};
use shared::units::Grams;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Keys of one question. An export has some fifteen thousand barcodes, of which a network knows few.
const AT_ONCE: usize = 1_000;

/// The lots of each barcode.
type OfProducts = HashMap<String, Vec<NotedLot>>;

/// Whether the caller may recall, asked before anything is read for him or her.
///
/// # Errors
/// 403 unless the caller coordinates a food bank or administers the network.
pub fn may_recall(actor: &Actor) -> Result<(), Error> {
    authority(actor).map(|_| ())
}

/// The notices about lots that are or were in the network, each with the lots that its recall would find.
///
/// # Errors
/// As [`may_recall`].
pub fn concerning(cx: &mut Cx<'_>, actor: &Actor, export: &Export) -> Result<RecallExport, Error> {
    may_recall(actor)?;
    let known = of_products(cx.conn, &export.gtins())?;
    let every: Vec<LotId> = known.values().flatten().map(|lot| lot.id).collect();
    let left = left(cx.conn, &every)?;
    let mut found: Vec<Found<'_>> = export.notices().flat_map(|notice| found(notice, &known, &left)).collect();
    found.sort_by_cached_key(|one| {
        let published = Reverse(one.notice.published_on);
        (one.recalled(), one.left == Grams::ZERO, published, one.mention.gtin.clone(), one.asked.number.clone())
    });
    let has_more = found.len() > MAX_FINDINGS;
    found.truncate(MAX_FINDINGS);
    let shown: BTreeSet<LotId> = found.iter().flat_map(|one| &one.asked.lots).map(|lot| lot.id).collect();
    let shown: Vec<LotId> = shown.into_iter().collect();
    let sites = sites(cx.conn, &shown)?;
    Ok(RecallExport {
        rows: export.rows,
        food_rows: export.food_rows,
        unread_rows: export.unread_rows,
        errors: export.errors.clone(),
        findings: found.into_iter().map(|one| one.told(&sites)).collect(),
        has_more,
    })
}

/// A recall that a notice asks for.
struct Found<'f> {
    notice: &'f Notice,
    mention: &'f Mention,
    asked: Asked<'f>,
    left: Grams,
}

impl Found<'_> {
    fn recalled(&self) -> bool {
        self.asked.lots.iter().all(|lot| lot.recalled)
    }

    fn told(self, sites: &HashMap<LotId, BTreeSet<SiteId>>) -> RecallFinding {
        let reached: BTreeSet<&SiteId> = self.asked.lots.iter().filter_map(|lot| sites.get(&lot.id)).flatten().collect();
        RecallFinding {
            already_recalled: self.recalled(),
            notice: self.notice.number.clone(),
            title: self.notice.title.clone(),
            reason: self.notice.reason.clone(),
            url: self.notice.url.clone(),
            published_on: self.notice.published_on,
            gtin: self.mention.gtin.clone(),
            said: self.mention.said.clone(),
            lots: whole(self.asked.lots.len()),
            left_grams: self.left,
            sites: whole(reached.len()),
            lot_number: self.asked.number,
        }
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The recalls that a notice asks for.
fn found<'f>(notice: &'f Notice, known: &'f OfProducts, left: &HashMap<LotId, Grams>) -> Vec<Found<'f>> {
    let mut found = Vec::new();
    for mention in &notice.mentions {
        let Some(lots) = known.get(&mention.gtin) else { continue };
        for asked in mention.batches.asked(lots) {
            let parts = asked.lots.iter().filter_map(|lot| left.get(&lot.id).copied());
            let left = parts.fold(Grams::ZERO, Grams::plus);
            found.push(Found { notice, mention, asked, left });
        }
    }
    found
}

/// Number, spelling and key of a lot, and its status.
type Facts = (LotId, Option<String>, Option<String>, Option<String>, LotStatus);

/// The lots with these barcodes, those that came first before.
fn of_products(conn: &mut Conn, gtins: &BTreeSet<&str>) -> Result<OfProducts, Error> {
    let gtins: Vec<&str> = gtins.iter().copied().collect();
    let mut known = OfProducts::new();
    for some in gtins.chunks(AT_ONCE) {
        let of_these = lots::table.filter(any_of(lots::gtin, some.iter().map(|gtin| Some((*gtin).to_owned()))));
        let facts = (lots::id, lots::gtin, lots::lot_number, lots::lot_number_key, lots::status);
        let found: Vec<Facts> = of_these.select(facts).load(conn)?;
        for (id, gtin, number, key, status) in found {
            let lot = NotedLot { id, number, key, recalled: status == LotStatus::Recalled };
            known.entry(gtin.unwrap_or_default()).or_default().push(lot);
        }
    }
    known.values_mut().for_each(|lots| lots.sort_by_key(|lot| lot.id));
    Ok(known)
}

/// What is left of each of these lots, wherever it is.
fn left(conn: &mut Conn, ids: &[LotId]) -> Result<HashMap<LotId, Grams>, Error> {
    let mut left: HashMap<LotId, Grams> = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let of_these = balances::table.filter(any_of(balances::lot_id, some.iter().copied()));
        let found: Vec<(LotId, Grams)> = of_these.select((balances::lot_id, balances::grams)).load(conn)?;
        for (id, grams) in found {
            let sum = left.entry(id).or_default();
            *sum = sum.plus(grams);
        }
    }
    Ok(left)
}

/// The sites that received any of each of these lots: those that a recall calls.
fn sites(conn: &mut Conn, ids: &[LotId]) -> Result<HashMap<LotId, BTreeSet<SiteId>>, Error> {
    let mut lines: HashMap<LotId, Vec<Line>> = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let of_these = movements::table.filter(any_of(movements::lot_id, some.iter().copied().map(Some)));
        let of_these = of_these.order((movements::at, movements::id)).select(MovementRow::as_select());
        let found: Vec<MovementRow> = of_these.load(conn)?;
        for row in found {
            if let Some((id, line)) = row.lot_id.zip(row.line()) {
                lines.entry(id).or_default().push(line);
            }
        }
    }
    Ok(lines.into_iter().map(|(id, lines)| (id, flow::trace(&lines).places.into_keys().collect())).collect())
}
