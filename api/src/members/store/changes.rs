//! Changes to who belongs to an organisation.

use super::add;
use crate::accounts::rules::email_key;
use crate::accounts::store::users as accounts;
use crate::conversations;
use crate::db::schema::{memberships, organisations, users};
use crate::http::{Actor, Cx, Error};
use crate::members::mails::{self, About};
use crate::members::rules::{Seat, keeps_a_coordinator};
use crate::notifications::store as notifications;
use crate::organisations::store as organisation_store;
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::members::{Appointment, Member};
use shared::organisations::{Organisation, Role};
use shared::time::UtcMillis;

/// Takes a person out of an organisation, who is told by mail.
///
/// # Errors
/// 404; 403 unless the caller manages it; 409 for its last coordinator.
pub fn remove(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, person: UserId) -> Result<(), Error> {
    let (organisation, actor) = begin(cx, actor, organisation)?;
    actor.manage(organisation.id)?;
    take_out(cx, organisation.id, person)?;
    mails::send(cx, person, &About { by: &actor.name, organisation: &organisation.name, change: mails::Change::Removed })
}

/// The caller leaves an organisation, whatever its state.
///
/// # Errors
/// 404; 403 for somebody who does not belong to it; 409 for its last coordinator.
pub fn leave(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<(), Error> {
    let (organisation, actor) = begin(cx, actor, organisation)?;
    if !actor.belongs_to(organisation.id) {
        return Err(Error::forbidden());
    }
    take_out(cx, organisation.id, actor.user_id)
}

/// Gives a member another role; the person is told by mail.
///
/// # Errors
/// 404; 403 unless the caller manages the organisation; 409 for its last coordinator; 422 when it has no such role.
pub fn change_role(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    person: UserId,
    role: Role,
) -> Result<Member, Error> {
    let (organisation, reloaded) = begin(cx, actor, organisation)?;
    reloaded.manage(organisation.id)?;
    if !role.exists_in(organisation.kind) {
        return Err(Error::invalid("/role", "unknown"));
    }
    actor.trace.say(role.as_str());
    let before = seat(cx, organisation.id, person)?;
    if before.role != role {
        keeps_a_coordinator(before, Some(role)).map_err(|refusal| refusal.problem())?;
        set_role(cx, organisation.id, person, role)?;
        let change = mails::Change::Role(role);
        mails::send(cx, person, &About { by: &reloaded.name, organisation: &organisation.name, change })?;
    }
    member(cx, organisation.id, person)
}

/// The administrator makes a person with an account a coordinator, member already or not; the person is told by mail.
///
/// # Errors
/// 404; 403 unless the caller administers the network; 422 when the e-mail has no account: then invite.
pub fn appoint(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    appointment: &Appointment,
) -> Result<Member, Error> {
    let (organisation, _) = begin(cx, actor, organisation)?;
    actor.administer()?;
    let account = accounts::credentials(cx.conn, &email_key(&appointment.email))?;
    let (person, _) = account.ok_or_else(|| Error::invalid("/email", "no_account"))?;
    actor.trace.made(person.0);
    if set_role(cx, organisation.id, person, Role::Coordinator)? == 0 {
        add(cx, organisation.id, person, Role::Coordinator)?;
    }
    let change = mails::Change::Role(Role::Coordinator);
    mails::send(cx, person, &About { by: &actor.name, organisation: &organisation.name, change })?;
    member(cx, organisation.id, person)
}

/// Changes to one organisation's members come one after the other: two coordinators who remove each other at the same
/// moment must not both succeed. The caller is read again, because the one before may have removed him or her.
fn begin(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<(Organisation, Actor), Error> {
    let organisation = organisation_store::find(cx, actor, organisation)?;
    let row = organisations::table.find(organisation.id);
    // Changes nothing, but PostgreSQL holds the row until the commit; SQLite has one writer anyway.
    diesel::update(row).set(organisations::updated_at.eq(organisations::updated_at)).execute(cx.conn)?;
    let actor = actor.again(cx.conn)?;
    Ok((organisation, actor))
}

/// A member's role, and whether others manage the organisation too.
///
/// # Errors
/// 404 when the person is no member.
fn seat(cx: &mut Cx<'_>, organisation: OrganisationId, person: UserId) -> Result<Seat, Error> {
    let seats: Vec<(UserId, Role)> = memberships::table
        .filter(memberships::organisation_id.eq(organisation))
        .select((memberships::user_id, memberships::role))
        .load(cx.conn)?;
    let role = seats.iter().find(|(id, _)| *id == person).map(|(_, role)| *role).ok_or_else(Error::not_found)?;
    let others_manage = seats.iter().any(|(id, role)| *id != person && role.manages());
    Ok(Seat { role, others_manage })
}

fn take_out(cx: &mut Cx<'_>, organisation: OrganisationId, person: UserId) -> Result<(), Error> {
    let before = seat(cx, organisation, person)?;
    keeps_a_coordinator(before, None).map_err(|refusal| refusal.problem())?;
    let removed = diesel::delete(memberships::table.find((organisation, person))).execute(cx.conn)?;
    if removed == 0 {
        return Err(Error::not_found());
    }
    conversations::store::forget_marks(cx, organisation, person)?;
    notifications::take_from(cx, person, organisation)
}

fn set_role(cx: &mut Cx<'_>, organisation: OrganisationId, person: UserId, role: Role) -> Result<usize, Error> {
    let row = memberships::table.find((organisation, person));
    Ok(diesel::update(row).set(memberships::role.eq(role)).execute(cx.conn)?)
}

fn member(cx: &mut Cx<'_>, organisation: OrganisationId, person: UserId) -> Result<Member, Error> {
    let (user_id, name, email, role, joined_at): (UserId, String, String, Role, UtcMillis) = memberships::table
        .inner_join(users::table)
        .filter(memberships::organisation_id.eq(organisation))
        .filter(memberships::user_id.eq(person))
        .select((users::id, users::name, users::email, memberships::role, memberships::created_at))
        .first(cx.conn)?;
    Ok(Member { user_id, name, email, role, joined_at })
}
