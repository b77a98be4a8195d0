//! Who helps, by name, as long as he or she belongs to the organisation.

use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{memberships, users};
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::skills::SkilledPerson;
use std::collections::HashMap;

/// Of these people those who belong to these organisations, with their names.
///
/// # Errors
/// When the database fails.
pub fn people(
    conn: &mut Conn,
    wanted: &[(OrganisationId, UserId)],
) -> Result<HashMap<(OrganisationId, UserId), SkilledPerson>, Error> {
    let rows: Vec<(OrganisationId, UserId, String)> = memberships::table
        .inner_join(users::table)
        .filter(any_of(memberships::user_id, wanted.iter().map(|(_, person)| *person)))
        .select((memberships::organisation_id, memberships::user_id, users::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(organisation, id, name)| ((organisation, id), SkilledPerson { id, name })).collect())
}

/// Whether a person belongs to an organisation.
///
/// # Errors
/// When the database fails.
pub fn is_member(conn: &mut Conn, organisation: OrganisationId, person: UserId) -> Result<bool, Error> {
    let found: Option<UserId> =
        memberships::table.find((organisation, person)).select(memberships::user_id).first(conn).optional()?;
    Ok(found.is_some())
}
