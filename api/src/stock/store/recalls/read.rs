//! Reading recalls: those that concern the caller's organisations, and all of them for coordinators of a food bank and the
//! administrator. An organisation sees its own notices.

use super::sees_all;
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{lot_balances as balances, recall_lots, recall_notices as notices, recalls};
use crate::http::{Actor, Cx, Error, page};
use crate::organisations;
use crate::stock::model::{LotRow, NoticeRow, RecallRow};
use crate::stock::store::read::{Known, rows, summaries};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{LotId, OrganisationId, RecallId, SiteId, UserId};
use shared::organisations::OrganisationSummary;
use shared::stock::{Recall, RecallNotice, RecallPage, RecallQuery};
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::HashMap;

/// The most lots of a recall that are shown.
const LOTS: usize = 100;

/// One recall, with the notices that the caller may see.
///
/// # Errors
/// 404 when there is none that concerns the caller.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: RecallId) -> Result<Recall, Error> {
    let (row, found) = visible(cx.conn, actor, id)?;
    let lot_ids = lots_of(cx.conn, id)?;
    let left = left(cx.conn, &lot_ids)?;
    let known = Known::of(cx.conn, found.iter().map(|notice| (notice.organisation_id, notice.site_id)), std::iter::empty())?;
    let people: Vec<UserId> = found.iter().filter_map(|notice| notice.acknowledged_by).collect();
    let names = users::names(cx.conn, people)?;
    let is_open = row.closed_at.is_none();
    let settled = found.iter().filter(|notice| notice.settled_at.is_some()).count();
    let counts = Counts { notices: whole(found.len()), settled: whole(settled) };
    let shown = found.into_iter().map(|notice| {
        Ok(RecallNotice {
            organisation: known.organisation(notice.organisation_id)?,
            site: known.site(notice.site_id)?,
            received_grams: notice.received_grams,
            remaining_grams: notice.remaining_grams,
            left_grams: left.get(&notice.site_id).copied().unwrap_or_default(),
            returned_grams: notice.returned_grams,
            destroyed_grams: notice.destroyed_grams,
            used_grams: notice.used_grams,
            acknowledged_at: notice.acknowledged_at,
            acknowledged_by: notice.acknowledged_by.and_then(|person| names.get(&person).cloned()),
            note: notice.note,
            settled_at: notice.settled_at,
            can_acknowledge: is_open && notice.settled_at.is_none() && actor.can_finish_for(notice.organisation_id),
        })
    });
    let mut notices: Vec<RecallNotice> = shown.collect::<Result<_, Error>>()?;
    notices.sort_by_cached_key(|notice| (notice.organisation.name.clone(), notice.site.name.clone(), notice.site.id));
    let shown_lots: Vec<LotId> = lot_ids.into_iter().take(LOTS).collect();
    let lots = rows(cx.conn, &shown_lots)?;
    let of_recall: Vec<&LotRow> = shown_lots.iter().filter_map(|lot| lots.get(lot)).collect();
    let lots = summaries(cx.conn, &of_recall)?;
    let by = makers(cx.conn, std::slice::from_ref(&row))?;
    Ok(Recall { lots, notices, ..lean(row, &by, counts) })
}

/// A recall and its notices that the caller may see.
///
/// # Errors
/// 404 when there is none that concerns the caller.
pub(super) fn visible(conn: &mut Conn, actor: &Actor, id: RecallId) -> Result<(RecallRow, Vec<NoticeRow>), Error> {
    let row: Option<RecallRow> = recalls::table.find(id).select(RecallRow::as_select()).first(conn).optional()?;
    let row = row.ok_or_else(Error::not_found)?;
    let found = notices::table.filter(notices::recall_id.eq(id)).order(notices::site_id);
    let mut found: Vec<NoticeRow> = found.select(NoticeRow::as_select()).load(conn)?;
    if sees_all(actor) {
        return Ok((row, found));
    }
    found.retain(|notice| actor.belongs_to(notice.organisation_id));
    if found.is_empty() { Err(Error::not_found()) } else { Ok((row, found)) }
}

/// The lots of a recall, in the order in which everybody holds them.
///
/// # Errors
/// When the database fails.
pub(super) fn lots_of(conn: &mut Conn, id: RecallId) -> Result<Vec<LotId>, Error> {
    let lots = recall_lots::table.filter(recall_lots::recall_id.eq(id)).order(recall_lots::lot_id);
    Ok(lots.select(recall_lots::lot_id).load(conn)?)
}

/// What each site has of these lots.
fn left(conn: &mut Conn, lots: &[LotId]) -> Result<HashMap<SiteId, Grams>, Error> {
    let found: Vec<(SiteId, Grams)> = balances::table
        .filter(any_of(balances::lot_id, lots.iter().copied()))
        .select((balances::site_id, balances::grams))
        .load(conn)?;
    let mut left: HashMap<SiteId, Grams> = HashMap::new();
    for (site, grams) in found {
        let sum = left.entry(site).or_default();
        *sum = sum.plus(grams);
    }
    Ok(left)
}

/// The sort key of the last row of a page.
type Key = (i64, RecallId);

