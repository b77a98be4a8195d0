//! Which of the State's notices are about lots of the network. Nothing is written.

use super::make::authority;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, lots};
use crate::http::{Actor, Cx, Error};
use crate::stock::import::recall_export::{Export, Mention, Notice};
use crate::stock::rules::batches::{Asked, NotedLot};
use diesel::prelude::*;
use shared::ids::{LotId, SiteId};
use shared::stock::{LotStatus, MAX_FINDINGS, RecallExport, RecallFinding};
use shared::units::Grams;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Keys of one question. An export has some fifteen thousand barcodes, of which a network knows few.
const AT_ONCE: usize = 4_096;
/// Findings that are compared with each other to tell the first ones: more than any network has.
const MOST_COMPARED: usize = 50_000;

/// The lots of each barcode.
type OfProducts = HashMap<String, Vec<NotedLot>>;

/// The sites that have or had some of each lot, and how much of it is there.
type Places = HashMap<LotId, Vec<(SiteId, Grams)>>;

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
    let places = places(cx.conn, &every(&known))?;
    let all = export.notices().flat_map(|notice| found(notice, &known, &places));
    let mut found: Vec<Found<'_>> = all.take(MOST_COMPARED).collect();
    found.sort_by_cached_key(|one| {
        let published = Reverse(one.notice.published_on);
        (one.recalled, one.left == Grams::ZERO, published, one.gtin, one.number.clone())
    });
    let has_more = found.len() > MAX_FINDINGS;
    found.truncate(MAX_FINDINGS);
    Ok(RecallExport {
        rows: export.rows,
        food_rows: export.food_rows,
        unread_rows: export.unread_rows,
        errors: export.errors.clone(),
        findings: found.into_iter().map(Found::told).collect(),
        has_more,
    })
}

/// A recall that a notice asks for, and what it would find.
struct Found<'f> {
    notice: &'f Notice,
    gtin: &'f str,
    mention: &'f Mention,
    number: Option<String>,
    lots: usize,
    sites: usize,
    left: Grams,
    recalled: bool,
}

impl<'f> Found<'f> {
    fn of(notice: &'f Notice, (gtin, mention): (&'f str, &'f Mention), asked: Asked<'_>, places: &Places) -> Self {
        let ids: BTreeSet<LotId> = asked.lots.iter().flat_map(|lot| lot.ids.iter().copied()).collect();
        let there: Vec<&(SiteId, Grams)> = ids.iter().filter_map(|id| places.get(id)).flatten().collect();
        Self {
            notice,
            gtin,
            mention,
            lots: ids.len(),
            sites: there.iter().map(|(site, _)| *site).collect::<BTreeSet<_>>().len(),
            left: there.iter().fold(Grams::ZERO, |sum, (_, grams)| sum.plus(*grams)),
            recalled: asked.lots.iter().all(|lot| lot.recalled),
            number: asked.number,
        }
    }

    fn told(self) -> RecallFinding {
        RecallFinding {
            notice: self.notice.number.clone(),
            title: self.notice.title.clone(),
            reason: self.notice.reason.clone(),
            url: self.notice.url.clone(),
            published_on: self.notice.published_on,
            gtin: self.gtin.to_owned(),
            lot_number: self.number,
            said: self.mention.said.clone(),
            lots: whole(self.lots),
            left_grams: self.left,
            sites: whole(self.sites),
            already_recalled: self.recalled,
        }
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The recalls that a notice asks for.
fn found<'f>(notice: &'f Notice, known: &OfProducts, places: &Places) -> Vec<Found<'f>> {
    let mut found = Vec::new();
    for (gtin, mention) in &notice.mentions {
        let Some(lots) = known.get(gtin) else { continue };
        let asked = mention.batches.asked(lots).into_iter();
        found.extend(asked.map(|asked| Found::of(notice, (gtin.as_str(), mention), asked, places)));
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
            let lot = NotedLot { ids: vec![id], number, key, recalled: status == LotStatus::Recalled };
            known.entry(gtin.unwrap_or_default()).or_default().push(lot);
        }
    }
    add_frozen(conn, &mut known)?;
    known.values_mut().for_each(|lots| lots.sort_by_key(|lot| lot.ids.first().copied()));
    Ok(known)
}

/// Adds to each lot what was frozen of it: a recall finds that too, whatever somebody has noted of it since.
fn add_frozen(conn: &mut Conn, known: &mut OfProducts) -> Result<(), Error> {
    let mut frozen: HashMap<LotId, Vec<(LotId, LotStatus)>> = HashMap::new();
    for some in every(known).chunks(AT_ONCE) {
        let of_these = lots::table.filter(any_of(lots::frozen_from_id, some.iter().copied().map(Some)));
        let facts = (lots::frozen_from_id, lots::id, lots::status);
        let found: Vec<(Option<LotId>, LotId, LotStatus)> = of_these.select(facts).load(conn)?;
        for (from, id, status) in found {
            frozen.entry(from.unwrap_or(id)).or_default().push((id, status));
        }
    }
    for lot in known.values_mut().flatten() {
        let parts = lot.ids.first().and_then(|id| frozen.get(id)).into_iter().flatten();
        for (id, status) in parts {
            lot.ids.push(*id);
            lot.recalled &= *status == LotStatus::Recalled;
        }
    }
    Ok(())
}

/// All of these lots, each once.
fn every(known: &OfProducts) -> Vec<LotId> {
    let ids: BTreeSet<LotId> = known.values().flatten().flat_map(|lot| lot.ids.iter().copied()).collect();
    ids.into_iter().collect()
}

/// Where these lots are or were. Their balances tell: a site keeps its own when nothing is left.
fn places(conn: &mut Conn, ids: &[LotId]) -> Result<Places, Error> {
    let mut places = Places::new();
    for some in ids.chunks(AT_ONCE) {
        let of_these = balances::table.filter(any_of(balances::lot_id, some.iter().copied()));
        let found: Vec<(LotId, SiteId, Grams)> =
            of_these.select((balances::lot_id, balances::site_id, balances::grams)).load(conn)?;
        for (lot, site, grams) in found {
            places.entry(lot).or_default().push((site, grams));
        }
    }
    Ok(places)
}
