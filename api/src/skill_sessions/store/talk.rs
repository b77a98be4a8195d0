//! What conversations and notices ask of sessions.

use super::read::load;
use crate::conversations::Sides;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{skill_listings, skill_sessions};
use crate::http::{Actor, Error};
use diesel::prelude::*;
use shared::ids::SkillSessionId;
use shared::skill_sessions::SkillSessionState;
use std::collections::HashMap;

/// Between whom a session is that the caller may see, and since when it is over.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn sides(conn: &mut Conn, actor: &Actor, id: SkillSessionId) -> Result<Sides, Error> {
    let (row, _) = load(conn, actor, id)?;
    let ended_at = row.state.is_final().then_some(row.updated_at);
    Ok(Sides { giving: row.giver_id, taking: row.receiver_id, ended_at })
}

/// What sessions are about, and where they stand.
///
/// # Errors
/// When the database fails.
pub fn subjects(
    conn: &mut Conn,
    ids: &[SkillSessionId],
) -> Result<HashMap<SkillSessionId, (String, SkillSessionState)>, Error> {
    let rows: Vec<(SkillSessionId, String, SkillSessionState)> = skill_sessions::table
        .inner_join(skill_listings::table)
        .filter(any_of(skill_sessions::id, ids.iter().copied()))
        .select((skill_sessions::id, skill_listings::title, skill_sessions::state))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, title, state)| (id, (title, state))).collect())
}
