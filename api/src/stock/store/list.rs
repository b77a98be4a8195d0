//! What an organisation has, in the order in which it must leave.

use super::read::{rows, summaries};
use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::schema::lot_balances as balances;
use crate::http::{Actor, Cx, Error, page};
use crate::stock::model::{BalanceRow, LotRow};
use crate::stock::rules;
use crate::{categories, organisations, sites};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use shared::ids::{LotId, OrganisationId, SiteId};
use shared::stock::{StockLine, StockLinePage, StockLineQuery};
use shared::text::words;
use shared::time::UtcMillis;

/// A query of balances' rows.
pub(super) type Query = balances::BoxedQuery<'static, Sql>;

/// The sort key: first out what must leave first, and of one day what arrived first.
pub(super) type Key = (NaiveDate, i64, LotId, SiteId);

/// What a search looks in. A value looked up for each row and not a join, so that the index of the order is walked.
const SEARCH_KEY: &str = "(SELECT lots.search_key FROM lots WHERE lots.id = lot_balances.lot_id)";

/// A page of what an organisation has.
///
/// # Errors
/// 404 for an organisation that the caller does not see, 403 for one to which he or she does not belong; 400 for a cursor of
/// another list; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &StockLineQuery) -> Result<StockLinePage, Error> {
    let organisation = holder(cx, actor, query.organisation)?;
    let limit = page::limit(query.limit)?;
    // Whose stock it is belongs to the list, said or not.
    let asked = StockLineQuery { organisation: Some(organisation), cursor: None, limit: None, ..query.clone() };
    let filters = page::fingerprint(&asked)?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut select = filtered(organisation, query)?;
    if let Some(key) = after {
        select = beyond(select, key);
    }
    let mut found: Vec<BalanceRow> = in_order(select, limit + 1).select(BalanceRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut found, limit, key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(StockLinePage { items: assemble(cx, found)?, next_cursor })
}

/// Whose stock is meant: the organisation that was named, else the caller's only one.
///
/// # Errors
/// 404 for an organisation that the caller does not see, 403 for one to which he or she does not belong; 422 where it is not
/// clear which is meant.
pub(super) fn holder(cx: &mut Cx<'_>, actor: &Actor, named: Option<OrganisationId>) -> Result<OrganisationId, Error> {
    match (named, actor.memberships.as_slice()) {
        (Some(id), _) => {
            organisations::store::find(cx, actor, id)?;
            if actor.network_admin || actor.belongs_to(id) { Ok(id) } else { Err(Error::forbidden()) }
        }
        (None, [only]) => Ok(only.organisation_id),
        (None, _) => Err(Error::invalid("?organisation", "required")),
    }
}

/// What is there.
pub(super) fn present() -> Query {
    // Text without parameters, word for word the condition of the partial indexes.
    balances::table.into_boxed().filter(literal::<Bool>("lot_balances.grams > 0"))
}

/// What an organisation has that the filters leave.
///
/// # Errors
/// 422 for wrong filters.
pub(super) fn filtered(organisation: OrganisationId, query: &StockLineQuery) -> Result<Query, Error> {
    let mut select = present().filter(balances::organisation_id.eq(organisation));
    if let Some(site) = query.site {
        select = select.filter(balances::site_id.eq(site));
    }
    if let Some(codes) = categories::asked(query.category.as_deref())? {
        select = select.filter(any_of(balances::category_code, codes));
    }
    if let Some(status) = query.status {
        select = select.filter(balances::status.eq(status));
    }
    if let Some(source) = query.funding_source {
        select = select.filter(balances::funding_source.eq(source));
    }
    if let Some(day) = query.until {
        select = select.filter(balances::due_on.le(day));
    }
    // Letters and digits alone, so nothing stands for anything else in a pattern.
    for word in query.text.as_deref().map(words).unwrap_or_default() {
        select = select.filter(literal::<Text>(SEARCH_KEY).like(format!("%{word}%")));
    }
    Ok(select)
}

/// The rows after one.
pub(super) fn beyond(select: Query, (day, at, lot, site): Key) -> Query {
    let at = UtcMillis(at);
    let same_lot = balances::lot_id.eq(lot).and(balances::site_id.gt(site));
    let same_time = balances::received_at.eq(at).and(balances::lot_id.gt(lot).or(same_lot));
    let later = balances::due_on.gt(day).or(balances::received_at.gt(at)).or(same_time);
    select.filter(balances::due_on.ge(day)).filter(later)
}

/// At most `size` rows, in order.
pub(super) fn in_order(select: Query, size: usize) -> Query {
    let select = select.order((balances::due_on, balances::received_at, balances::lot_id, balances::site_id));
    select.limit(i64::try_from(size).unwrap_or(i64::MAX))
}

/// The sort key of a row.
pub(super) const fn key(row: &BalanceRow) -> Key {
    (row.due_on, row.received_at.0, row.lot_id, row.site_id)
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
fn assemble(cx: &mut Cx<'_>, found: Vec<BalanceRow>) -> Result<Vec<StockLine>, Error> {
    let lot_ids: Vec<LotId> = found.iter().map(|row| row.lot_id).collect();
    let site_ids: Vec<SiteId> = found.iter().map(|row| row.site_id).collect();
    let lots = rows(cx.conn, &lot_ids)?;
    let sites = sites::store::summaries(cx.conn, &site_ids)?;
    let missing = || Error::Internal("a balance without its lot or site".to_owned());
    let of_rows = found.iter().map(|row| lots.get(&row.lot_id).ok_or_else(missing));
    let of_rows: Vec<&LotRow> = of_rows.collect::<Result<_, _>>()?;
    let named = summaries(cx.conn, &of_rows)?;
    let (zone, now) = (cx.settings.time_zone, cx.now);
    let shown = found.into_iter().zip(of_rows).zip(named).map(|((row, lot), named)| {
        Ok(StockLine {
            overdue: rules::is_overdue(&lot.food(zone), now),
            lot: named,
            site: sites.get(&row.site_id).cloned().ok_or_else(missing)?,
            grams: row.grams,
            reserved_grams: row.reserved_grams,
            shelf: row.shelf,
        })
    });
    shown.collect()
}
