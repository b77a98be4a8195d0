//! What is thrown away when its time is over.

use super::outbox;
use crate::accounts::{keys, store as accounts};
use crate::answers;
use crate::audit;
use crate::db::schema::idempotency_keys;
use crate::http::{Cx, Error, State};
use crate::notifications;
use crate::photos;
use crate::searches;
use crate::stock;
use diesel::prelude::*;
use shared::time::DAY;

/// How long the answer to an Idempotency-Key is kept, in milliseconds.
const ANSWERS_KEPT: i64 = DAY;

/// Throws away answers to old Idempotency-Keys, what accounts no longer need, links of mails, the memory of mails sent long
/// ago and photos that no offer shows, and replaces the signing key when it is old. Returns how many rows. Tells, once a
/// day, what is about to be lost.
///
/// # Errors
/// When the database fails.
pub async fn run(state: &State) -> Result<usize, Error> {
    let work = |cx: &mut Cx<'_>| {
        let keys = keys::rotate_if_old(cx.conn, cx.now, i64::from(cx.settings.signing_key_days) * DAY)?;
        let people = audit::store::forget_old(cx)? + accounts::forget_over(cx)? + searches::store::forget_old(cx)?;
        let told = notifications::store::forget_old(cx)? + answers::store::forget_old(cx)?;
        Ok(keys + people + told + forget_answers(cx)? + outbox::forget_sent(cx)? + photos::store::forget_unused(cx)?)
    };
    let forgotten = state.write(work).await?;
    tell_due(state).await?;
    Ok(forgotten)
}

/// Tells organisations what they are about to lose. That is found while reading, so that no write waits for it.
async fn tell_due(state: &State) -> Result<(), Error> {
    for due in state.read(stock::store::due).await? {
        state.write(move |cx| stock::store::tell_due(cx, &due)).await?;
    }
    Ok(())
}

fn forget_answers(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let old = idempotency_keys::table.filter(idempotency_keys::created_at.le(cx.now.plus(-ANSWERS_KEPT)));
    Ok(diesel::delete(old).execute(cx.conn)?)
}
