//! Members in the database.

use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::schema::{memberships, users};
pub use crate::events::mail::Recipient;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::organisations::Role;
use shared::problem::{Code, Problem};

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

/// Makes a person a member.
///
/// # Errors
/// 409 when the person is one already.
pub fn add(cx: &mut Cx<'_>, organisation: OrganisationId, user: UserId, role: Role) -> Result<(), Error> {
    let row = (
        memberships::organisation_id.eq(organisation),
        memberships::user_id.eq(user),
        memberships::role.eq(role),
        memberships::created_at.eq(cx.now),
    );
    match diesel::insert_into(memberships::table).values(row).execute(cx.conn) {
        Ok(_) => Ok(()),
        Err(error) if UniqueKey::Membership.is_violated_by(&error) => Err(Problem::of(Code::AlreadyMember).into()),
        Err(error) => Err(error.into()),
    }
}
