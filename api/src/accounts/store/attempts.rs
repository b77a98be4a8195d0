//! A password that is being tried: counted before it is looked at, so that a hundred at once are a hundred, and given
//! back when it was right.

use super::{devices, throttles, users};
use crate::accounts::caller::Caller;
use crate::accounts::rules::email_key;
use crate::accounts::throttle::Bucket;
use crate::http::{Actor, Cx, Error, Identity};
use shared::ids::UserId;
use shared::problem::{Code, Problem};

/// A counted attempt.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The account and its password's hash; `None` when the e-mail has no account.
    pub account: Option<(UserId, String)>,
    /// Keys and steps of the allowances used.
    taken: Vec<(Vec<u8>, i64)>,
}

/// Counts a log-in. From a device that the account knows, only that device's attempts count: what somebody else tries
/// elsewhere keeps nobody out of his or her own browser.
///
/// # Errors
/// 429 when there were too many.
pub fn log_in(cx: &mut Cx<'_>, email: &str, caller: &Caller) -> Result<Attempt, Error> {
    let email_key = email_key(email);
    let account = users::credentials(cx.conn, &email_key)?;
    let device = known_device(cx, account.as_ref().map(|(user, _)| *user), caller)?;
    let taken = match &device {
        Some((device_hash, user)) => take(cx, &[Bucket::Device(device_hash, *user)])?,
        None => take(cx, &[Bucket::Account(&email_key), Bucket::Address(caller.address)])?,
    };
    Ok(Attempt { account, taken })
}

fn known_device(cx: &mut Cx<'_>, user: Option<UserId>, caller: &Caller) -> Result<Option<(Vec<u8>, UserId)>, Error> {
    let Some((user, device_hash)) = user.zip(caller.device_hash()) else {
        return Ok(None);
    };
    Ok(devices::is_known(cx, user, &device_hash)?.then_some((device_hash, user)))
}

/// Counts a password or code that is asked again of somebody who is logged in. The audit log learns of what follows, not
/// of the attempt.
///
/// # Errors
/// 429 when there were too many; 401 when the session has ended.
pub fn again(cx: &mut Cx<'_>, identity: Identity) -> Result<Attempt, Error> {
    let user = Actor::load(cx.conn, identity)?.user_id;
    let taken = take(cx, &[Bucket::Person(user)])?;
    Ok(Attempt { account: Some((user, users::password_hash(cx.conn, user)?)), taken })
}

fn take(cx: &mut Cx<'_>, buckets: &[Bucket<'_>]) -> Result<Vec<(Vec<u8>, i64)>, Error> {
    let mut taken = Vec::new();
    for bucket in buckets {
        throttles::take(cx, *bucket)?;
        taken.push((bucket.key(), bucket.allowance().step()));
    }
    Ok(taken)
}

/// Gives a right attempt back and holds the account, so that what follows it in this transaction is alone with it.
///
/// # Errors
/// 401 when the password was changed since it was looked at.
pub fn redeem(cx: &mut Cx<'_>, attempt: &Attempt) -> Result<UserId, Error> {
    let refused = || Error::from(Problem::of(Code::InvalidCredentials));
    let (user, proved_hash) = attempt.account.as_ref().ok_or_else(refused)?;
    users::hold(cx.conn, *user)?;
    if users::password_hash(cx.conn, *user)? != *proved_hash {
        return Err(refused());
    }
    for (key, step) in &attempt.taken {
        throttles::give_back(cx, key, *step)?;
    }
    Ok(*user)
}
