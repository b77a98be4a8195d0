//! Used allowances. In the database, because several copies serve one network, and a restart must not give an attacker a
//! new allowance.

use crate::accounts::throttle::Bucket;
use crate::db::schema::throttles;
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;

/// Uses up one attempt.
///
/// # Errors
/// 429 `too_many_attempts` when none is left.
pub fn take(cx: &mut Cx<'_>, bucket: Bucket<'_>) -> Result<(), Error> {
    if try_take(cx, bucket)? {
        return Ok(());
    }
    let whole_at: UtcMillis = throttles::table.find(bucket.key()).select(throttles::whole_at).first(cx.conn)?;
    let wait = bucket.allowance().wait_seconds(cx.now, whole_at);
    Err(Problem::of(Code::TooManyAttempts).with("retry_after_seconds", wait).into())
}

/// Uses up one attempt, if one is left. By guarded updates, so that attempts at the same time count one after the other.
///
/// # Errors
/// When the database fails.
pub fn try_take(cx: &mut Cx<'_>, bucket: Bucket<'_>) -> Result<bool, Error> {
    let (key, now, allowance) = (bucket.key(), cx.now, bucket.allowance());
    let key = key.as_slice();
    let row = (throttles::key.eq(key), throttles::whole_at.eq(UtcMillis(0)));
    on_backend!(cx.conn, conn => diesel::insert_into(throttles::table).values(row).on_conflict_do_nothing().execute(conn))?;
    let whole = throttles::table.find(key).filter(throttles::whole_at.le(now));
    let first = diesel::update(whole).set(throttles::whole_at.eq(now.plus(allowance.step()))).execute(cx.conn)?;
    if first == 1 {
        return Ok(true);
    }
    let used = throttles::table.find(key).filter(throttles::whole_at.le(allowance.limit(now)));
    let later = throttles::whole_at.eq(throttles::whole_at + allowance.step());
    Ok(diesel::update(used).set(later).execute(cx.conn)? == 1)
}

/// Gives one attempt back: it was right.
///
/// # Errors
/// When the database fails.
pub fn give_back(cx: &mut Cx<'_>, key: &[u8], step: i64) -> Result<(), Error> {
    let earlier = throttles::whole_at.eq(throttles::whole_at - step);
    diesel::update(throttles::table.find(key)).set(earlier).execute(cx.conn)?;
    Ok(())
}

/// Forgets allowances that are whole again. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_whole(cx: &mut Cx<'_>) -> Result<usize, Error> {
    Ok(diesel::delete(throttles::table.filter(throttles::whole_at.le(cx.now))).execute(cx.conn)?)
}
