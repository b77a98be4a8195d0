//! Making a recall: its lots are held back wherever they are, and everybody who received any of it is called.

use super::answer::close_if_settled;
use super::{food_bank, read};
use crate::db::expr::any_of;
use crate::db::schema::{lots, recall_lots, recall_notices, recalls};
use crate::http::{Actor, Cx, Error};
use crate::offers;
use crate::stock::model::{LotRow, NoticeRow, RecallRow};
use crate::stock::news;
use crate::stock::rules;
use crate::stock::rules::flow::{self, Passage};
use crate::stock::store::edit::write_status;
use crate::stock::store::freezing::frozen_of;
use crate::stock::store::trace::lines;
use crate::stock::store::{ledger, products};
use diesel::prelude::*;
use shared::ids::{LotId, OrganisationId, RecallId, SiteId};
use shared::products::gtin14;
use shared::stock::{LotStatus, LotStatusCause, NewRecall, Recall};
use shared::text::tidy;
use shared::units::Grams;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Recalls a lot, or all lots of a product.
///
/// # Errors
/// 403 unless the caller coordinates a food bank or administers the network; 422 where there is no such lot.
pub fn recall(cx: &mut Cx<'_>, actor: &Actor, new: &NewRecall) -> Result<Recall, Error> {
    let organisation_id = authority(actor)?;
    let gtin = new.gtin.as_deref().and_then(gtin14);
    let number_key = new.lot_number.as_deref().and_then(rules::number_key);
    if let Some(gtin) = &gtin {
        products::hold(cx.conn, gtin)?;
    }
    let mut ids = meant(cx, new.lot_id, gtin.as_deref(), number_key.as_deref())?;
    let mut held = hold_back(cx, actor, &ids, new.reason.trim())?;
    // Until they were held somebody may have frozen more of them.
    let mut frozen = frozen_of(cx.conn, &ids)?;
    frozen.retain(|id| !ids.contains(id));
    held.extend(hold_back(cx, actor, &frozen, new.reason.trim())?);
    ids.extend(frozen);
    for lot in &held {
        offers::store::recall(cx, actor, lot.id)?;
    }
    let latest = held.iter().max_by_key(|lot| (lot.received_at, lot.id)).ok_or_else(|| unknown(new))?;
    let row = RecallRow {
        id: RecallId(Uuid::now_v7()),
        organisation_id,
        title: latest.title.clone(),
        gtin,
        lot_number: new.lot_number.as_deref().and_then(tidy),
        lot_number_key: number_key,
        reason: new.reason.trim().to_owned(),
        url: new.url.clone(),
        created_by: actor.user_id,
        created_at: cx.now,
        updated_at: cx.now,
        closed_at: None,
        version: 1,
    };
    diesel::insert_into(recalls::table).values(&row).execute(cx.conn)?;
    for lot in &held {
        let of_recall = (recall_lots::recall_id.eq(row.id), recall_lots::lot_id.eq(lot.id));
        diesel::insert_into(recall_lots::table).values(of_recall).execute(cx.conn)?;
    }
    let places = flow::trace(&lines(cx.conn, &ids)?).places;
    let received = call(cx, &row, &places)?;
    call_origins(cx, &row, &held, &places)?;
    news::recalled(cx, &row, &received)?;
    // Where nobody has received any, because its arrival was taken back, there is nobody to wait for.
    close_if_settled(cx, row.id)?;
    read::find(cx, actor, row.id)
}

/// For whom the caller recalls: a food bank, or nobody but the network itself.
///
/// # Errors
/// 403 for everybody else.
pub(super) fn authority(actor: &Actor) -> Result<Option<OrganisationId>, Error> {
    match food_bank(actor) {
        Some(bank) => actor.manage(bank).map(|permit| Some(permit.organisation_id())),
        None => actor.administer().map(|()| None),
    }
}

fn unknown(new: &NewRecall) -> Error {
    Error::invalid(if new.lot_id.is_some() { "/lot_id" } else { "/gtin" }, "unknown")
}

