//! The links in the database, and what is behind them.

use super::rules::{self, Entry};
use crate::accounts::secret::{Secret, hash, is_well_formed};
use crate::db::schema::{calendar_feeds as feeds, equipment_closures as closures, loans, users};
use crate::equipment::EquipmentRow;
use crate::equipment::store::{load, rows};
use crate::http::{Actor, Cx, Error};
use crate::loans::LoanRow;
use crate::organisations;
use diesel::prelude::*;
use shared::feeds::{CalendarFeed, CalendarFeeds, NewCalendarFeed};
use shared::ids::{ClosureId, EquipmentId, FeedId, OrganisationId};
use shared::paths;
use shared::time::{DAY, UtcMillis};
use std::collections::HashMap;
use uuid::Uuid;

/// How far back a calendar reaches.
const BACK: i64 = 90 * DAY;
/// The most entries of one kind in a calendar.
const MOST: i64 = 500;

/// An organisation's links, the oldest first.
///
/// # Errors
/// 403 for those who do not manage it.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<CalendarFeeds, Error> {
    organisations::store::find(cx, actor, organisation)?;
    actor.oversee(organisation)?;
    let rows: Vec<(FeedId, Option<EquipmentId>, String, UtcMillis)> = feeds::table
        .inner_join(users::table)
        .filter(feeds::organisation_id.eq(organisation))
        .order((feeds::created_at, feeds::id))
        .select((feeds::id, feeds::equipment_id, users::name, feeds::created_at))
        .load(cx.conn)?;
    let ids: Vec<EquipmentId> = rows.iter().filter_map(|(_, item, ..)| *item).collect();
    let items = rows_of(cx, &ids)?;
    let shown = rows.into_iter().map(|(id, item, by, created_at)| CalendarFeed {
        id,
        equipment: item.and_then(|item| items.get(&item)).map(EquipmentRow::summary),
        by,
        created_at,
        address: None,
    });
    Ok(CalendarFeeds { items: shown.collect() })
}

fn rows_of(cx: &mut Cx<'_>, ids: &[EquipmentId]) -> Result<HashMap<EquipmentId, EquipmentRow>, Error> {
    if ids.is_empty() { Ok(HashMap::new()) } else { rows(cx.conn, ids) }
}

/// Makes a link with this secret.
///
/// # Errors
/// 403 for those who do not manage the organisation; 422 for an item of another one.
pub fn create(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    new: &NewCalendarFeed,
    secret: &Secret,
) -> Result<CalendarFeed, Error> {
    organisations::store::find(cx, actor, organisation)?;
    let permit = actor.manage(organisation)?;
    let item = match new.equipment_id {
        Some(id) => {
            let unknown = || Error::invalid("/equipment_id", "unknown");
            let item = load(cx.conn, id).map_err(|_| unknown())?;
            Some(item).filter(|item| item.organisation_id == organisation).ok_or_else(unknown).map(Some)?
        }
        None => None,
    };
    let id = FeedId(Uuid::now_v7());
    let row = (
        feeds::id.eq(id),
        feeds::organisation_id.eq(permit.organisation_id()),
        feeds::equipment_id.eq(new.equipment_id),
        feeds::token_hash.eq(secret.hash()),
        feeds::created_by.eq(permit.user_id()),
        feeds::created_at.eq(cx.now),
    );
    diesel::insert_into(feeds::table).values(row).execute(cx.conn)?;
    actor.trace.made(id.0);
    Ok(CalendarFeed {
        id,
        equipment: item.as_ref().map(EquipmentRow::summary),
        by: actor.name.clone(),
        created_at: cx.now,
        address: Some(format!("{}{}", cx.settings.public_url, paths::calendar(secret.reveal()))),
    })
}

