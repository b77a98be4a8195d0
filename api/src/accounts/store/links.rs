//! Links of mails that wait to be opened. One of each purpose for an account: a newer one takes the older one's place.

use crate::db::schema::account_links;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::UserId;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;

/// What opening a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Sets a new password.
    PasswordReset,
    /// Confirms a new e-mail.
    EmailChange,
}

impl Purpose {
    /// All purposes.
    pub const ALL: [Self; 2] = [Self::PasswordReset, Self::EmailChange];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PasswordReset => "password_reset",
            Self::EmailChange => "email_change",
        }
    }
}

/// A link that can be opened.
#[derive(Clone, Debug, Queryable)]
pub struct Link {
    /// Whose account.
    pub user_id: UserId,
    /// The new address of a change of e-mail.
    pub email: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = account_links)]
struct LinkRow<'a> {
    user_id: UserId,
    purpose: &'static str,
    token_hash: &'a [u8],
    email: Option<&'a str>,
    valid_until: UtcMillis,
}

/// Makes a link of an account that this transaction holds; an older one of the same purpose no longer opens anything.
///
/// # Errors
/// When the database fails.
pub fn put(cx: &mut Cx<'_>, purpose: Purpose, link: &Link, token_hash: &[u8], lifetime_millis: i64) -> Result<(), Error> {
    let Link { user_id, email } = link;
    diesel::delete(account_links::table.find((user_id, purpose.as_str()))).execute(cx.conn)?;
    let (purpose, email, valid_until) = (purpose.as_str(), email.as_deref(), cx.now.plus(lifetime_millis));
    let row = LinkRow { user_id: *user_id, purpose, token_hash, email, valid_until };
    diesel::insert_into(account_links::table).values(&row).execute(cx.conn)?;
    Ok(())
}

/// The link of a secret with this hash.
///
/// # Errors
/// 409 when there is none (any more), or its time is over.
pub fn find(cx: &mut Cx<'_>, purpose: Purpose, token_hash: &[u8]) -> Result<Link, Error> {
    let open: Option<Link> = account_links::table
        .filter(account_links::token_hash.eq(token_hash))
        .filter(account_links::purpose.eq(purpose.as_str()))
        .filter(account_links::valid_until.gt(cx.now))
        .select((account_links::user_id, account_links::email))
        .first(cx.conn)
        .optional()?;
    open.ok_or_else(over)
}

/// The new e-mail that an account has asked for and that waits for its link to be opened.
///
/// # Errors
/// When the database fails.
pub fn pending_email(cx: &mut Cx<'_>, user: UserId) -> Result<Option<String>, Error> {
    let open = account_links::table
        .find((user, Purpose::EmailChange.as_str()))
        .filter(account_links::valid_until.gt(cx.now))
        .select(account_links::email);
    Ok(open.first::<Option<String>>(cx.conn).optional()?.flatten())
}

/// Uses the link of an account that this transaction holds.
///
/// # Errors
/// 409 when another request was faster.
pub fn take(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<(), Error> {
    let open = account_links::table.filter(account_links::token_hash.eq(token_hash));
    if diesel::delete(open).execute(cx.conn)? == 1 { Ok(()) } else { Err(over()) }
}

/// Takes all links of an account back: what somebody asked for before its password or e-mail changed.
///
/// # Errors
/// When the database fails.
pub fn clear(cx: &mut Cx<'_>, user: UserId) -> Result<(), Error> {
    diesel::delete(account_links::table.filter(account_links::user_id.eq(user))).execute(cx.conn)?;
    Ok(())
}

/// Forgets links whose time is over. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_over(cx: &mut Cx<'_>) -> Result<usize, Error> {
    Ok(diesel::delete(account_links::table.filter(account_links::valid_until.le(cx.now))).execute(cx.conn)?)
}

pub(super) fn over() -> Error {
    Problem::of(Code::LinkOver).into()
}
