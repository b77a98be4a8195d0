//! Declarations: appended, never changed.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{redistribution_declarations as declarations, users};
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::offers::Redistribution;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// Whether an organisation's last declaration says that it redistributes in time.
///
/// # Errors
/// When the database fails.
pub fn in_time(conn: &mut Conn, organisation: OrganisationId) -> Result<bool, Error> {
    let last: Option<bool> = declarations::table
        .filter(declarations::organisation_id.eq(organisation))
        .order(declarations::number.desc())
        .select(declarations::in_time)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(false))
}

/// Those of some organisations whose last declaration says so.
///
/// # Errors
/// When the database fails.
pub fn those_in_time(
    conn: &mut Conn,
    organisations: impl Iterator<Item = OrganisationId>,
) -> Result<HashSet<OrganisationId>, Error> {
    let all: Vec<(OrganisationId, bool)> = declarations::table
        .filter(any_of(declarations::organisation_id, organisations))
        .order((declarations::organisation_id, declarations::number))
        .select((declarations::organisation_id, declarations::in_time))
        .load(conn)?;
    // The last one counts.
    let last: HashMap<OrganisationId, bool> = all.into_iter().collect();
    Ok(last.into_iter().filter_map(|(id, in_time)| in_time.then_some(id)).collect())
}

/// The last declaration.
///
/// # Errors
/// 404 when there is no such organisation, or the caller does not see it.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: OrganisationId) -> Result<Redistribution, Error> {
    organisations::store::find(cx, actor, id)?;
    let last = declarations::table
        .inner_join(users::table)
        .filter(declarations::organisation_id.eq(id))
        .order(declarations::number.desc())
        .select((declarations::in_time, declarations::at, users::name))
        .first::<(bool, UtcMillis, String)>(cx.conn)
        .optional()?;
    Ok(last.map_or_else(Redistribution::default, |(redistributes_in_time, at, by)| Redistribution {
        redistributes_in_time,
        declared_at: Some(at),
        declared_by: Some(by),
    }))
}

/// Appends a declaration.
///
/// # Errors
/// 404 as [`find`]; 403 for who does not manage the organisation.
pub fn declare(cx: &mut Cx<'_>, actor: &Actor, id: OrganisationId, in_time: bool) -> Result<Redistribution, Error> {
    organisations::store::find(cx, actor, id)?;
    let permit = actor.manage(id)?;
    let last: Option<i64> = declarations::table
        .filter(declarations::organisation_id.eq(id))
        .select(diesel::dsl::max(declarations::number))
        .first(cx.conn)?;
    diesel::insert_into(declarations::table)
        .values((
            declarations::organisation_id.eq(permit.organisation_id()),
            declarations::number.eq(last.unwrap_or(0) + 1),
            declarations::at.eq(cx.now),
            declarations::user_id.eq(permit.user_id()),
            declarations::in_time.eq(in_time),
        ))
        .execute(cx.conn)?;
    find(cx, actor, id)
}
