//! What conversations ask of claims.

use super::read::load;
use crate::conversations::Sides;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{claims, offers};
use crate::http::{Actor, Error};
use diesel::prelude::*;
use shared::claims::ClaimState;
use shared::ids::ClaimId;
use std::collections::HashMap;

/// Between whom a claim is that the caller may see, and since when it is over.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn sides(conn: &mut Conn, actor: &Actor, id: ClaimId) -> Result<Sides, Error> {
    let (row, _) = load(conn, actor, id)?;
    let ended_at = row.state.is_final().then_some(row.updated_at);
    Ok(Sides { giving: row.giver_id, taking: row.taker_id, ended_at })
}

/// What is claimed, and where the claim stands.
///
/// # Errors
/// When the database fails.
pub fn subjects(conn: &mut Conn, ids: &[ClaimId]) -> Result<HashMap<ClaimId, (String, ClaimState)>, Error> {
    let rows: Vec<(ClaimId, String, ClaimState)> = claims::table
        .inner_join(offers::table)
        .filter(any_of(claims::id, ids.iter().copied()))
        .select((claims::id, offers::title, claims::state))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, title, state)| (id, (title, state))).collect())
}
