//! Who is told of what, once; and the mails of the day.

use super::SavedSearchRow;
use crate::accounts;
use crate::db::schema::{offers, saved_search_hits, saved_searches, told_offers};
use crate::http::{Cx, Error};
use crate::on_backend;
use crate::searches::mails::{self, Line};
use crate::searches::rules::next_alert_at;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{OfferId, UserId};

/// The most offers of one mail.
const MAX_LINES: i64 = 50;

/// Remembers that a person is told of an offer; `false` when another mail did so already.
pub(super) fn tell(cx: &mut Cx<'_>, user: UserId, offer: OfferId) -> Result<bool, Error> {
    let row = (told_offers::user_id.eq(user), told_offers::offer_id.eq(offer), told_offers::told_at.eq(cx.now));
    let written = on_backend!(cx.conn, conn => diesel::insert_into(told_offers::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(written == 1)
}

/// Writes the daily mails that are due. Returns how many searches had their turn.
///
/// # Errors
/// When the database fails.
pub fn send_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<SavedSearchRow> = saved_searches::table
        .filter(saved_searches::next_alert_at.is_not_null())
        .filter(saved_searches::next_alert_at.le(cx.now))
        .order((saved_searches::next_alert_at, saved_searches::id))
        .limit(limit)
        .select(SavedSearchRow::as_select())
        .load(cx.conn)?;
    let mut done = 0;
    for search in due {
        if take_turn(cx, &search)? {
            send(cx, &search)?;
            done += 1;
        }
    }
    Ok(done)
}

/// Moves the search on to its next day; `false` when another server did.
fn take_turn(cx: &mut Cx<'_>, search: &SavedSearchRow) -> Result<bool, Error> {
    let hour = u8::try_from(search.alert_hour).unwrap_or_default();
    let next = next_alert_at(search.alert, hour, cx.now, cx.settings.time_zone);
    let as_seen = saved_searches::table.find(search.id).filter(saved_searches::next_alert_at.eq(search.next_alert_at));
    Ok(diesel::update(as_seen).set(saved_searches::next_alert_at.eq(next)).execute(cx.conn)? == 1)
}

/// One mail of all open offers that the search has found since the last look and of which the person knows nothing.
fn send(cx: &mut Cx<'_>, search: &SavedSearchRow) -> Result<(), Error> {
    let told = told_offers::table.filter(told_offers::user_id.eq(search.user_id)).select(told_offers::offer_id);
    let found: Vec<(OfferId, String)> = saved_search_hits::table
        .inner_join(offers::table)
        .filter(saved_search_hits::search_id.eq(search.id))
        .filter(saved_search_hits::matched_at.gt(search.looked_at))
        .filter(sql::<Bool>("offers.status = 'open' AND offers.left_grams > 0"))
        .filter(offers::closes_at.gt(cx.now))
        .filter(saved_search_hits::offer_id.ne_all(told))
        .order((saved_search_hits::matched_at, saved_search_hits::offer_id))
        .limit(MAX_LINES)
        .select((offers::id, offers::title))
        .load(cx.conn)?;
    let mut lines = Vec::new();
    for (id, title) in found {
        if tell(cx, search.user_id, id)? {
            lines.push(Line { id, title });
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    let to = accounts::store::users::recipient(cx.conn, search.user_id)?;
    mails::found(cx, &to, &search.name, &search.stop_token, &lines)
}
