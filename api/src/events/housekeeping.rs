//! What is thrown away when its time is over.

use super::outbox;
use crate::accounts::store::sessions;
use crate::audit;
use crate::db::schema::idempotency_keys;
use crate::http::{Cx, Error, State};
use crate::photos;
use crate::searches;
use diesel::prelude::*;
use shared::time::DAY;

/// How long the answer to an Idempotency-Key is kept, in milliseconds.
const ANSWERS_KEPT: i64 = DAY;

/// Throws away answers to old Idempotency-Keys, ended sessions, the memory of mails sent long ago and photos that no
/// offer shows. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn run(state: &State) -> Result<usize, Error> {
    state
        .write(|cx| {
            Ok(audit::store::forget_old(cx)?
                + forget_answers(cx)?
                + sessions::forget_ended(cx)?
                + outbox::forget_sent(cx)?
                + photos::store::forget_unused(cx)?
                + searches::store::forget_old(cx)?)
        })
        .await
}

fn forget_answers(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let old = idempotency_keys::table.filter(idempotency_keys::created_at.le(cx.now.plus(-ANSWERS_KEPT)));
    Ok(diesel::delete(old).execute(cx.conn)?)
}