/// The lots that are meant, and what was frozen of them, in the order in which everybody holds them.
fn meant(cx: &mut Cx<'_>, lot: Option<LotId>, gtin: Option<&str>, number: Option<&str>) -> Result<Vec<LotId>, Error> {
    let mut ids: Vec<LotId> = match (lot, gtin) {
        (Some(id), _) => lots::table.filter(any_of(lots::id, [id])).select(lots::id).load(cx.conn)?,
        (None, Some(gtin)) => {
            let of_product = lots::table.filter(lots::gtin.eq(gtin)).select((lots::id, lots::lot_number_key));
            let found: Vec<(LotId, Option<String>)> = of_product.load(cx.conn)?;
            let fitting = found.into_iter().filter(|(_, noted)| rules::is_meant(number, noted.as_deref()));
            fitting.map(|(id, _)| id).collect()
        }
        (None, None) => Vec::new(),
    };
    let frozen = frozen_of(cx.conn, &ids)?;
    ids.extend(frozen);
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Nothing of these lots leaves any more.
fn hold_back(cx: &mut Cx<'_>, actor: &Actor, ids: &[LotId], reason: &str) -> Result<Vec<LotRow>, Error> {
    let mut held = Vec::new();
    for id in ids {
        let lot = ledger::hold(cx, *id)?;
        if lot.status != LotStatus::Recalled {
            let status = (LotStatus::Recalled, LotStatusCause::Recall);
            write_status(cx, lot.clone(), status, Some(reason.to_owned()), actor.user_id)?;
        }
        held.push(lot);
    }
    Ok(held)
}

/// The sites of a trace.
type Places = BTreeMap<SiteId, Passage>;

/// Writes a notice for every site that received any of it, and tells how much each organisation did.
fn call(cx: &mut Cx<'_>, row: &RecallRow, places: &Places) -> Result<BTreeMap<OrganisationId, Grams>, Error> {
    let mut received: BTreeMap<OrganisationId, Grams> = BTreeMap::new();
    for (site_id, place) in places {
        let (received_grams, remaining_grams) = (place.received, place.left());
        let notice = NoticeRow { received_grams, remaining_grams, ..unanswered(row, *site_id, place.organisation) };
        diesel::insert_into(recall_notices::table).values(&notice).execute(cx.conn)?;
        let sum = received.entry(place.organisation).or_default();
        *sum = sum.plus(place.received);
    }
    Ok(received)
}

/// Where lots arrived that were frozen elsewhere: what is brought back comes there. Such a site has a notice too, which is
/// settled until something comes.
fn call_origins(cx: &mut Cx<'_>, row: &RecallRow, held: &[LotRow], called: &Places) -> Result<(), Error> {
    let elsewhere = held.iter().filter(|lot| lot.frozen_from_id.is_some() && !called.contains_key(&lot.site_id));
    let origins: BTreeMap<SiteId, OrganisationId> = elsewhere.map(|lot| (lot.site_id, lot.organisation_id)).collect();
    for (site_id, organisation_id) in origins {
        let notice = NoticeRow { settled_at: Some(cx.now), ..unanswered(row, site_id, organisation_id) };
        diesel::insert_into(recall_notices::table).values(&notice).execute(cx.conn)?;
    }
    Ok(())
}

/// The notice of a site that has nothing, and has said nothing.
const fn unanswered(row: &RecallRow, site_id: SiteId, organisation_id: OrganisationId) -> NoticeRow {
    NoticeRow {
        recall_id: row.id,
        site_id,
        organisation_id,
        created_at: row.created_at,
        received_grams: Grams::ZERO,
        remaining_grams: Grams::ZERO,
        returned_grams: Grams::ZERO,
        destroyed_grams: Grams::ZERO,
        used_grams: Grams::ZERO,
        acknowledged_at: None,
        acknowledged_by: None,
        note: None,
        settled_at: None,
    }
}