/// Takes a link away: from now on nothing is behind it.
///
/// # Errors
/// 404; 403 for those who do not manage the organisation.
pub fn delete(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, feed: FeedId) -> Result<(), Error> {
    organisations::store::find(cx, actor, organisation)?;
    actor.manage(organisation)?;
    let this = feeds::table.find(feed).filter(feeds::organisation_id.eq(organisation));
    if diesel::delete(this).execute(cx.conn)? == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// The calendar behind a link, as text. Whoever has the link reads names of items and organisations, and nothing else.
///
/// # Errors
/// 404 when there is no such link (any more).
pub fn calendar(cx: &mut Cx<'_>, token: &str) -> Result<String, Error> {
    if !is_well_formed(token) {
        return Err(Error::not_found());
    }
    let feed: Option<(OrganisationId, Option<EquipmentId>)> = feeds::table
        .filter(feeds::token_hash.eq(hash(token)))
        .select((feeds::organisation_id, feeds::equipment_id))
        .first(cx.conn)
        .optional()?;
    let (organisation, item) = feed.ok_or_else(Error::not_found)?;
    let lent = match item {
        Some(item) => loans_where(cx, |row| row.filter(loans::equipment_id.eq(item)))?,
        None => {
            let mut lent = loans_where(cx, |row| row.filter(loans::lender_id.eq(organisation)))?;
            lent.extend(loans_where(cx, |row| row.filter(loans::borrower_id.eq(organisation)))?);
            lent.sort_by_key(|row| (row.starts_at, row.id));
            lent.dedup_by_key(|row| row.id);
            lent
        }
    };
    let ids: Vec<EquipmentId> = lent.iter().map(|row| row.equipment_id).chain(item).collect();
    let items = rows_of(cx, &ids)?;
    let organisations: Vec<OrganisationId> =
        lent.iter().flat_map(|row| [row.lender_id, row.borrower_id]).chain([organisation]).collect();
    let names = organisations::store::summaries(cx.conn, &organisations)?;
    let name_of = |id: OrganisationId| names.get(&id).map_or("", |one| one.name.as_str());
    let item_of = |id: EquipmentId| items.get(&id).map_or("", |one| one.name.as_str());
    let mut entries: Vec<Entry> = lent
        .iter()
        .map(|row| Entry {
            uid: format!("loan-{}@maillage", row.id),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            changed_at: row.updated_at,
            sequence: row.version - 1,
            summary: format!("{} : {} → {}", item_of(row.equipment_id), name_of(row.lender_id), name_of(row.borrower_id)),
            status: rules::status(row.state),
            url: format!("{}/prets/{}", cx.settings.public_url, row.id),
        })
        .collect();
    if let Some(item) = item {
        entries.extend(closed(cx, item, item_of(item))?);
    }
    let name = item.map_or_else(|| name_of(organisation).to_owned(), |item| item_of(item).to_owned());
    Ok(rules::calendar(&format!("{name} · {}", cx.settings.network_name), &entries))
}

type Rows = loans::BoxedQuery<'static, crate::db::Sql>;

/// The latest loans of some kind, those that were over long ago left out.
fn loans_where(cx: &mut Cx<'_>, of: impl Fn(Rows) -> Rows) -> Result<Vec<LoanRow>, Error> {
    let since = cx.now.plus(-BACK);
    let rows = of(loans::table.into_boxed()).filter(loans::starts_at.gt(since));
    let mut rows: Vec<LoanRow> =
        rows.order((loans::starts_at.desc(), loans::id.desc())).limit(MOST).select(LoanRow::as_select()).load(cx.conn)?;
    rows.reverse();
    Ok(rows)
}

/// Times in which its owner keeps the item. Why is its members' matter.
fn closed(cx: &mut Cx<'_>, item: EquipmentId, name: &str) -> Result<Vec<Entry>, Error> {
    let rows: Vec<(ClosureId, UtcMillis, UtcMillis, UtcMillis)> = closures::table
        .filter(closures::equipment_id.eq(item))
        .filter(closures::ends_at.gt(cx.now.plus(-BACK)))
        .order(closures::ends_at)
        .limit(MOST)
        .select((closures::id, closures::starts_at, closures::ends_at, closures::created_at))
        .load(cx.conn)?;
    let url = format!("{}/materiel/{item}", cx.settings.public_url);
    let shown = rows.into_iter().map(|(id, starts_at, ends_at, changed_at)| Entry {
        uid: format!("closure-{id}@maillage"),
        starts_at,
        ends_at,
        changed_at,
        sequence: 0,
        summary: format!("{name} : fermé"),
        status: "CONFIRMED",
        url: url.clone(),
    });
    Ok(shown.collect())
}
