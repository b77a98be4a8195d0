//! Invitations in the database. Only the hash of an invitation's secret is in there.

use super::mails::Invited;
use super::rules::{INVITATION_LIFETIME, Waiting};
use super::store;
use crate::accounts::proof::Proof;
use crate::accounts::rules::email_key;
use crate::accounts::session::NewSession;
use crate::accounts::store::{sessions, users};
use crate::db::Conn;
use crate::db::schema::{invitations, organisations, users as inviters};
use crate::events::mail::queue;
use crate::http::{Actor, Cx, Error};
use crate::organisations::store as organisation_store;
use diesel::prelude::*;
use shared::ids::{InvitationId, OrganisationId, UserId};
use shared::organisations::{
    Invitation, InvitationAcceptance, InvitationList, InvitationPreview, NewInvitation, OrganisationKind,
    OrganisationSummary, Role,
};
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;

#[derive(Insertable)]
#[diesel(table_name = invitations)]
struct NewInvitationRow<'a> {
    id: InvitationId,
    organisation_id: OrganisationId,
    email: &'a str,
    role: Role,
    token_hash: &'a [u8],
    invited_by: UserId,
    created_at: UtcMillis,
    valid_until: UtcMillis,
}

/// What the one who invites has beside the form: the new invitation's id, its secret's hash and its link.
pub(super) struct Ticket {
    pub id: InvitationId,
    pub token_hash: Vec<u8>,
    pub link: String,
}

/// Invites a person, who gets a mail with the link. The link itself is not in the answer: an answer is kept for the
/// Idempotency-Key.
///
/// # Errors
/// 404, 403; 422 when the organisation has no such role; 409 when the person is a member already.
pub(super) fn create(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    new: &NewInvitation,
    ticket: &Ticket,
) -> Result<Invitation, Error> {
    let organisation = organisation_store::find(cx, actor, organisation)?;
    let permit = actor.manage(organisation.id)?;
    if !new.role.exists_in(organisation.kind) {
        return Err(Error::invalid("/role", "unknown"));
    }
    let email = email_key(&new.email);
    if store::has_member(cx.conn, organisation.id, &email)? {
        return Err(Problem::of(Code::AlreadyMember).into());
    }
    withdraw_earlier(cx, organisation.id, &email)?;
    let row = NewInvitationRow {
        id: ticket.id,
        organisation_id: permit.organisation_id(),
        email: &email,
        role: new.role,
        token_hash: &ticket.token_hash,
        invited_by: permit.user_id(),
        created_at: cx.now,
        valid_until: cx.now.plus(INVITATION_LIFETIME),
    };
    diesel::insert_into(invitations::table).values(&row).execute(cx.conn)?;
    let (inviter, locale, organisation, link) = (&actor.name, actor.locale, &organisation.name, &ticket.link);
    let mail = Invited { email: &email, inviter, locale, organisation, link }.mail(cx.settings);
    queue(cx, mail)?;
    let (created_at, valid_until) = (row.created_at, row.valid_until);
    Ok(Invitation { id: ticket.id, email, role: new.role, created_at, valid_until, link: None })
}

/// The link of the newest invitation is the one that works.
fn withdraw_earlier(cx: &mut Cx<'_>, organisation: OrganisationId, email: &str) -> Result<(), Error> {
    let waiting = invitations::table
        .filter(invitations::organisation_id.eq(organisation))
        .filter(invitations::email.eq(email))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    diesel::update(waiting).set(invitations::withdrawn_at.eq(cx.now)).execute(cx.conn)?;
    Ok(())
}

/// Invitations that wait for their answer, newest first.
///
/// # Errors
/// 404, 403.
pub(super) fn list(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<InvitationList, Error> {
    organisation_store::find(cx, actor, organisation)?;
    actor.oversee(organisation)?;
    let rows: Vec<(InvitationId, String, Role, UtcMillis, UtcMillis)> = invitations::table
        .filter(invitations::organisation_id.eq(organisation))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null())
        .filter(invitations::valid_until.gt(cx.now))
        .order((invitations::created_at.desc(), invitations::id.desc()))
        .select((invitations::id, invitations::email, invitations::role, invitations::created_at, invitations::valid_until))
        .load(cx.conn)?;
    let items = rows.into_iter().map(|(id, email, role, created_at, valid_until)| Invitation {
        id,
        email,
        role,
        created_at,
        valid_until,
        link: None,
    });
    Ok(InvitationList { items: items.collect() })
}

