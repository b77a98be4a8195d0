//! Accounts.

use super::{links, second_factors};
use crate::accounts::rules::email_key;
use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::expr::any_of;
use crate::db::schema::{memberships, organisations, users};
use crate::events::mail::Recipient;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::accounts::{Locale, Me, Membership, User, UserPatch};
use shared::ids::{OrganisationId, UserId};
use shared::organisations::{OrganisationKind, OrganisationStatus, OrganisationSummary, Role};
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;
use std::collections::HashMap;
use uuid::Uuid;

/// A person to be given an account.
pub struct NewUser<'a> {
    /// E-mail as the person writes it.
    pub email: &'a str,
    /// Name shown to others.
    pub name: &'a str,
    /// From [`crate::accounts::password`].
    pub password_hash: &'a str,
    /// Language of mails.
    pub locale: Locale,
    /// Whether this person administers the network.
    pub network_admin: bool,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
struct UserRow<'a> {
    id: UserId,
    email: &'a str,
    email_key: String,
    name: &'a str,
    password_hash: &'a str,
    locale: Locale,
    network_admin: bool,
    created_at: UtcMillis,
}

/// Creates an account.
///
/// # Errors
/// 409 when the e-mail has one already.
pub fn create(cx: &mut Cx<'_>, new: &NewUser<'_>) -> Result<UserId, Error> {
    let &NewUser { email, name, password_hash, locale, network_admin } = new;
    let id = UserId(Uuid::now_v7());
    let row =
        UserRow { id, email, email_key: email_key(email), name, password_hash, locale, network_admin, created_at: cx.now };
    match diesel::insert_into(users::table).values(&row).execute(cx.conn) {
        Ok(_) => Ok(id),
        Err(error) if UniqueKey::UserEmail.is_violated_by(&error) => Err(Problem::of(Code::EmailTaken).into()),
        Err(error) => Err(error.into()),
    }
}

/// The account of an e-mail (in the form of [`email_key`]) and its password hash.
///
/// # Errors
/// When the database fails.
pub fn credentials(conn: &mut Conn, email_key: &str) -> Result<Option<(UserId, String)>, Error> {
    let account = users::table.filter(users::email_key.eq(email_key)).select((users::id, users::password_hash));
    Ok(account.first(conn).optional()?)
}

/// An account's password hash.
///
/// # Errors
/// 404 when there is no such account.
pub fn password_hash(conn: &mut Conn, id: UserId) -> Result<String, Error> {
    Ok(users::table.find(id).select(users::password_hash).first(conn)?)
}

/// Holds an account's row until the transaction ends, so that changes to one account come one after the other.
///
/// # Errors
/// When the database fails.
pub fn hold(conn: &mut Conn, id: UserId) -> Result<(), Error> {
    diesel::update(users::table.find(id)).set(users::locale.eq(users::locale)).execute(conn)?;
    Ok(())
}

/// Sets a new password.
///
/// # Errors
/// When the database fails.
pub fn set_password(conn: &mut Conn, id: UserId, password_hash: &str) -> Result<(), Error> {
    diesel::update(users::table.find(id)).set(users::password_hash.eq(password_hash)).execute(conn)?;
    Ok(())
}

/// Sets a new e-mail.
///
/// # Errors
/// 409 `link_over` when another account has it: which one has is not told.
pub fn set_email(conn: &mut Conn, id: UserId, email: &str) -> Result<(), Error> {
    let changed = (users::email.eq(email), users::email_key.eq(email_key(email)));
    match diesel::update(users::table.find(id)).set(changed).execute(conn) {
        Ok(_) => Ok(()),
        Err(error) if UniqueKey::UserEmail.is_violated_by(&error) => Err(Problem::of(Code::LinkOver).into()),
        Err(error) => Err(error.into()),
    }
}

/// Those who administer the network, oldest account first: whom to write to about what they decide.
///
/// # Errors
/// When the database fails.
pub fn administrators(conn: &mut Conn) -> Result<Vec<Recipient>, Error> {
    Ok(users::table.filter(users::network_admin).order(users::id).select(Recipient::as_select()).load(conn)?)
}

/// Names of people. Beside a list they are a question of their own: joined to it, PostgreSQL reads all people.
///
/// # Errors
/// When the database fails.
pub fn names(conn: &mut Conn, mut ids: Vec<UserId>) -> Result<HashMap<UserId, String>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(UserId, String)> =
        users::table.filter(any_of(users::id, ids)).select((users::id, users::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// A person to write to.
///
/// # Errors
/// 404 when there is none.
pub fn recipient(conn: &mut Conn, id: UserId) -> Result<Recipient, Error> {
    Ok(users::table.find(id).select(Recipient::as_select()).first(conn)?)
}

/// The person with his or her organisations.
///
/// # Errors
/// 401 when the person no longer exists.
pub fn me(cx: &mut Cx<'_>, id: UserId) -> Result<Me, Error> {
    let person = users::table
        .find(id)
        .select((users::name, users::email, users::locale, users::network_admin))
        .first::<(String, String, Locale, bool)>(cx.conn)
        .optional()?;
    let (name, email, locale, network_admin) = person.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
    let memberships = memberships_of(cx.conn, id)?;
    let second_factor = second_factors::status(cx, id, network_admin)?;
    let pending_email = links::pending_email(cx, id)?;
    Ok(Me { user: User { id, name, email, locale, network_admin }, memberships, second_factor, pending_email })
}

#[derive(Queryable)]
struct MembershipRow {
    id: OrganisationId,
    name: String,
    kind: OrganisationKind,
    status: OrganisationStatus,
    decision_reason: Option<String>,
    role: Role,
}

impl From<MembershipRow> for Membership {
    fn from(row: MembershipRow) -> Self {
        let MembershipRow { id, name, kind, status, decision_reason, role } = row;
        Self { organisation: OrganisationSummary { id, name, kind }, status, decision_reason, role }
    }
}

fn memberships_of(conn: &mut Conn, user: UserId) -> Result<Vec<Membership>, Error> {
    let rows: Vec<MembershipRow> = memberships::table
        .inner_join(organisations::table)
        .filter(memberships::user_id.eq(user))
        .order((organisations::name_key, organisations::id))
        .select((
            organisations::id,
            organisations::name,
            organisations::kind,
            organisations::status,
            organisations::decision_reason,
            memberships::role,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

#[derive(AsChangeset)]
#[diesel(table_name = users)]
struct UserChanges<'a> {
    name: Option<&'a str>,
    locale: Option<Locale>,
}

/// Changes what a person may change about himself or herself.
///
/// # Errors
/// When the database fails.
pub fn update(cx: &mut Cx<'_>, id: UserId, patch: &UserPatch) -> Result<(), Error> {
    let changes = UserChanges { name: patch.name.as_deref().map(str::trim), locale: patch.locale };
    // A patch that changes nothing is no statement at all, which diesel refuses to run.
    if changes.name.is_some() || changes.locale.is_some() {
        diesel::update(users::table.find(id)).set(&changes).execute(cx.conn)?;
    }
    Ok(())
}
