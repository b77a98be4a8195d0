//! Forgotten and changed passwords.
//!
//! Whoever asks for a reset is answered before anybody looks whether the address has an account: the request only writes
//! the address down, the worker does the rest. So neither the answer nor its time can tell.

use super::links::{self, Link, Purpose};
use super::{devices, sessions, throttles, users};
use crate::accounts::mails;
use crate::accounts::proof::Proof;
use crate::accounts::rules::{RESET_LIFETIME, email_key};
use crate::accounts::secret::Secret;
use crate::accounts::throttle::Bucket;
use crate::db::schema::password_reset_requests;
use crate::events::mail::queue;
use crate::http::{Cx, Error, Identity};
use crate::on_backend;
use diesel::prelude::*;
use shared::ids::UserId;
use shared::problem::{Code, Problem};
use std::net::IpAddr;

/// Requests that are answered at one look. Many, because most of what a flood asks for has no account and costs little.
const BATCH: i64 = 500;

/// Writes down that somebody forgot the password of this e-mail's account, if there is one.
///
/// # Errors
/// 429 when too many came from this address.
pub fn ask_reset(cx: &mut Cx<'_>, email: &str, address: IpAddr) -> Result<(), Error> {
    throttles::take(cx, Bucket::ResetAddress(address))?;
    let row = (password_reset_requests::email_key.eq(email_key(email)), password_reset_requests::asked_at.eq(cx.now));
    on_backend!(cx.conn, conn => {
        diesel::insert_into(password_reset_requests::table).values(row).on_conflict_do_nothing().execute(conn)
    })?;
    Ok(())
}

/// Sends the links that were asked for to those who have an account. Returns how many requests were answered.
///
/// # Errors
/// When the database fails.
pub fn answer_resets(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let waiting: Vec<String> = password_reset_requests::table
        .order(password_reset_requests::asked_at)
        .select(password_reset_requests::email_key)
        .limit(BATCH)
        .load(cx.conn)?;
    let mut answered = 0;
    for email_key in waiting {
        // Of two workers that look together, one deletes and answers.
        let mine = diesel::delete(password_reset_requests::table.find(&email_key)).execute(cx.conn)?;
        if mine == 1 {
            send_link(cx, &email_key)?;
            answered += 1;
        }
    }
    Ok(answered)
}

fn send_link(cx: &mut Cx<'_>, email_key: &str) -> Result<(), Error> {
    let Some((user_id, _)) = users::credentials(cx.conn, email_key)? else {
        return Ok(());
    };
    // Nobody's letter box is to be filled by others. Not a refusal: there is nobody left to tell.
    if !throttles::try_take(cx, Bucket::ResetMail(email_key))? {
        return Ok(());
    }
    users::hold(cx.conn, user_id)?;
    let secret = Secret::random()?;
    links::put(cx, Purpose::PasswordReset, &Link { user_id, email: None }, &secret.hash(), RESET_LIFETIME)?;
    let to = users::recipient(cx.conn, user_id)?;
    let link = format!("{}/reset/{}", cx.settings.public_url, secret.reveal());
    queue(cx, mails::reset(&to, cx.settings, &link))
}

/// Whether the link of a secret with this hash can be opened.
///
/// # Errors
/// 409 `link_over`.
pub fn check_reset(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<(), Error> {
    links::find(cx, Purpose::PasswordReset, token_hash).map(drop)
}

/// Sets a new password by a link, and tells whose. All sessions end; the browser that has the link is the only one known from now on.
///
/// # Errors
/// 409 `link_over`.
pub fn reset(cx: &mut Cx<'_>, token_hash: &[u8], password_hash: &str, device_hash: &[u8]) -> Result<UserId, Error> {
    let Link { user_id, .. } = links::find(cx, Purpose::PasswordReset, token_hash)?;
    users::hold(cx.conn, user_id)?;
    links::take(cx, token_hash)?;
    replace(cx, user_id, password_hash)?;
    sessions::end_all(cx, user_id)?;
    devices::remember(cx, user_id, device_hash)?;
    Ok(user_id)
}

/// Sets a new password in place of one that was proved. All other sessions end.
///
/// # Errors
/// 401 when the password changed since it was proved.
pub fn change(
    cx: &mut Cx<'_>,
    identity: Identity,
    proof: &Proof,
    password_hash: &str,
    device_hash: &[u8],
) -> Result<(), Error> {
    let user_id = proof.redeem(cx)?;
    if user_id != identity.user_id {
        return Err(Problem::of(Code::Unauthenticated).into());
    }
    replace(cx, user_id, password_hash)?;
    sessions::end_others(cx, identity)?;
    devices::remember(cx, user_id, device_hash)
}

/// What every new password means: no link and no device of before counts, and the person is told.
fn replace(cx: &mut Cx<'_>, user: UserId, password_hash: &str) -> Result<(), Error> {
    users::set_password(cx.conn, user, password_hash)?;
    links::clear(cx, user)?;
    devices::forget_all(cx, user)?;
    let to = users::recipient(cx.conn, user)?;
    queue(cx, mails::password_changed(&to, cx.settings))
}
