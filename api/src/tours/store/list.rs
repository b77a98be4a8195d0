//! Lists of tours: nearest first where a place is named, else the soonest first.

use super::shown::lean;
use crate::db::expr::{any_of, literal};
use crate::db::schema::{tour_loads, tours};
use crate::db::{Conn, Sql};
use crate::engine::cells::Block;
use crate::http::{Actor, Cx, Error, page};
use crate::near::{Asked, Place};
use crate::tours::model::TourRow;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OrganisationId, TourId};
use shared::time::{DAY, UtcMillis};
use shared::tours::{Tour, TourPage, TourQuery, TourState};

/// A query of tours' rows.
type Query = tours::BoxedQuery<'static, Sql>;

/// When a tour leaves, and its identifier: the sort key where no place is named.
type Key = (i64, TourId);

/// A page of tours.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation and asks for others' tours;
/// 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &TourQuery) -> Result<TourPage, Error> {
    let mine = query.mine == Some(true);
    let own = query.organisation.is_some_and(|organisation| actor.belongs_to(organisation));
    if !mine && !own {
        actor.see_network()?;
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&TourQuery { cursor: None, limit: None, ..query.clone() })?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    if mine && place.is_some() {
        return Err(Error::invalid("?mine", "not_allowed"));
    }
    let search = Search { query, actor, from: query.from.unwrap_or_else(|| cx.now.plus(-DAY)) };
    let (rows, next_cursor) = match place {
        Some(place) => nearest(cx, &search, place, filters, limit)?,
        None => soonest(cx, &search, filters, limit)?,
    };
    Ok(TourPage { items: lean(cx, actor, rows)?, next_cursor })
}

type Found = (Vec<(TourRow, Option<i64>)>, Option<String>);

/// A wish, checked.
struct Search<'q> {
    query: &'q TourQuery,
    actor: &'q Actor,
    from: UtcMillis,
}

/// From where to read.
#[derive(Clone, Copy)]
enum View {
    /// What the network sees: planned or on the road.
    Open,
    /// Of one organisation, whatever its state.
    Of(OrganisationId),
    /// Driven by the caller for an organisation to which he or she still belongs.
    Driven,
    /// With loads of this organisation.
    Sending(OrganisationId),
    /// With loads for this organisation.
    Receiving(OrganisationId),
    /// Everything, for the administrator.
    Any,
}

impl Search<'_> {
    /// Rows of a view that satisfy everything but the cursor.
    fn query(&self, view: View) -> Query {
        let mut rows = tours::table.into_boxed().filter(tours::leaves_at.ge(self.from));
        rows = match view {
            // Text without parameters, word for word the condition of the partial indexes.
            View::Open => rows.filter(literal::<Bool>("tours.state IN ('planned', 'running')")),
            View::Of(id) => rows.filter(tours::organisation_id.eq(id)),
            View::Driven => rows
                .filter(tours::driver_id.eq(self.actor.user_id))
                .filter(any_of(tours::driver_organisation_id, self.own().map(Some))),
            View::Sending(_) | View::Receiving(_) | View::Any => rows,
        };
        if let Some(until) = self.query.until {
            rows = rows.filter(tours::leaves_at.lt(until));
        }
        if let Some(organisation) = self.query.organisation {
            rows = rows.filter(tours::organisation_id.eq(organisation));
        }
        if let Some(state) = self.query.state {
            rows = rows.filter(tours::state.eq(state));
        }
        if self.query.wants_driver == Some(true) {
            rows = rows.filter(tours::driver_id.is_null()).filter(tours::state.eq(TourState::Planned));
        }
        rows
    }

    /// From where to read: one's own tours, or the network's. Those that are over are shown to those who took part.
    fn views(&self) -> Vec<View> {
        if self.query.mine == Some(true) {
            let each = self.own().flat_map(|id| [View::Of(id), View::Sending(id), View::Receiving(id)]);
            return std::iter::once(View::Driven).chain(each).collect();
        }
        if self.actor.network_admin {
            return vec![View::Any];
        }
        match self.query.organisation {
            Some(id) if self.actor.belongs_to(id) => vec![View::Of(id)],
            _ => vec![View::Open],
        }
    }

    /// The caller's organisations.
    fn own(&self) -> impl Iterator<Item = OrganisationId> {
        self.actor.memberships.iter().map(|membership| membership.organisation_id)
    }
}

