//! The worker's side of the outbox.

use super::rules::{LEASE, MAX_ATTEMPTS, SENT_KEPT, back_off};
use crate::db::schema::outbox;
use crate::http::figures::Backlog;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::time::UtcMillis;

/// A mail that is due.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub(super) struct Letter {
    pub id: Vec<u8>,
    pub created_at: UtcMillis,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub attempts: i64,
    pub due_at: UtcMillis,
    pub stop_url: Option<String>,
}

/// The mails that wait, for the figures. Those that were given up count too: somebody should look.
///
/// # Errors
/// When the database fails.
pub fn backlog(cx: &mut Cx<'_>) -> Result<Backlog, Error> {
    let (waiting, oldest): (i64, Option<UtcMillis>) = outbox::table
        .filter(outbox::sent_at.is_null())
        .select((diesel::dsl::count_star(), diesel::dsl::min(outbox::created_at)))
        .first(cx.conn)?;
    let age_ms = oldest.map_or(0, |oldest| cx.now.0.saturating_sub(oldest.0).max(0));
    Ok(Backlog { waiting, age_ms })
}

/// Mails that are due, the longest waiting first.
pub(super) fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<Letter>, Error> {
    Ok(outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::due_at.le(cx.now))
        .filter(outbox::attempts.lt(MAX_ATTEMPTS))
        .order((outbox::due_at, outbox::id))
        .limit(limit)
        .select(Letter::as_select())
        .load(cx.conn)?)
}

/// Takes a mail for sending; `false` when another server was faster. It counts as an attempt from now on: a mail that
/// kills the server on which it is sent must not do so for ever.
pub(super) fn lease(cx: &mut Cx<'_>, letter: &Letter) -> Result<bool, Error> {
    let as_seen = outbox::table.find(&letter.id).filter(outbox::sent_at.is_null()).filter(outbox::due_at.eq(letter.due_at));
    let changed = diesel::update(as_seen)
        .set((outbox::due_at.eq(cx.now.plus(LEASE)), outbox::attempts.eq(outbox::attempts + 1)))
        .execute(cx.conn)?;
    Ok(changed == 1)
}

/// Records that a mail has left. Its text goes: it can hold the link of an invitation, which is a secret.
pub(super) fn record_sent(cx: &mut Cx<'_>, id: &[u8]) -> Result<(), Error> {
    let sent = (outbox::sent_at.eq(cx.now), outbox::body.eq(""), outbox::last_error.eq(None::<String>));
    diesel::update(outbox::table.find(id)).set(sent).execute(cx.conn)?;
    Ok(())
}

/// Records why a mail has not left, and when to try again.
pub(super) fn record_failed(cx: &mut Cx<'_>, letter: &Letter, why: &str) -> Result<(), Error> {
    let due_at = cx.now.plus(back_off(letter.attempts.saturating_add(1)));
    diesel::update(outbox::table.find(&letter.id))
        .set((outbox::due_at.eq(due_at), outbox::last_error.eq(why)))
        .execute(cx.conn)?;
    Ok(())
}

/// Forgets mails that left long ago. Returns how many.
pub(super) fn forget_sent(cx: &mut Cx<'_>) -> Result<usize, Error> {
    Ok(diesel::delete(outbox::table.filter(outbox::sent_at.le(cx.now.plus(-SENT_KEPT)))).execute(cx.conn)?)
}

#[cfg(test)]
impl Letter {
    /// A letter without a row.
    pub fn for_test(recipient: &str, subject: &str, body: &str) -> Self {
        let now = UtcMillis(1_790_000_000_000);
        Self {
            id: uuid::Uuid::now_v7().as_bytes().to_vec(),
            created_at: now,
            recipient: recipient.to_owned(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            attempts: 0,
            due_at: now,
            stop_url: None,
        }
    }
}
