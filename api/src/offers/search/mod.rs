//! The search of the board: filters, and one file for each kind of order.

mod by_time;
mod filters;
mod nearest;

pub use filters::{Place, Search};

use super::OfferRow;
use super::store;
use crate::http::{Actor, Cx, Error, page};
use crate::{communes, sites};
use filters::Scope;
use shared::offers::{Offer, OfferPage, OfferQuery, OfferSort};
use shared::problem::{FieldError, Problem};

/// A row with its distance from the place searched from, metres; `None` without a place.
type Hit = (OfferRow, Option<i64>);

/// A page of rows and the cursor of the next one.
struct Hits {
    rows: Vec<Hit>,
    next_cursor: Option<String>,
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
    let hits = run(cx, &search, query.cursor.as_deref())?;
    let items = store::assemble(cx.conn, actor, hits.rows)?;
    Ok(OfferPage { items, next_cursor: hits.next_cursor, reading: None })
}

/// The first offers that a search finds, for pages that show a few.
///
/// # Errors
/// When the database fails.
pub fn search(cx: &mut Cx<'_>, actor: &Actor, search: &Search) -> Result<Vec<Offer>, Error> {
    let hits = run(cx, search, None)?;
    store::assemble(cx.conn, actor, hits.rows)
}

fn run(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Hits, Error> {
    match (search.sort, search.place) {
        (OfferSort::Distance, Some(place)) => nearest::hits(cx, search, place, cursor),
        (OfferSort::Closing, _) => by_time::closing_first(cx, search, cursor),
        (OfferSort::Newest | OfferSort::Distance, _) => by_time::newest_first(cx, search, cursor),
    }
}

/// From the wire's filters to the search's.
fn prepare(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery) -> Result<Search, Error> {
    let limit = page::limit(query.limit)?;
    let place = place(cx, actor, query)?;
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
        stems: filters::stems(query.text.as_deref())?,
        categories: filters::categories(query.category.as_deref())?,
        temperature_classes: query.temperature_class.map(|class| vec![class]),
        not_of: None,
        sort,
        limit,
        fingerprint: page::fingerprint(&filters)?,
    })
}

/// Where the query searches from.
fn place(cx: &mut Cx<'_>, actor: &Actor, query: &OfferQuery) -> Result<Option<Place>, Error> {
    let within_km = query.within_km.unwrap_or(OfferQuery::DEFAULT_WITHIN_KM);
    if !(1..=300).contains(&within_km) {
        return Err(Problem::invalid(vec![FieldError::new("?within_km", "out_of_range")]).into());
    }
    let (position, pointer) = match (query.near_site, &query.near_commune) {
        (Some(_), Some(_)) => return Err(Error::invalid("?near_commune", "one_place_only")),
        (Some(site), None) => {
            let site = sites::store::find(cx, actor, site).map_err(|_| Error::invalid("?near_site", "unknown"))?;
            (site.position, "?near_site")
        }
        (None, Some(insee)) => {
            let commune =
                communes::store::find(cx.conn, insee)?.ok_or_else(|| Error::invalid("?near_commune", "unknown"))?;
            (commune.position(), "?near_commune")
        }
        (None, None) if query.within_km.is_some() => return Err(Error::invalid("?within_km", "needs_place")),
        (None, None) => return Ok(None),
    };
    let centre = position.ok_or_else(|| Error::invalid(pointer, "position_unknown"))?;
    Ok(Some(Place { centre, within_m: i64::from(within_km) * 1_000 }))
}
