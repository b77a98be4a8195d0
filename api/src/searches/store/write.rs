//! What a person does with saved searches.

use super::{SavedSearchRow, find_alert, load};
use crate::accounts::secret::Secret;
use crate::categories;
use crate::db::schema::{saved_search_anchors, saved_searches};
use crate::engine::text_query::TextQuery;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::offers;
use crate::searches::rules::next_alert_at;
use diesel::prelude::*;
use shared::ids::{OrganisationId, SavedSearchId, UserId};
use shared::problem::{Code, Problem};
use shared::saved_searches::{
    Alert, AlertPreview, DEFAULT_ALERT_HOUR, MAX_SAVED_SEARCHES, NewSavedSearch, SavedFilters, SavedSearch, SavedSearchPatch,
};
use shared::text::fold;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Anchor of searches that ask for no word, category or organisation.
pub(super) const ANY: &str = "*";

/// Anchor of searches of one organisation's offers.
pub(super) fn organisation_anchor(id: OrganisationId) -> String {
    format!("of {id}")
}

/// Keeps a search.
///
/// # Errors
/// 403 when the caller does not see the board; 409 when there are too many; 422 for filters that the board would refuse.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewSavedSearch) -> Result<SavedSearch, Error> {
    actor.see_network()?;
    let own: i64 = saved_searches::table.filter(saved_searches::user_id.eq(actor.user_id)).count().get_result(cx.conn)?;
    if usize::try_from(own).unwrap_or(usize::MAX) >= MAX_SAVED_SEARCHES {
        return Err(Problem::of(Code::TooManySavedSearches).with("max", MAX_SAVED_SEARCHES).into());
    }
    let query = checked(cx, actor, &new.filters)?;
    let hour = new.alert_hour.unwrap_or(DEFAULT_ALERT_HOUR);
    let name = new.name.trim();
    let row = SavedSearchRow {
        id: SavedSearchId(Uuid::now_v7()),
        user_id: actor.user_id,
        name: name.to_owned(),
        name_key: fold(name),
        filters: written(&new.filters)?,
        text_query: written(&query)?,
        alert: new.alert,
        alert_hour: hour.into(),
        next_alert_at: next_alert_at(new.alert, hour, cx.now, cx.settings.time_zone),
        stop_token: Secret::random()?.reveal().to_owned(),
        looked_at: cx.now,
        created_at: cx.now,
        version: 1,
    };
    diesel::insert_into(saved_searches::table).values(&row).execute(cx.conn)?;
    anchor(cx, row.id, &new.filters, &query)?;
    row.into_saved_search(cx.conn, cx.now)
}

/// Changes a search.
///
/// # Errors
/// 403 when the caller does not see the board; 404 for somebody else's; 412 when it changed meanwhile; 422 as [`create`].
pub fn edit(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SavedSearchId,
    seen: IfMatch,
    patch: &SavedSearchPatch,
) -> Result<SavedSearch, Error> {
    let mut row = load(cx.conn, actor, id)?;
    actor.see_network()?;
    seen.check(row.version)?;
    if let Some(name) = &patch.name {
        (row.name, row.name_key) = (name.trim().to_owned(), fold(name));
    }
    if let Some(filters) = &patch.filters {
        let query = checked(cx, actor, filters)?;
        (row.filters, row.text_query) = (written(filters)?, written(&query)?);
        anchor(cx, id, filters, &query)?;
    }
    if let Some(hour) = patch.alert_hour {
        row.alert_hour = hour.unwrap_or(DEFAULT_ALERT_HOUR).into();
    }
    row.alert = patch.alert.unwrap_or(row.alert);
    let hour = u8::try_from(row.alert_hour).unwrap_or_default();
    row.next_alert_at = next_alert_at(row.alert, hour, cx.now, cx.settings.time_zone);
    let before = row.version;
    row.version += 1;
    save(cx, &row, before)?;
    row.into_saved_search(cx.conn, cx.now)
}

/// Marks what a search has found as seen.
///
/// # Errors
/// 404 for somebody else's.
pub fn look(cx: &mut Cx<'_>, actor: &Actor, id: SavedSearchId) -> Result<SavedSearch, Error> {
    let mut row = load(cx.conn, actor, id)?;
    row.looked_at = cx.now;
    diesel::update(saved_searches::table.find(id)).set(saved_searches::looked_at.eq(cx.now)).execute(cx.conn)?;
    row.into_saved_search(cx.conn, cx.now)
}

