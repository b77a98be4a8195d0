//! Who helps, and when he or she is busy.
//!
//! Whoever agrees to a session calls [`hold`] first: it locks the person's row until the commit, so that two sessions of
//! one person are agreed one after the other and the second sees the first.

use crate::db::Conn;
use crate::db::expr::literal;
use crate::db::schema::{skill_sessions as sessions, users};
use crate::http::Error;
use crate::skill_sessions::rules::Refusal;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{SkillSessionId, UserId};
use shared::time::UtcMillis;

/// Sessions that take a person's time, word for word the condition of the partial index.
const HOLDING: &str = "skill_sessions.state IN ('agreed', 'to_settle', 'done')";

/// Holds a person's time until the end of the transaction.
///
/// # Errors
/// When the database fails.
pub(super) fn hold(conn: &mut Conn, person: UserId) -> Result<(), Error> {
    // Changes nothing, but PostgreSQL holds the row until the commit; SQLite has one writer anyway.
    diesel::update(users::table.find(person)).set(users::name.eq(users::name)).execute(conn)?;
    Ok(())
}

/// Whether the person is free then, the session `except` aside.
///
/// # Errors
/// 409 `person_busy`.
pub(super) fn free(
    conn: &mut Conn,
    person: UserId,
    (from, until): (UtcMillis, UtcMillis),
    except: Option<SkillSessionId>,
) -> Result<(), Error> {
    let met: Vec<(SkillSessionId, UtcMillis, UtcMillis)> = sessions::table
        .filter(literal::<Bool>(HOLDING))
        .filter(sessions::person_id.eq(person))
        .filter(sessions::ends_at.gt(from))
        .filter(sessions::starts_at.lt(until))
        .order(sessions::ends_at)
        .limit(2)
        .select((sessions::id, sessions::starts_at, sessions::ends_at))
        .load(conn)?;
    match met.into_iter().find(|(id, ..)| Some(*id) != except) {
        Some((_, from, until)) => Err(Refusal::Busy { from, until }.problem().into()),
        None => Ok(()),
    }
}
