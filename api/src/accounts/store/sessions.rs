//! Sessions: a log-in on a device, kept alive by refresh tokens of which each is used once and replaced by a sibling.
//! The row is the session; deleting it ends the session and takes its tokens along.

use super::devices;
use crate::accounts::device::device;
use crate::accounts::rules::{REUSE_GRACE, SESSION_LIFETIME};
use crate::accounts::session::NewSession;
use crate::db::schema::{refresh_tokens, sessions};
use crate::http::{Cx, Error, Identity};
use diesel::prelude::*;
use shared::accounts::{Session, SessionList};
use shared::ids::{SessionId, UserId};
use shared::time::UtcMillis;

/// Most sessions that are listed.
const LISTED: i64 = 100;

#[derive(Insertable)]
#[diesel(table_name = sessions)]
struct SessionRow<'a> {
    id: SessionId,
    user_id: UserId,
    opened_at: UtcMillis,
    used_at: UtcMillis,
    user_agent: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = refresh_tokens)]
struct TokenRow<'a> {
    token_hash: &'a [u8],
    session_id: SessionId,
    issued_at: UtcMillis,
    valid_until: UtcMillis,
}

fn issue(cx: &mut Cx<'_>, session_id: SessionId, token_hash: &[u8]) -> Result<(), Error> {
    let row = TokenRow { token_hash, session_id, issued_at: cx.now, valid_until: cx.now.plus(SESSION_LIFETIME) };
    diesel::insert_into(refresh_tokens::table).values(&row).execute(cx.conn)?;
    Ok(())
}

/// Begins a session, on a device that is known from now on.
///
/// # Errors
/// When the database fails.
pub fn open(cx: &mut Cx<'_>, user_id: UserId, new: &NewSession) -> Result<(), Error> {
    let user_agent = new.user_agent.as_deref();
    let row = SessionRow { id: new.id, user_id, opened_at: cx.now, used_at: cx.now, user_agent };
    diesel::insert_into(sessions::table).values(&row).execute(cx.conn)?;
    issue(cx, new.id, &new.refresh.hash())?;
    devices::remember(cx, user_id, &new.device.hash())
}

#[derive(Queryable)]
struct LivingToken {
    session_id: SessionId,
    user_id: UserId,
    valid_until: UtcMillis,
}

/// Uses the refresh token of hash `used` and issues `next` in its place. `None` when it is unknown, too old or used up;
/// then its whole session ends, because one of its two bearers stole it. (`None` and no error: the end must be
/// committed.)
///
/// # Errors
/// When the database fails.
pub fn rotate(cx: &mut Cx<'_>, used: &[u8], next: &[u8]) -> Result<Option<(UserId, SessionId)>, Error> {
    let known: Option<LivingToken> = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::token_hash.eq(used))
        .select((sessions::id, sessions::user_id, refresh_tokens::valid_until))
        .first(cx.conn)
        .optional()?;
    let Some(LivingToken { session_id, user_id, .. }) = known.filter(|token| token.valid_until > cx.now) else {
        return Ok(None);
    };
    // First, because it holds the row: a log-out at the same time comes before or after, never between.
    let alive = diesel::update(sessions::table.find(session_id)).set(sessions::used_at.eq(cx.now)).execute(cx.conn)?;
    if alive == 0 {
        return Ok(None);
    }
    if !use_up(cx, used)? {
        end(cx, user_id, session_id)?;
        return Ok(None);
    }
    issue(cx, session_id, next)?;
    Ok(Some((user_id, session_id)))
}

/// Uses a token: once at any time, and again for a short while after that, because all tabs of a browser can wake up
/// together and send the same cookie.
fn use_up(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<bool, Error> {
    let unused = refresh_tokens::table.find(token_hash).filter(refresh_tokens::used_at.is_null());
    let first = diesel::update(unused).set(refresh_tokens::used_at.eq(cx.now)).execute(cx.conn)?;
    if first == 1 {
        return Ok(true);
    }
    let used_at: Option<UtcMillis> =
        refresh_tokens::table.find(token_hash).select(refresh_tokens::used_at).first(cx.conn)?;
    Ok(used_at.is_some_and(|used_at| used_at >= cx.now.plus(-REUSE_GRACE)))
}

/// Ends the session that the refresh token of this hash belongs to, if there is one, and tells whose it was.
///
/// # Errors
/// When the database fails.
pub fn close(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<Option<UserId>, Error> {
    let known: Option<(SessionId, UserId)> = refresh_tokens::table
        .inner_join(sessions::table)
        .filter(refresh_tokens::token_hash.eq(token_hash))
        .select((sessions::id, sessions::user_id))
        .first(cx.conn)
        .optional()?;
    let Some((session, person)) = known else {
        return Ok(None);
    };
    diesel::delete(sessions::table.find(session)).execute(cx.conn)?;
    Ok(Some(person))
}

/// Ends one session of a person.
///
/// # Errors
/// 404 when the person has no such session.
pub fn end(cx: &mut Cx<'_>, user: UserId, session: SessionId) -> Result<(), Error> {
    let own = sessions::table.find(session).filter(sessions::user_id.eq(user));
    if diesel::delete(own).execute(cx.conn)? == 1 { Ok(()) } else { Err(Error::not_found()) }
}

/// Ends all sessions of a person.
///
/// # Errors
/// When the database fails.
pub fn end_all(cx: &mut Cx<'_>, user: UserId) -> Result<(), Error> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(cx.conn)?;
    Ok(())
}

/// Ends all sessions of a person but this one.
///
/// # Errors
/// When the database fails.
pub fn end_others(cx: &mut Cx<'_>, identity: Identity) -> Result<(), Error> {
    let others = sessions::table.filter(sessions::user_id.eq(identity.user_id)).filter(sessions::id.ne(identity.session_id));
    diesel::delete(others).execute(cx.conn)?;
    Ok(())
}

#[derive(Queryable)]
struct ListedRow {
    id: SessionId,
    opened_at: UtcMillis,
    used_at: UtcMillis,
    user_agent: Option<String>,
}

/// The caller's sessions, the one last used first.
///
/// # Errors
/// When the database fails.
pub fn list(cx: &mut Cx<'_>, identity: Identity) -> Result<SessionList, Error> {
    let rows: Vec<ListedRow> = sessions::table
        .filter(sessions::user_id.eq(identity.user_id))
        .filter(sessions::used_at.gt(cx.now.plus(-SESSION_LIFETIME)))
        .order((sessions::used_at.desc(), sessions::id.desc()))
        .select((sessions::id, sessions::opened_at, sessions::used_at, sessions::user_agent))
        .limit(LISTED)
        .load(cx.conn)?;
    let items = rows.into_iter().map(|ListedRow { id, opened_at, used_at, user_agent }| Session {
        id,
        device: user_agent.as_deref().map(device),
        opened_at,
        used_at,
        current: id == identity.session_id,
    });
    Ok(SessionList { items: items.collect() })
}

/// Forgets sessions that nobody used for too long, and tokens whose time is over. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_ended(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let unused = sessions::table.filter(sessions::used_at.le(cx.now.plus(-SESSION_LIFETIME)));
    let ended = diesel::delete(unused).execute(cx.conn)?;
    let over = refresh_tokens::table.filter(refresh_tokens::valid_until.le(cx.now));
    Ok(ended + diesel::delete(over).execute(cx.conn)?)
}