/// Takes back an invitation that waits for its answer.
///
/// # Errors
/// 403; 404 when there is no such invitation or it has been answered or taken back.
pub(super) fn withdraw(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, id: InvitationId) -> Result<(), Error> {
    organisation_store::find(cx, actor, organisation)?;
    actor.manage(organisation)?;
    let waiting = invitations::table
        .find(id)
        .filter(invitations::organisation_id.eq(organisation))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::withdrawn_at.is_null());
    let changed = diesel::update(waiting).set(invitations::withdrawn_at.eq(cx.now)).execute(cx.conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// An invitation that can be accepted, and the account that its e-mail has.
pub(super) struct Open {
    pub preview: InvitationPreview,
    /// Id and password hash.
    pub account: Option<(UserId, String)>,
    id: InvitationId,
    organisation: OrganisationId,
}

#[derive(Queryable)]
struct OpenRow {
    id: InvitationId,
    email: String,
    role: Role,
    valid_until: UtcMillis,
    accepted_at: Option<UtcMillis>,
    withdrawn_at: Option<UtcMillis>,
    organisation_id: OrganisationId,
    organisation_name: String,
    organisation_kind: OrganisationKind,
    invited_by: String,
}

fn load(conn: &mut Conn, token_hash: &[u8]) -> Result<OpenRow, Error> {
    Ok(invitations::table
        .inner_join(organisations::table)
        .inner_join(inviters::table)
        .filter(invitations::token_hash.eq(token_hash))
        .select((
            invitations::id,
            invitations::email,
            invitations::role,
            invitations::valid_until,
            invitations::accepted_at,
            invitations::withdrawn_at,
            organisations::id,
            organisations::name,
            organisations::kind,
            inviters::name,
        ))
        .first(conn)?)
}

/// The invitation of a secret with this hash.
///
/// # Errors
/// 404 when there is none, 409 when it can no longer be accepted.
pub(super) fn find(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<Open, Error> {
    let row = load(cx.conn, token_hash)?;
    let OpenRow { valid_until, accepted_at, withdrawn_at, .. } = row;
    if (Waiting { valid_until, accepted_at, withdrawn_at }).is_over(cx.now) {
        return Err(Problem::of(Code::InvitationOver).into());
    }
    let account = users::credentials(cx.conn, &email_key(&row.email))?;
    let organisation =
        OrganisationSummary { id: row.organisation_id, name: row.organisation_name, kind: row.organisation_kind };
    let preview = InvitationPreview {
        organisation,
        invited_by: row.invited_by,
        email: row.email,
        role: row.role,
        account_exists: account.is_some(),
    };
    Ok(Open { preview, account, id: row.id, organisation: row.organisation_id })
}

/// Who accepts: an account whose password was proved, or a new one.
pub(super) enum Accepting {
    /// The account of this proof.
    Known(Proof),
    /// A new one with this password hash; its name and language are in the form.
    New(String),
}

/// Accepts an invitation: the person becomes a member and has a session.
///
/// # Errors
/// 404; 409 when it can no longer be accepted, when the person is a member already, or when the e-mail got an account
/// meanwhile.
pub(super) fn accept(
    cx: &mut Cx<'_>,
    token_hash: &[u8],
    acceptance: &InvitationAcceptance,
    accepting: &Accepting,
    new_session: &NewSession,
) -> Result<UserId, Error> {
    let open = find(cx, token_hash)?;
    take(cx, open.id)?;
    let user = match accepting {
        Accepting::Known(proof) => proof.redeem_with(cx, acceptance.code.as_deref())?,
        Accepting::New(password_hash) => {
            let name = acceptance.name.as_deref().unwrap_or_default().trim();
            let (email, locale) = (&open.preview.email, acceptance.locale);
            users::create(cx, &users::NewUser { email, name, password_hash, locale, network_admin: false })?
        }
    };
    store::add(cx, open.organisation, user, open.preview.role)?;
    sessions::open(cx, user, new_session)?;
    Ok(user)
}

/// Marks an invitation accepted, unless another request was faster.
fn take(cx: &mut Cx<'_>, id: InvitationId) -> Result<(), Error> {
    let waiting =
        invitations::table.find(id).filter(invitations::accepted_at.is_null()).filter(invitations::withdrawn_at.is_null());
    let changed = diesel::update(waiting).set(invitations::accepted_at.eq(cx.now)).execute(cx.conn)?;
    if changed == 1 { Ok(()) } else { Err(Problem::of(Code::InvitationOver).into()) }
}