fn soonest(cx: &mut Cx<'_>, search: &Search<'_>, filters: u64, limit: usize) -> Result<Found, Error> {
    let after: Option<Key> = page::decode(filters, search.query.cursor.as_deref())?;
    let mut rows: Vec<TourRow> = Vec::new();
    for view in search.views() {
        rows.extend(one_view(cx.conn, search, view, after, limit + 1)?);
    }
    // Each view comes in order from its own index; a tour seen from several sides is shown once.
    rows.sort_unstable_by_key(|row| (row.leaves_at.0, row.id));
    rows.dedup_by_key(|row| row.id);
    let last = page::cut(&mut rows, limit, |row| (row.leaves_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok((rows.into_iter().map(|row| (row, None)).collect(), next_cursor))
}

fn one_view(
    conn: &mut Conn,
    search: &Search<'_>,
    view: View,
    after: Option<Key>,
    size: usize,
) -> Result<Vec<TourRow>, Error> {
    let mut rows = search.query(view);
    if let View::Sending(_) | View::Receiving(_) = view {
        rows = rows.filter(any_of(tours::id, with_loads(conn, search, view, after)?));
    }
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        rows = rows.filter(tours::leaves_at.ge(at).and(tours::leaves_at.gt(at).or(tours::id.gt(id))));
    }
    let rows = rows.order((tours::leaves_at, tours::id)).limit(i64::try_from(size).unwrap_or(i64::MAX));
    Ok(rows.select(TourRow::as_select()).load(conn)?)
}

/// The most tours of one organisation's loads that one page looks at: more than leave in a year.
const MOST: i64 = 2_000;

/// The tours that carry something from, or for, an organisation: a question of its own, which its index answers in order.
fn with_loads(conn: &mut Conn, search: &Search<'_>, view: View, after: Option<Key>) -> Result<Vec<TourId>, Error> {
    let from = after.map_or(search.from, |(at, _)| search.from.max(UtcMillis(at)));
    let mut loads = tour_loads::table.into_boxed().filter(tour_loads::leaves_at.ge(from));
    loads = match view {
        View::Sending(id) => loads.filter(tour_loads::sender_id.eq(id)),
        View::Receiving(id) => loads.filter(tour_loads::receiver_id.eq(id)),
        View::Open | View::Of(_) | View::Driven | View::Any => loads,
    };
    if let Some(until) = search.query.until {
        loads = loads.filter(tour_loads::leaves_at.lt(until));
    }
    let loads = loads.order((tour_loads::leaves_at, tour_loads::tour_id)).limit(MOST);
    let mut ids: Vec<TourId> = loads.select(tour_loads::tour_id).load(conn)?;
    ids.dedup();
    Ok(ids)
}

/// Distance in metres and identifier: the sort key where a place is named.
type NearKey = (i64, TourId);

fn nearest(cx: &mut Cx<'_>, search: &Search<'_>, place: Place, filters: u64, limit: usize) -> Result<Found, Error> {
    let cursor = search.query.cursor.as_deref();
    let (keys, next_cursor) =
        place.page(filters, cursor, limit, |block, inner| candidates(cx, search, place, block, inner))?;
    let rows = tours::table.filter(any_of(tours::id, keys.iter().map(|(_, id)| *id))).select(TourRow::as_select());
    let rows: Vec<TourRow> = rows.load(cx.conn)?;
    let found = keys.into_iter().filter_map(|(metres, id)| {
        let row = rows.iter().find(|row| row.id == id)?;
        Some((row.clone(), Some(metres)))
    });
    Ok((found.collect(), next_cursor))
}

/// The tours that start in a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search<'_>,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<NearKey>, Error> {
    let rows: Vec<(TourId, Option<f64>, Option<f64>)> = search
        .query(View::Open)
        .filter(any_of(tours::cell, block.cells_without(inner)))
        .select((tours::id, tours::latitude, tours::longitude))
        .load(cx.conn)?;
    Ok(place.measured(rows))
}

/// The tours of a day: on the road, or planned until then, of an organisation or driven by the caller, the soonest first.
///
/// # Errors
/// When the database fails.
pub fn of_day(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    until: UtcMillis,
    limit: usize,
) -> Result<Vec<Tour>, Error> {
    let query = TourQuery::default();
    let search = Search { query: &query, actor, from: cx.now.plus(-2 * DAY) };
    let mut rows: Vec<TourRow> = Vec::new();
    for view in [View::Of(organisation), View::Driven] {
        let open = search.query(view).filter(literal::<Bool>("tours.state IN ('planned', 'running')"));
        // Who leaves the evening before is on the road today.
        let open = open.filter(tours::state.eq(TourState::Running).or(tours::leaves_at.lt(until)));
        let open = open.order((tours::leaves_at, tours::id)).limit(i64::try_from(limit).unwrap_or(i64::MAX));
        rows.extend(open.select(TourRow::as_select()).load::<TourRow>(cx.conn)?);
    }
    rows.sort_unstable_by_key(|row| (row.leaves_at.0, row.id));
    rows.dedup_by_key(|row| row.id);
    rows.truncate(limit);
    lean(cx, actor, rows.into_iter().map(|row| (row, None)).collect())
}