/// Forgets a search.
///
/// # Errors
/// 404 for somebody else's.
pub fn delete(cx: &mut Cx<'_>, actor: &Actor, id: SavedSearchId) -> Result<(), Error> {
    load(cx.conn, actor, id)?;
    diesel::delete(saved_searches::table.find(id)).execute(cx.conn)?;
    Ok(())
}

/// Stops the alert that a mail's link is about, and tells whose it is.
///
/// # Errors
/// 404 when there is none.
pub fn stop_alert(cx: &mut Cx<'_>, token: &str) -> Result<(UserId, AlertPreview), Error> {
    let sends =
        saved_searches::table.filter(saved_searches::stop_token.eq(token)).filter(saved_searches::alert.ne(Alert::Off));
    diesel::update(sends)
        .set((
            saved_searches::alert.eq(Alert::Off),
            saved_searches::next_alert_at.eq(None::<i64>),
            saved_searches::version.eq(saved_searches::version + 1),
        ))
        .execute(cx.conn)?;
    let owner = saved_searches::table.filter(saved_searches::stop_token.eq(token)).select(saved_searches::user_id);
    Ok((owner.first(cx.conn)?, find_alert(cx, token)?))
}

fn save(cx: &mut Cx<'_>, row: &SavedSearchRow, before: i64) -> Result<(), Error> {
    let unchanged = saved_searches::table.find(row.id).filter(saved_searches::version.eq(before));
    match diesel::update(unchanged).set(row).execute(cx.conn)? {
        0 => Err(Problem::of(Code::PreconditionFailed).into()),
        _ => Ok(()),
    }
}

/// What the filters' text asks of offers to come.
fn checked(cx: &mut Cx<'_>, actor: &Actor, filters: &SavedFilters) -> Result<TextQuery, Error> {
    let query = filters.to_query();
    let checked = offers::check(cx, actor, &query).and_then(|()| offers::lasting_text(cx, &query));
    checked.map_err(|error| match error {
        Error::Refused(mut problem) => {
            for field in &mut problem.errors {
                // The board names members of its address, a body names its own.
                if let Some(name) = field.pointer.strip_prefix('?') {
                    field.pointer = format!("/filters/{name}");
                }
            }
            Error::Refused(problem)
        }
        other => other,
    })
}

fn written(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

/// Reads the texts of all searches anew: another edition of the index holds other tokens of the same words.
///
/// # Errors
/// When the database fails.
pub fn index_all(cx: &mut Cx<'_>) -> Result<(), Error> {
    let rows: Vec<SavedSearchRow> = saved_searches::table.select(SavedSearchRow::as_select()).load(cx.conn)?;
    for row in rows {
        let filters = row.filters()?;
        let query = offers::lasting_text(cx, &filters.to_query())?;
        let own = saved_searches::table.find(row.id);
        diesel::update(own).set(saved_searches::text_query.eq(written(&query)?)).execute(cx.conn)?;
        anchor(cx, row.id, &filters, &query)?;
    }
    Ok(())
}

/// Writes what an offer must have for this search to be asked.
fn anchor(cx: &mut Cx<'_>, id: SavedSearchId, filters: &SavedFilters, query: &TextQuery) -> Result<(), Error> {
    diesel::delete(saved_search_anchors::table.filter(saved_search_anchors::search_id.eq(id))).execute(cx.conn)?;
    let mut anchors: BTreeSet<String> = query.anchors().into_iter().map(str::to_owned).collect();
    if anchors.is_empty() {
        let named = filters.organisation.map(organisation_anchor);
        let of_kind = filters.category.as_deref().map(categories::token);
        anchors.insert(named.or(of_kind).unwrap_or_else(|| ANY.to_owned()));
    }
    for anchor in anchors {
        let row = (saved_search_anchors::anchor.eq(anchor), saved_search_anchors::search_id.eq(id));
        diesel::insert_into(saved_search_anchors::table).values(row).execute(cx.conn)?;
    }
    Ok(())
}
