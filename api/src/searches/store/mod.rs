//! Saved searches in the database.

mod alerts;
mod matching;
mod write;

use crate::communes::store as communes;
use crate::db::Conn;
use crate::db::schema::{offers, saved_search_hits, saved_searches};
use crate::http::{Actor, Cx, Error};
use crate::sites::store as sites;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OfferId, SavedSearchId, UserId};
use shared::saved_searches::{Alert, AlertPreview, SavedFilters, SavedSearch, SavedSearchList};
use shared::time::{DAY, UtcMillis};

pub use alerts::send_due;
pub use matching::match_due;
pub use write::{create, delete, edit, index_all, look, stop_alert};

/// More than this is not counted.
const MAX_COUNT: i64 = 100;

/// How long it is remembered what a search has found, in milliseconds. Longer than an offer stays open.
const HITS_KEPT: i64 = 60 * DAY;

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = saved_searches, treat_none_as_default_value = false, treat_none_as_null = true)]
struct SavedSearchRow {
    id: SavedSearchId,
    user_id: UserId,
    name: String,
    name_key: String,
    filters: String,
    text_query: String,
    alert: Alert,
    alert_hour: i64,
    next_alert_at: Option<UtcMillis>,
    stop_token: String,
    looked_at: UtcMillis,
    created_at: UtcMillis,
    version: i64,
}

impl SavedSearchRow {
    fn filters(&self) -> Result<SavedFilters, Error> {
        serde_json::from_str(&self.filters).map_err(|error| Error::Internal(error.to_string()))
    }

    /// The search on the wire.
    fn into_saved_search(self, conn: &mut Conn, now: UtcMillis) -> Result<SavedSearch, Error> {
        let filters = self.filters()?;
        Ok(SavedSearch {
            place: place(conn, &filters)?,
            filters,
            new_count: new_count(conn, &self, now)?,
            id: self.id,
            name: self.name,
            alert: self.alert,
            alert_hour: u8::try_from(self.alert_hour).unwrap_or_default(),
            looked_at: self.looked_at,
            created_at: self.created_at,
            version: self.version,
        })
    }
}

/// Name of the place near which the filters look; none where the site is gone.
fn place(conn: &mut Conn, filters: &SavedFilters) -> Result<Option<String>, Error> {
    if let Some(site) = filters.near_site {
        return Ok(sites::summaries(conn, &[site])?.remove(&site).map(|site| site.name));
    }
    let commune = filters.near_commune.as_deref().map(|code| communes::find(conn, code)).transpose()?;
    Ok(commune.flatten().map(|commune| commune.name))
}

/// The caller's saved searches.
///
/// # Errors
/// When the database fails.
pub fn list(cx: &mut Cx<'_>, actor: &Actor) -> Result<SavedSearchList, Error> {
    let rows: Vec<SavedSearchRow> = saved_searches::table
        .filter(saved_searches::user_id.eq(actor.user_id))
        .order((saved_searches::name_key, saved_searches::id))
        .select(SavedSearchRow::as_select())
        .load(cx.conn)?;
    let items = rows.into_iter().map(|row| row.into_saved_search(cx.conn, cx.now)).collect::<Result<_, _>>()?;
    Ok(SavedSearchList { items })
}

/// A search of the caller's; somebody else's does not exist.
fn load(conn: &mut Conn, actor: &Actor, id: SavedSearchId) -> Result<SavedSearchRow, Error> {
    let own = saved_searches::table.find(id).filter(saved_searches::user_id.eq(actor.user_id));
    own.select(SavedSearchRow::as_select()).first(conn).optional()?.ok_or_else(Error::not_found)
}

/// Open offers that came since the last look.
fn new_count(conn: &mut Conn, row: &SavedSearchRow, now: UtcMillis) -> Result<u32, Error> {
    let found: Vec<OfferId> = saved_search_hits::table
        .inner_join(offers::table)
        .filter(saved_search_hits::search_id.eq(row.id))
        .filter(saved_search_hits::matched_at.gt(row.looked_at))
        .filter(sql::<Bool>("offers.status = 'open' AND offers.left_grams > 0"))
        .filter(offers::closes_at.gt(now))
        .limit(MAX_COUNT)
        .select(offers::id)
        .load(conn)?;
    Ok(u32::try_from(found.len()).unwrap_or(u32::MAX))
}

/// The alert that a mail's link stops.
///
/// # Errors
/// 404 when there is none.
pub fn find_alert(cx: &mut Cx<'_>, token: &str) -> Result<AlertPreview, Error> {
    let alert = saved_searches::table.filter(saved_searches::stop_token.eq(token));
    let found = alert.select((saved_searches::name, saved_searches::alert)).first(cx.conn).optional()?;
    let (name, alert) = found.ok_or_else(Error::not_found)?;
    Ok(AlertPreview { name, alert })
}

/// Forgets what searches found long ago. Returns how much.
///
/// # Errors
/// When the database fails.
pub fn forget_old(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let old = saved_search_hits::table.filter(saved_search_hits::matched_at.le(cx.now.plus(-HITS_KEPT)));
    Ok(diesel::delete(old).execute(cx.conn)?)
}
