//! Lists of rounds, the latest day first.

use super::{View, shown};
use crate::collection_rounds::model::RoundRow;
use crate::db::schema::collection_rounds as rounds;
use crate::db::{Conn, Sql};
use crate::http::{Actor, Cx, Error, page};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::collection_rounds::{CollectionRoundPage, CollectionRoundQuery};
use shared::ids::CollectionRoundId;
use std::cmp::Reverse;

/// A query of rounds' rows.
type Query = rounds::BoxedQuery<'static, Sql>;

/// The day and the identifier: the sort key.
type Key = (NaiveDate, CollectionRoundId);

/// A page of the caller's organisations' rounds, or of one's, without stops.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &CollectionRoundQuery) -> Result<CollectionRoundPage, Error> {
    let views = View::all(actor, query.organisation)?;
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&CollectionRoundQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let mut found: Vec<RoundRow> = Vec::new();
    for view in views {
        found.extend(one_view(cx.conn, query, view, after, limit + 1)?);
    }
    // Each view comes in order from its own index.
    found.sort_unstable_by_key(|row| Reverse(key(row)));
    let last = page::cut(&mut found, limit, key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(CollectionRoundPage { items: shown::lean(cx, actor, found)?, next_cursor })
}

const fn key(row: &RoundRow) -> Key {
    (row.day, row.id)
}

fn one_view(
    conn: &mut Conn,
    asked: &CollectionRoundQuery,
    view: View,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<RoundRow>, Error> {
    let mut rows: Query = rounds::table.into_boxed();
    if let View::Of(id) = view {
        rows = rows.filter(rounds::organisation_id.eq(id));
    }
    if let Some(route) = asked.route {
        rows = rows.filter(rounds::route_id.eq(route));
    }
    if let Some(state) = asked.state {
        rows = rows.filter(rounds::state.eq(state));
    }
    if let Some(from) = asked.from {
        rows = rows.filter(rounds::day.ge(from));
    }
    if let Some(until) = asked.until {
        rows = rows.filter(rounds::day.le(until));
    }
    if let Some((day, id)) = after {
        rows = rows.filter(rounds::day.le(day).and(rounds::day.lt(day).or(rounds::id.lt(id))));
    }
    let rows = rows.order((rounds::day.desc(), rounds::id.desc()));
    Ok(rows.limit(i64::try_from(size).unwrap_or(i64::MAX)).select(RoundRow::as_select()).load(conn)?)
}
