//! Reading the ledger's lines of a lot: all of them for whoever received it into the network, those from or to its own sites
//! for whoever got some of it later.

use super::read::{Known, Seen, visible};
use crate::accounts::store::users;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::stock_movements as movements;
use crate::http::{Actor, Cx, Error, page};
use crate::stock::model::{LotRow, MovementRow};
use crate::stock::rules;
use diesel::prelude::*;
use shared::ids::{LotId, StockMovementId, UserId};
use shared::stock::{StockMovement, StockMovementPage, StockMovementQuery};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// A page of a lot's movements, the latest first.
///
/// # Errors
/// 404 when there is no lot that the caller may see; 400 for a cursor of another list; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: LotId, query: &StockMovementQuery) -> Result<StockMovementPage, Error> {
    let seen = visible(cx.conn, actor, id)?;
    of(cx, actor, &seen, query)
}

/// When a line was booked, and its identifier: the sort key.
type Key = (i64, StockMovementId);

/// A page of the movements of a lot that the caller sees.
///
/// # Errors
/// 400 for a cursor of another list; 422 for a wrong limit.
pub(super) fn of(
    cx: &mut Cx<'_>,
    actor: &Actor,
    seen: &Seen,
    query: &StockMovementQuery,
) -> Result<StockMovementPage, Error> {
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&seen.row.id)?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut select = movements::table.into_boxed().filter(movements::lot_id.eq(seen.row.id));
    if !seen.all {
        let own: Vec<_> = actor.memberships.iter().map(|membership| Some(membership.organisation_id)).collect();
        let came = any_of(movements::to_organisation_id, own.clone());
        select = select.filter(any_of(movements::from_organisation_id, own).or(came));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        select = select.filter(movements::at.le(at).and(movements::at.lt(at).or(movements::id.lt(id))));
    }
    let select = select.order((movements::at.desc(), movements::id.desc()));
    let select = select.limit(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut found: Vec<MovementRow> = select.select(MovementRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut found, limit, |row| (row.at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(StockMovementPage { items: assemble(cx, actor, &seen.row, found)?, next_cursor })
}

/// One line on the wire.
///
/// # Errors
/// When the database fails.
pub(super) fn one(cx: &mut Cx<'_>, actor: &Actor, lot: &LotRow, row: MovementRow) -> Result<StockMovement, Error> {
    assemble(cx, actor, lot, vec![row])?.into_iter().next().ok_or_else(Error::not_found)
}

/// The wire's form of a lot's lines, in the same order.
fn assemble(cx: &mut Cx<'_>, actor: &Actor, lot: &LotRow, rows: Vec<MovementRow>) -> Result<Vec<StockMovement>, Error> {
    let accounts = rows.iter().flat_map(|row| [row.source(), row.destination()]).flatten();
    let known = Known::of(cx.conn, std::iter::empty(), accounts)?;
    let people: Vec<UserId> = rows.iter().filter_map(|row| row.author_id).collect();
    let names = users::names(cx.conn, people)?;
    let reversals = reversals(cx.conn, &rows)?;
    let shown = rows.into_iter().map(|row| {
        let reversed_by = reversals.get(&row.id).copied();
        let owner = row.from_organisation_id.or(row.to_organisation_id);
        let can_reverse = owner.is_some_and(|id| actor.can_manage(id))
            && rules::reversible(row.kind, lot.status, reversed_by.is_some()).is_ok();
        Ok(StockMovement {
            id: row.id,
            lot_id: lot.id,
            at: row.at,
            kind: row.kind,
            grams: row.grams,
            from: known.account(row.source())?,
            to: known.account(row.destination())?,
            reason: row.reason.as_deref().and_then(|reason| reason.parse().ok()),
            note: row.note,
            temperature_decidegrees: row.temperature_decidegrees,
            by: row.author_id.and_then(|person| names.get(&person).cloned()),
            claim_id: row.claim_id,
            reverses_id: row.reverses_id,
            reversed_by,
            can_reverse,
        })
    });
    shown.collect()
}

/// Which of these lines were taken back, by which others.
fn reversals(conn: &mut Conn, rows: &[MovementRow]) -> Result<HashMap<StockMovementId, StockMovementId>, Error> {
    let ids = rows.iter().map(|row| Some(row.id));
    let found: Vec<(Option<StockMovementId>, StockMovementId)> = movements::table
        .filter(any_of(movements::reverses_id, ids))
        .select((movements::reverses_id, movements::id))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(taken_back, by)| Some((taken_back?, by))).collect())
}
