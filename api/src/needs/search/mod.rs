//! The search of needs: filters, urgent ones first, and one file for each kind of order.

mod by_time;
mod filters;
mod nearest;
mod today;
mod urgent;

pub use today::{lacking_of, urgent_near};

use super::NeedRow;
use super::store;
use crate::categories;
use crate::db::vocabulary::Realm;
use crate::engine::text_query::TextQuery;
use crate::http::{Actor, Cx, Error, page};
use crate::near::Asked;
use crate::reading::{Finds, Typed};
use filters::{Scope, Search, Section};
use shared::ids::NeedId;
use shared::needs::{Need, NeedPage, NeedQuery, NeedSort, NeedStatus};
use shared::search::Reading;

/// A need that was found: its place in the order, and all that is kept of it until the page is known.
#[derive(Clone, Copy, Debug)]
struct Found {
    section: Section,
    /// Metres or milliseconds, after the order.
    rank: i64,
    id: NeedId,
    distance_m: Option<i64>,
}

/// A page of what was found.
struct Hits {
    found: Vec<Found>,
    next_cursor: Option<String>,
}

impl Finds for Hits {
    fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// The sort key of the last need of a page.
type Cursor = (Section, i64, NeedId);

/// The page that a query asks for, as the caller sees it.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &NeedQuery) -> Result<NeedPage, Error> {
    actor.see_network()?;
    let search = prepare(cx, actor, query)?;
    let (hits, reading) = understand(cx, search, query)?;
    let reading = reading.filter(Reading::is_worth_telling);
    Ok(NeedPage { items: shown(cx, actor, &hits.found)?, next_cursor: hits.next_cursor, reading })
}

/// What the strictest understanding of the text finds that finds anything.
fn understand(cx: &mut Cx<'_>, mut search: Search, query: &NeedQuery) -> Result<(Hits, Option<Reading>), Error> {
    let typed = Typed::parse(Realm::Needs, query.text.as_deref().unwrap_or_default(), true)?;
    let cursor = query.cursor.as_deref();
    typed.understand(cx, search.fingerprint, cursor, |cx, text, fingerprint| {
        (search.text, search.fingerprint) = (text, fingerprint);
        hits(cx, &search, cursor)
    })
}

/// The page after the cursor.
fn hits(cx: &mut Cx<'_>, search: &Search, cursor: Option<&str>) -> Result<Hits, Error> {
    let after: Option<Cursor> = page::decode(search.fingerprint, cursor)?;
    let mut found = run(cx, search, after)?;
    let last = page::cut(&mut found, search.limit, |last| (last.section, last.rank, last.id));
    let next_cursor = last.map(|key| page::encode(search.fingerprint, key)).transpose()?;
    Ok(Hits { found, next_cursor })
}

/// What was found, as the caller sees it.
fn shown(cx: &mut Cx<'_>, actor: &Actor, found: &[Found]) -> Result<Vec<Need>, Error> {
    let ids: Vec<NeedId> = found.iter().map(|found| found.id).collect();
    let mut rows = store::rows_of(cx.conn, &ids)?;
    let rows = found.iter().filter_map(|found| Some((rows.remove(&found.id)?, found.distance_m)));
    let rows: Vec<(NeedRow, Option<i64>)> = rows.collect();
    store::assemble(cx.conn, actor, rows)
}

/// One need more than a page after the cursor, section by section.
fn run(cx: &mut Cx<'_>, search: &Search, after: Option<Cursor>) -> Result<Vec<Found>, Error> {
    let wanted = search.limit + 1;
    let mut found = Vec::new();
    for section in search.sections().into_iter().filter(|section| after.is_none_or(|(last, ..)| *section >= last)) {
        let after = after.filter(|(last, ..)| *last == section).map(|(_, rank, id)| (rank, id));
        let missing = wanted - found.len();
        if missing > 0 {
            found.extend(match (section, search.sort, search.place) {
                (Section::Urgent, ..) => urgent::found(cx, search, after, missing)?,
                (_, NeedSort::Distance, Some(place)) => nearest::found(cx, search, place, after, missing)?,
                _ => by_time::found(cx, search, section, after, missing)?,
            });
        }
    }
    Ok(found)
}

/// From the wire's filters to the search's.
fn prepare(cx: &mut Cx<'_>, actor: &Actor, query: &NeedQuery) -> Result<Search, Error> {
    let limit = page::limit(query.limit)?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    let sort = query.sort.unwrap_or(if place.is_some() { NeedSort::Distance } else { NeedSort::Newest });
    if sort == NeedSort::Distance && place.is_none() {
        return Err(Error::invalid("?sort", "needs_place"));
    }
    let scope = match query.organisation {
        Some(id) if actor.belongs_to(id) && sort == NeedSort::Newest => Scope::AllOf(id, query.status),
        Some(id) => Scope::OpenOf(id),
        None => Scope::Open,
    };
    if !matches!(scope, Scope::AllOf(..)) && query.status.is_some_and(|status| status != NeedStatus::Open) {
        return Err(Error::invalid("?status", "own_organisation_only"));
    }
    Ok(Search {
        scope,
        place,
        text: TextQuery::default(),
        categories: categories::asked(query.category.as_deref())?,
        temperature_class: query.temperature_class,
        urgent: query.urgent,
        kind: query.kind,
        not_of: None,
        sort,
        limit,
        fingerprint: page::fingerprint(&NeedQuery { cursor: None, limit: None, ..query.clone() })?,
    })
}
