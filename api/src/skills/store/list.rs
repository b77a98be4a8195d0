//! The directory of skills: nearest first where a place is named, else the newest first.

use super::read::{assemble, rows};
use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::schema::skill_listings as listings;
use crate::engine::cells::Block;
use crate::http::{Actor, Cx, Error, page};
use crate::near::{Asked, Place};
use crate::offers::today;
use crate::skills::model::ListingRow;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::SkillListingId;
use shared::skills::{SkillListingPage, SkillQuery};
use shared::text::words;
use shared::time::UtcMillis;

/// A query of skills' rows.
type Query = listings::BoxedQuery<'static, Sql>;

/// What a suspended organisation has is not in the directory. A value looked up for each row and not a join: for many rows
/// PostgreSQL would read all organisations.
const OF_APPROVED: &str =
    "(SELECT organisations.status FROM organisations WHERE organisations.id = skill_listings.organisation_id) = 'approved'";

/// A wish, checked.
struct Search<'q> {
    query: &'q SkillQuery,
    /// Whether the caller belongs to the organisation asked for, and sees what is paused or over.
    own: bool,
    words: Vec<String>,
    today: NaiveDate,
}

/// A page of the directory.
///
/// # Errors
/// 400 for a cursor of another list; 403 when the caller belongs to no approved organisation; 422 for wrong filters.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, query: &SkillQuery) -> Result<SkillListingPage, Error> {
    let own = query.organisation.is_some_and(|organisation| actor.belongs_to(organisation));
    if !own {
        actor.see_network()?;
    }
    let limit = page::limit(query.limit)?;
    let filters = page::fingerprint(&SkillQuery { cursor: None, limit: None, ..query.clone() })?;
    let asked = Asked { site: query.near_site, commune: query.near_commune.as_deref(), within_km: query.within_km };
    let place = asked.place(cx, actor)?;
    let words = query.text.as_deref().map(words).unwrap_or_default();
    let search = Search { query, own, words, today: today(cx.now, cx.settings.time_zone) };
    let (rows, next_cursor) = match place {
        Some(place) => nearest(cx, &search, place, filters, limit)?,
        None => newest(cx, &search, filters, limit)?,
    };
    Ok(SkillListingPage { items: assemble(cx.conn, actor, rows)?, next_cursor })
}

type Found = (Vec<(ListingRow, Option<i64>)>, Option<String>);

impl Search<'_> {
    /// The skills that satisfy everything but place and cursor.
    fn query(&self) -> Query {
        let mut query = listings::table.into_boxed();
        // One's own are shown whatever the organisation's state, with what is paused or over.
        if !self.own {
            let open = listings::needed_by.is_null().or(listings::needed_by.ge(self.today));
            // Text without parameters, word for word the condition of the partial indexes.
            query = query.filter(literal::<Bool>("skill_listings.paused_at IS NULL")).filter(literal::<Bool>(OF_APPROVED));
            query = query.filter(open);
        }
        if let Some(organisation) = self.query.organisation {
            query = query.filter(listings::organisation_id.eq(organisation));
        }
        if let Some(kind) = self.query.kind {
            query = query.filter(listings::kind.eq(kind));
        }
        if let Some(topic) = self.query.topic {
            query = query.filter(listings::topic.eq(topic));
        }
        if let Some(skill) = self.query.skill {
            query = query.filter(listings::skill.eq(skill));
        }
        if let Some(remote) = self.query.remote {
            query = query.filter(listings::remote.eq(remote));
        }
        // Letters and digits alone, so nothing stands for anything else in a pattern.
        for word in &self.words {
            query = query.filter(listings::search_key.like(format!("%{word}%")));
        }
        query
    }
}

/// When a skill was added, and its identifier: the sort key where no place is named.
type NewestKey = (i64, SkillListingId);

fn newest(cx: &mut Cx<'_>, search: &Search<'_>, filters: u64, limit: usize) -> Result<Found, Error> {
    let after: Option<NewestKey> = page::decode(filters, search.query.cursor.as_deref())?;
    let mut query = search.query();
    if let Some((at, id)) = after {
        let at = UtcMillis(at);
        let beyond = listings::created_at.lt(at).or(listings::id.lt(id));
        query = query.filter(listings::created_at.le(at).and(beyond));
    }
    let query = query.order((listings::created_at.desc(), listings::id.desc()));
    let query = query.limit(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut found: Vec<ListingRow> = query.select(ListingRow::as_select()).load(cx.conn)?;
    let last = page::cut(&mut found, limit, |row| (row.created_at.0, row.id));
    let next_cursor = last.map(|key| page::encode(filters, key)).transpose()?;
    Ok((found.into_iter().map(|row| (row, None)).collect(), next_cursor))
}

/// Distance in metres and identifier: the sort key, and all that is kept of a candidate.
type Key = (i64, SkillListingId);

fn nearest(cx: &mut Cx<'_>, search: &Search<'_>, place: Place, filters: u64, limit: usize) -> Result<Found, Error> {
    let cursor = search.query.cursor.as_deref();
    let read = |block, inner| candidates(cx, search, place, block, inner);
    let (keys, next_cursor) = place.page(filters, cursor, limit, read)?;
    let ids: Vec<SkillListingId> = keys.iter().map(|(_, id)| *id).collect();
    let mut rows = rows(cx.conn, &ids)?;
    let found = keys.into_iter().filter_map(|(metres, id)| Some((rows.remove(&id)?, Some(metres))));
    Ok((found.collect(), next_cursor))
}

/// The skills of a block without its inner part, within the place's distance.
fn candidates(
    cx: &mut Cx<'_>,
    search: &Search<'_>,
    place: Place,
    block: Block,
    inner: Option<Block>,
) -> Result<Vec<Key>, Error> {
    let rows: Vec<(SkillListingId, Option<f64>, Option<f64>)> = search
        .query()
        .filter(any_of(listings::cell, block.cells_without(inner)))
        .select((listings::id, listings::latitude, listings::longitude))
        .load(cx.conn)?;
    Ok(place.measured(rows))
}