/// A page of recalls, the latest first.
///
/// # Errors
/// 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &RecallQuery) -> Result<RecallPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&RecallQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let only_open = query.open == Some(true);
    let mut keys = if sees_all(actor) {
        every(cx.conn, only_open, after, limit + 1)?
    } else {
        let mut own = Vec::new();
        for membership in &actor.memberships {
            own.extend(concerning(cx.conn, membership.organisation_id, only_open, after, limit + 1)?);
        }
        own
    };
    keys.sort_unstable_by(|one, other| other.cmp(one));
    keys.dedup();
    let last = page::cut(&mut keys, limit, |key| *key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    let ids: Vec<RecallId> = keys.into_iter().map(|(_, id)| id).collect();
    Ok(RecallPage { items: assemble(cx.conn, actor, &ids)?, next_cursor })
}

/// The latest recalls.
fn every(conn: &mut Conn, only_open: bool, after: Option<Key>, size: usize) -> Result<Vec<Key>, Error> {
    let mut select = recalls::table.into_boxed();
    if only_open {
        // Text without parameters, word for word the condition of the partial index.
        select = select.filter(literal::<Bool>("recalls.closed_at IS NULL"));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        select = select.filter(recalls::created_at.le(at).and(recalls::created_at.lt(at).or(recalls::id.lt(id))));
    }
    let select = select.order((recalls::created_at.desc(), recalls::id.desc()));
    let select = select.limit(i64::try_from(size).unwrap_or(i64::MAX));
    let found: Vec<(UtcMillis, RecallId)> = select.select((recalls::created_at, recalls::id)).load(conn)?;
    Ok(found.into_iter().map(|(at, id)| (at.0, id)).collect())
}

/// Whether the recall of a notice goes on. A value looked up for each row and not a join, so that the index is walked.
const GOES_ON: &str = "(SELECT recalls.closed_at FROM recalls WHERE recalls.id = recall_notices.recall_id) IS NULL";

/// The latest recalls of which an organisation received something.
fn concerning(
    conn: &mut Conn,
    organisation: OrganisationId,
    only_open: bool,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<Key>, Error> {
    let mut select = notices::table.into_boxed().filter(notices::organisation_id.eq(organisation));
    if only_open {
        select = select.filter(literal::<Bool>(GOES_ON));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        select = select.filter(notices::created_at.le(at).and(notices::created_at.lt(at).or(notices::recall_id.lt(id))));
    }
    let select = select.order((notices::created_at.desc(), notices::recall_id.desc()));
    let select = select.limit(i64::try_from(size).unwrap_or(i64::MAX));
    // An organisation has a notice for each of its sites.
    let found: Vec<(UtcMillis, RecallId)> =
        select.select((notices::created_at, notices::recall_id)).distinct().load(conn)?;
    Ok(found.into_iter().map(|(at, id)| (at.0, id)).collect())
}

/// How many sites received it, and how many of them are settled.
#[derive(Clone, Copy, Default)]
struct Counts {
    notices: i64,
    settled: i64,
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The wire's form of recalls, in the same order, without what only one recall's page needs.
fn assemble(conn: &mut Conn, actor: &Actor, ids: &[RecallId]) -> Result<Vec<Recall>, Error> {
    let found: Vec<RecallRow> =
        recalls::table.filter(any_of(recalls::id, ids.iter().copied())).select(RecallRow::as_select()).load(conn)?;
    let answered: Vec<(RecallId, OrganisationId, Option<UtcMillis>)> = notices::table
        .filter(any_of(notices::recall_id, ids.iter().copied()))
        .select((notices::recall_id, notices::organisation_id, notices::settled_at))
        .load(conn)?;
    let mut counts: HashMap<RecallId, Counts> = HashMap::new();
    let all = sees_all(actor);
    for (id, organisation, settled_at) in answered {
        if all || actor.belongs_to(organisation) {
            let count = counts.entry(id).or_default();
            count.notices += 1;
            count.settled += i64::from(settled_at.is_some());
        }
    }
    let by = makers(conn, &found)?;
    let mut found: HashMap<RecallId, RecallRow> = found.into_iter().map(|row| (row.id, row)).collect();
    let in_order = ids.iter().filter_map(|id| found.remove(id));
    Ok(in_order
        .map(|row| (counts.get(&row.id).copied().unwrap_or_default(), row))
        .map(|(of, row)| lean(row, &by, of))
        .collect())
}

type Makers = HashMap<OrganisationId, OrganisationSummary>;

/// The food banks that made recalls.
fn makers(conn: &mut Conn, rows: &[RecallRow]) -> Result<Makers, Error> {
    let mut ids: Vec<OrganisationId> = rows.iter().filter_map(|row| row.organisation_id).collect();
    ids.sort_unstable();
    ids.dedup();
    organisations::store::summaries(conn, &ids)
}

fn lean(row: RecallRow, by: &Makers, counts: Counts) -> Recall {
    Recall {
        id: row.id,
        organisation: row.organisation_id.and_then(|id| by.get(&id).cloned()),
        title: row.title,
        gtin: row.gtin,
        lot_number: row.lot_number,
        reason: row.reason,
        url: row.url,
        lots: Vec::new(),
        notices: Vec::new(),
        notice_count: counts.notices,
        settled_count: counts.settled,
        created_at: row.created_at,
        closed_at: row.closed_at,
        version: row.version,
    }
}
