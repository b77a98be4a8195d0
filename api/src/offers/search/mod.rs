//! The search of the board: filters, and one file for each kind of order.

mod by_time;
mod few;
mod filters;
mod index;
mod nearest;

pub use filters::Search;
pub use index::{add, index, index_all};

use super::OfferRow;
use super::store;
use crate::categories;
use crate::db::Pace;
use crate::db::schema::offers;
use crate::db::vocabulary::Realm;
use crate::engine::text_query::TextQuery;
use crate::http::{Actor, Cx, Error, page};
use crate::near::{Asked, Place};
use crate::reading::{Finds, Typed};
use by_time::Order;
use diesel::prelude::*;
use filters::Scope;
use shared::ids::OfferId;
use shared::offers::{Offer, OfferPage, OfferQuery, OfferSort};
use shared::problem::Code;
use shared::search::Reading;

/// A row with its distance from the place searched from, metres; `None` without a place.
type Hit = (OfferRow, Option<i64>);

/// The sort key of a row: metres or milliseconds, then the id. All that is kept of a candidate.
type Key = (i64, OfferId);

/// A page of rows and the cursor of the next one.
struct Hits {
    rows: Vec<Hit>,
    next_cursor: Option<String>,
}

/// How long a query's page takes: without filters it is the head of an index.
#[must_use]
pub const fn pace(query: &OfferQuery) -> Pace {
    let OfferQuery { near_site, near_commune, category, temperature_class, text, organisation, .. } = query;
    let narrowed = near_site.is_some() || near_commune.is_some() || category.is_some() || temperature_class.is_some();
    if narrowed || text.is_some() || organisation.is_some() { Pace::Any } else { Pace::Brief }
}

impl Finds for Hits {
    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The page that a query asks for, as the caller sees it.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery) -> Result<OfferPage, Error> {
    if !query.organisation.is_some_and(|organisation| actor.belongs_to(organisation)) {
        actor.see_network()?;
    }
    let search = prepare(cx, actor, query)?;
    let (hits, reading) = understand(cx, search, query)?;
    let items = store::assemble(cx.conn, actor, hits.rows)?;
    Ok(OfferPage { items, next_cursor: hits.next_cursor, reading: reading.filter(Reading::is_worth_telling) })
}

/// The first offers that a search finds, for pages that show a few.
///
/// # Errors
/// When the database fails.
pub fn search(cx: &mut Cx<'_>, actor: &Actor, search: &Search) -> Result<Vec<Offer>, Error> {
    let hits = run(cx, search, None)?;
    store::assemble(cx.conn, actor, hits.rows)
}

/// Refuses what the board would refuse.
///
/// # Errors
/// 422 for wrong filters.
pub fn check(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery) -> Result<(), Error> {
    prepare(cx, actor, query).map(drop)
}

/// What a query's text asks of offers to come.
///
/// # Errors
/// 422 for a text that is too long.
pub fn lasting_text(cx: &mut Cx<'_>, query: &OfferQuery) -> Result<TextQuery, Error> {
    Typed::parse(Realm::Offers, query.text.as_deref().unwrap_or_default(), false)?.lasting(cx.conn)
}

/// Whether an offer can be claimed and satisfies the query, its text aside. A query that has become wrong (its site is
/// gone) finds nothing.
///
/// # Errors
/// When the database fails.
pub fn is_found(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery, offer: OfferId) -> Result<bool, Error> {
    let search = match prepare(cx, actor, query) {
        Ok(search) => search,
        Err(error) if error.problem().code == Code::Invalid => return Ok(false),
        Err(error) => return Err(error),
    };
    let rows = search.query(cx.now).filter(offers::id.eq(offer));
    let row = rows.select(OfferRow::as_select()).first(cx.conn).optional()?;
    Ok(row.is_some_and(|row| measured(row, search.place).is_some()))
}

/// What the text finds, understood as strictly as anything is found.
fn understand(cx: &mut Cx<'_>, mut search: Search, query: &OfferQuery) -> Result<(Hits, Option<Reading>), Error> {
    let typed = Typed::parse(Realm::Offers, query.text.as_deref().unwrap_or_default(), true)?;
    let cursor = query.cursor.as_deref();
    typed.understand(cx, search.fingerprint, cursor, |cx, text, fingerprint| {
        (search.text, search.fingerprint) = (text, fingerprint);
        run(cx, &search, cursor)
    })
}

fn run(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Hits, Error> {
    if let (OfferSort::Distance, Some(place)) = (search.sort, search.place) {
        return nearest::hits(cx, search, place, cursor);
    }
    if !search.text.is_empty()
        && let Some(hits) = few::hits(cx, search, cursor)?
    {
        return Ok(hits);
    }
    match (search.sort, search.place) {
        (OfferSort::Closing, _) => by_time::hits(cx, search, Order::Closing, cursor),
        (OfferSort::Newest | OfferSort::Distance, _) => by_time::hits(cx, search, Order::Newest, cursor),
    }
}

/// The row with its distance; `None` when it is too far.
fn measured(row: OfferRow, place: Option<Place>) -> Option<Hit> {
    let Some(place) = place else {
        return Some((row, None));
    };
    let distance = place.distance(row.latitude, row.longitude)?;
    Some((row, Some(distance)))
}

/// The whole rows of keys, in the keys' order, not yet measured.
fn rows_of(cx: &mut Cx<'_>, keys: &[Key]) -> Result<Vec<Hit>, Error> {
    let ids: Vec<OfferId> = keys.iter().map(|(_, id)| *id).collect();
    let mut rows = store::rows(cx.conn, &ids)?;
    Ok(keys.iter().filter_map(|(_, id)| Some((rows.remove(id)?, None))).collect())
}

/// From the wire's filters to the search's.
fn prepare(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery) -> Result<Search, Error> {
    let limit = page::limit(query.limit)?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    let sort = query.sort.unwrap_or(if place.is_some() { OfferSort::Distance } else { OfferSort::Newest });
    if sort == OfferSort::Distance && place.is_none() {
        return Err(Error::invalid("?sort", "needs_place"));
    }
    let own = query.organisation.is_some_and(|organisation| actor.belongs_to(organisation));
    let scope = match query.organisation {
        Some(id) if own && sort == OfferSort::Newest => Scope::AllOf(id),
        Some(id) => Scope::OpenOf(id),
        None => Scope::Open,
    };
    let filters = OfferQuery { cursor: None, limit: None, ..query.clone() };
    Ok(Search {
        scope,
        place,
        text: TextQuery::default(),
        categories: categories::asked(query.category.as_deref())?,
        temperature_classes: query.temperature_class.map(|class| vec![class]),
        not_of: None,
        sort,
        limit,
        fingerprint: page::fingerprint(&filters)?,
    })
}
