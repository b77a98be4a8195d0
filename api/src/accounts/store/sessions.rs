//! Sessions: a family of refresh tokens, of which each is used once and replaced by a sibling.

use crate::accounts::rules::{REUSE_GRACE, SESSION_LIFETIME};
use crate::db::schema::refresh_tokens;
use crate::http::{Cx, Error};
use diesel::prelude::*;
use shared::ids::UserId;
use shared::time::UtcMillis;
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = refresh_tokens)]
struct TokenRow<'a> {
    token_hash: &'a [u8],
    family_id: &'a [u8],
    user_id: UserId,
    issued_at: UtcMillis,
    valid_until: UtcMillis,
}

fn issue(cx: &mut Cx<'_>, user_id: UserId, family_id: &[u8], token_hash: &[u8]) -> Result<(), Error> {
    let valid_until = cx.now.plus(SESSION_LIFETIME);
    let row = TokenRow { token_hash, family_id, user_id, issued_at: cx.now, valid_until };
    diesel::insert_into(refresh_tokens::table).values(&row).execute(cx.conn)?;
    Ok(())
}

/// Begins a session with its first refresh token, of which this is the hash.
///
/// # Errors
/// When the database fails.
pub fn open(cx: &mut Cx<'_>, user_id: UserId, token_hash: &[u8]) -> Result<(), Error> {
    issue(cx, user_id, Uuid::now_v7().as_bytes(), token_hash)
}

/// Uses the refresh token of hash `used` and issues `next` in its place. `None` when it is unknown, too old or used up;
/// then its whole family ends, because one of its two bearers stole it. (`None` and no error: the revocation must be
/// committed.)
///
/// # Errors
/// When the database fails.
pub fn rotate(cx: &mut Cx<'_>, used: &[u8], next: &[u8]) -> Result<Option<UserId>, Error> {
    let known = refresh_tokens::table
        .find(used)
        .select((refresh_tokens::family_id, refresh_tokens::user_id, refresh_tokens::valid_until))
        .first::<(Vec<u8>, UserId, UtcMillis)>(cx.conn)
        .optional()?;
    let Some((family, user_id, _)) = known.filter(|(_, _, valid_until)| *valid_until > cx.now) else {
        return Ok(None);
    };
    if use_up(cx, used)? {
        issue(cx, user_id, &family, next)?;
        Ok(Some(user_id))
    } else {
        revoke_family(cx, &family)?;
        Ok(None)
    }
}

/// Takes one of a token's two uses: the first at any time, the second shortly after the first. The second revokes it.
fn use_up(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<bool, Error> {
    let token = refresh_tokens::table.find(token_hash).filter(refresh_tokens::revoked_at.is_null());
    let first = diesel::update(token.filter(refresh_tokens::used_at.is_null()))
        .set(refresh_tokens::used_at.eq(cx.now))
        .execute(cx.conn)?;
    if first == 1 {
        return Ok(true);
    }
    let second = diesel::update(token.filter(refresh_tokens::used_at.ge(cx.now.plus(-REUSE_GRACE))))
        .set(refresh_tokens::revoked_at.eq(cx.now))
        .execute(cx.conn)?;
    Ok(second == 1)
}

/// Ends the session that the refresh token of this hash belongs to, if there is one, and tells whose it was.
///
/// # Errors
/// When the database fails.
pub fn close(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<Option<UserId>, Error> {
    let known: Option<(Vec<u8>, UserId)> = refresh_tokens::table
        .find(token_hash)
        .select((refresh_tokens::family_id, refresh_tokens::user_id))
        .first(cx.conn)
        .optional()?;
    let Some((family, person)) = known else {
        return Ok(None);
    };
    revoke_family(cx, &family)?;
    Ok(Some(person))
}

fn revoke_family(cx: &mut Cx<'_>, family: &[u8]) -> Result<(), Error> {
    let living =
        refresh_tokens::table.filter(refresh_tokens::family_id.eq(family)).filter(refresh_tokens::revoked_at.is_null());
    // Until none is found: the update can wait for a rotation, whose new sibling only the next one sees.
    while diesel::update(living).set(refresh_tokens::revoked_at.eq(cx.now)).execute(cx.conn)? > 0 {}
    Ok(())
}

/// Forgets tokens whose time is over. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_ended(cx: &mut Cx<'_>) -> Result<usize, Error> {
    Ok(diesel::delete(refresh_tokens::table.filter(refresh_tokens::valid_until.le(cx.now))).execute(cx.conn)?)
}
