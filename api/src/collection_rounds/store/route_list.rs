//! Lists of routes: those that are run first, by title.

use super::{View, places};
use crate::collection_rounds::model::{Donors, RouteRow, RouteStopRow};
use crate::collection_rounds::rules;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{collection_rounds as rounds, collection_route_stops as stops, collection_routes as routes};
use crate::db::{Conn, Sql};
use crate::http::{Actor, Cx, Error, page};
use crate::offers::today;
use crate::{organisations, sites};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::collection_rounds::{
    CollectionPlace, CollectionRoundOfDay, CollectionRoundState, CollectionRoute, CollectionRoutePage, CollectionRouteQuery,
};
use shared::ids::{CollectionRoundId, CollectionRouteId, OrganisationId, SiteId};
use std::collections::HashMap;

/// A query of routes' rows.
type Query = routes::BoxedQuery<'static, Sql>;

/// The sort key: whether it is run no more, its title and its identifier.
type Key = (bool, String, CollectionRouteId);

/// A page of the caller's organisations' routes, or of one's.
///
/// # Errors
/// 400 for a cursor of another list; 403 for another organisation's; 422 for a wrong limit.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &CollectionRouteQuery) -> Result<CollectionRoutePage, Error> {
    let views = View::all(actor, query.organisation)?;
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&CollectionRouteQuery { cursor: None, limit: None, ..query.clone() })?;
    let after: Option<Key> = page::decode(filters, query.cursor.as_deref())?;
    let with_retired = query.retired == Some(true);
    let mut found: Vec<RouteRow> = Vec::new();
    for view in views {
        found.extend(one_view(cx.conn, view, with_retired, after.as_ref(), limit + 1)?);
    }
    // Each view comes in order from its own index.
    found.sort_unstable_by_key(key);
    let last = page::cut(&mut found, limit, key);
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok(CollectionRoutePage { items: shown(cx, actor, found)?, next_cursor })
}

fn key(row: &RouteRow) -> Key {
    (row.retired, row.title_key.clone(), row.id)
}

fn one_view(
    conn: &mut Conn,
    view: View,
    with_retired: bool,
    after: Option<&Key>,
    size: usize,
) -> Result<Vec<RouteRow>, Error> {
    let mut rows: Query = routes::table.into_boxed();
    if let View::Of(id) = view {
        rows = rows.filter(routes::organisation_id.eq(id));
    }
    if !with_retired {
        rows = rows.filter(routes::retired.eq(false));
    }
    if let Some(key) = after {
        rows = beyond(rows, key, with_retired);
    }
    let rows = rows.order((routes::retired, routes::title_key, routes::id));
    Ok(rows.limit(i64::try_from(size).unwrap_or(i64::MAX)).select(RouteRow::as_select()).load(conn)?)
}

/// The rows after one; after those that are run come all that are run no more, where they are asked for.
fn beyond(rows: Query, (retired, title, id): &Key, with_retired: bool) -> Query {
    let same = routes::title_key.eq(title.clone()).and(routes::id.gt(*id));
    let later = routes::title_key.gt(title.clone()).or(same);
    match (with_retired, *retired) {
        (true, false) => rows.filter(routes::retired.eq(true).or(later)),
        (_, retired) => rows.filter(routes::retired.eq(retired)).filter(routes::title_key.ge(title.clone())).filter(later),
    }
}

/// The wire's form of rows, in the same order; a fixed number of queries however many there are.
///
/// # Errors
/// When the database fails.
pub(super) fn shown(cx: &mut Cx<'_>, actor: &Actor, rows: Vec<RouteRow>) -> Result<Vec<CollectionRoute>, Error> {
    let today = today(cx.now, cx.settings.time_zone);
    let ids: Vec<CollectionRouteId> = rows.iter().map(|row| row.id).collect();
    let owners: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
    let homes: Vec<SiteId> = rows.iter().map(|row| row.site_id).collect();
    let owners = organisations::store::summaries(cx.conn, &owners)?;
    let homes = sites::store::summaries(cx.conn, &homes)?;
    let mut shops = shops(cx.conn, &ids)?;
    let begun = rounds_on(cx.conn, &ids, today)?;
    let shown = rows.into_iter().map(|row| {
        let missing = || Error::Internal(format!("collection route {} without organisation or site", row.id));
        Ok(CollectionRoute {
            organisation: owners.get(&row.organisation_id).cloned().ok_or_else(missing)?,
            site: homes.get(&row.site_id).cloned().ok_or_else(missing)?,
            stops: shops.remove(&row.id).unwrap_or_default(),
            is_due_today: !row.retired && rules::is_due(row.weekdays, today),
            round_today: begun.get(&row.id).copied(),
            can_edit: actor.can_act_for(row.organisation_id),
            id: row.id,
            title: row.title,
            weekdays: sites::days_of(row.weekdays),
            leaves_at: row.leaves_at,
            vehicle: row.vehicle,
            note: row.note,
            retired: row.retired,
            updated_at: row.updated_at,
            version: row.version,
        })
    });
    shown.collect()
}

/// The shops of routes, each route's in order.
fn shops(conn: &mut Conn, ids: &[CollectionRouteId]) -> Result<HashMap<CollectionRouteId, Vec<CollectionPlace>>, Error> {
    let rows: Vec<RouteStopRow> = stops::table
        .filter(any_of(stops::route_id, ids.iter().copied()))
        .order((stops::route_id, stops::number))
        .select(RouteStopRow::as_select())
        .load(conn)?;
    let donors: Donors = places::names(conn, rows.iter().filter_map(|row| row.donor_id))?;
    let mut shops: HashMap<CollectionRouteId, Vec<CollectionPlace>> = HashMap::new();
    for row in rows {
        shops.entry(row.route_id).or_default().push(row.place().shown(&donors)?);
    }
    Ok(shops)
}

/// The rounds of routes on a day that are not called off.
///
/// # Errors
/// When the database fails.
pub(super) fn rounds_on(
    conn: &mut Conn,
    ids: &[CollectionRouteId],
    day: NaiveDate,
) -> Result<HashMap<CollectionRouteId, CollectionRoundOfDay>, Error> {
    let begun: Vec<(Option<CollectionRouteId>, CollectionRoundId, CollectionRoundState)> = rounds::table
        .filter(any_of(rounds::route_id, ids.iter().copied()))
        .filter(rounds::day.eq(day))
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("collection_rounds.state <> 'cancelled'"))
        .select((rounds::route_id, rounds::id, rounds::state))
        .load(conn)?;
    Ok(begun.into_iter().filter_map(|(route, id, state)| Some((route?, CollectionRoundOfDay { id, state }))).collect())
}
