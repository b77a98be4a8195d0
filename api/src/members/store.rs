//! Members in the database.

use crate::db::Conn;
use crate::db::schema::{memberships, users};
pub use crate::events::mail::Recipient;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::organisations::Role;

/// Those who manage an organisation, by name: whom to write to about it.
///
/// # Errors
/// When the database fails.
pub fn coordinators(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<Recipient>, Error> {
    let managing: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.manages()).collect();
    Ok(memberships::table
        .inner_join(users::table)
        .filter(memberships::organisation_id.eq(organisation))
        .filter(memberships::role.eq_any(managing))
        .order((users::name, users::id))
        .select((users::email, users::name, users::locale))
        .load(conn)?)
}
