//! Members in the database.

mod changes;

pub use changes::{appoint, change_role, leave, remove};

use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::schema::{memberships, users};
pub use crate::events::mail::Recipient;
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::organisations::{Member, MemberList, Role};
use shared::problem::{Code, Problem};
use shared::text::fold;
use shared::time::UtcMillis;

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
        .select(Recipient::as_select())
        .load(conn)?)
}

/// Everybody who belongs to an organisation.
///
/// # Errors
/// When the database fails.
pub fn people(conn: &mut Conn, organisation: OrganisationId) -> Result<Vec<UserId>, Error> {
    let members = memberships::table.filter(memberships::organisation_id.eq(organisation));
    Ok(members.order(memberships::user_id).select(memberships::user_id).load(conn)?)
}

/// Whom to write to about what a member began: that person, or those who manage the organisation when he or she has left.
///
/// # Errors
/// When the database fails.
pub fn member_or_coordinators(
    conn: &mut Conn,
    organisation: OrganisationId,
    person: UserId,
) -> Result<Vec<Recipient>, Error> {
    let member = memberships::table.inner_join(users::table).filter(memberships::organisation_id.eq(organisation));
    let member = member.filter(memberships::user_id.eq(person)).select(Recipient::as_select()).first(conn).optional()?;
    member.map_or_else(|| coordinators(conn, organisation), |member| Ok(vec![member]))
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

/// The members of an organisation by name, for its own members and the administrator.
///
/// # Errors
/// 404 when the caller does not see the organisation, 403 when he or she does not belong to it.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<MemberList, Error> {
    organisations::store::find(cx, actor, organisation)?;
    if !actor.network_admin && !actor.belongs_to(organisation) {
        return Err(Error::forbidden());
    }
    let rows: Vec<(UserId, String, String, Role, UtcMillis)> = memberships::table
        .inner_join(users::table)
        .filter(memberships::organisation_id.eq(organisation))
        .order(users::id)
        .select((users::id, users::name, users::email, memberships::role, memberships::created_at))
        .load(cx.conn)?;
    let members = rows.into_iter();
    let members = members.map(|(user_id, name, email, role, joined_at)| Member { user_id, name, email, role, joined_at });
    let mut items: Vec<Member> = members.collect();
    items.sort_by_cached_key(|member| fold(&member.name));
    Ok(MemberList { items })
}

/// Whether the person with this e-mail (in the form of [`crate::accounts::rules::email_key`]) is a member.
///
/// # Errors
/// When the database fails.
pub fn has_member(conn: &mut Conn, organisation: OrganisationId, email_key: &str) -> Result<bool, Error> {
    let member = memberships::table
        .inner_join(users::table)
        .filter(memberships::organisation_id.eq(organisation))
        .filter(users::email_key.eq(email_key));
    Ok(diesel::select(diesel::dsl::exists(member)).get_result(conn)?)
}
