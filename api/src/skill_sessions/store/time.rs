//! What time does to sessions.

use super::steps::{Note, apply, hold};
use crate::db::expr::literal;
use crate::db::schema::skill_sessions as sessions;
use crate::http::{Cx, Error};
use crate::skill_sessions::model::SessionRow;
use crate::skill_sessions::notices;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::SkillSessionId;
use shared::skill_sessions::{SkillSessionAction, SkillSessionState};

/// Ends the sessions that nobody answered in time, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn lapse_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<SkillSessionId> = sessions::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("skill_sessions.state = 'proposed'"))
        .filter(sessions::answer_by.le(cx.now))
        .order(sessions::answer_by)
        .limit(limit)
        .select(sessions::id)
        .load(cx.conn)?;
    for id in &due {
        let row = held(cx, *id)?;
        // Another copy of the server, or an answer at the last moment, may have been faster.
        if row.step(SkillSessionAction::Expire, cx.now).is_ok() {
            let now = SessionRow { state: SkillSessionState::Expired, ..row.clone() };
            apply(cx, &row, &now, None, Note::default())?;
            notices::expired(cx, &now)?;
        }
    }
    Ok(due.len())
}

/// Asks those who have not confirmed what was over a day ago, once; at most `limit` sessions, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn remind_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<SessionRow> = sessions::table
        .filter(literal::<Bool>("skill_sessions.remind_at IS NOT NULL"))
        .filter(sessions::remind_at.le(cx.now))
        .order(sessions::remind_at)
        .limit(limit)
        .select(SessionRow::as_select())
        .load(cx.conn)?;
    for row in &due {
        let waiting = sessions::table.find(row.id).filter(sessions::remind_at.eq(row.remind_at));
        let taken = diesel::update(waiting).set(sessions::remind_at.eq(None::<i64>)).execute(cx.conn)?;
        // Whoever takes the date away tells of it, in the same transaction: copies of the server tell once.
        if taken == 1 {
            let row = held(cx, row.id)?;
            if row.step(SkillSessionAction::Confirm, cx.now).is_ok() {
                notices::due(cx, &row)?;
            }
        }
    }
    Ok(due.len())
}

fn held(cx: &mut Cx<'_>, id: SkillSessionId) -> Result<SessionRow, Error> {
    hold(cx, id)?;
    Ok(sessions::table.find(id).select(SessionRow::as_select()).first(cx.conn)?)
}
