//! Sends what waits in the outbox.

use super::outbox::{self, Letter};
use super::post::Post;
use crate::http::{Error, State};
use futures_util::{StreamExt, stream};
use std::future::ready;
use std::sync::Arc;

/// Mails that one server sends at the same time. A mail server takes a while to answer, so one after the other would take
/// minutes where a large network is told of something; and it is as many as may leave twice when a server is killed between
/// a mail and its record.
const AT_A_TIME: usize = 8;

/// Mails that are taken at one look. They share their connections to the mail server.
const BATCH: i64 = 100;

/// Sends mails that are due, at most [`BATCH`], and returns how many have left. A server that stops begins no further one.
pub(super) async fn send_due(state: &State) -> Result<usize, Error> {
    let letters = state.read(|cx| outbox::due(cx, BATCH)).await?;
    if letters.is_empty() {
        return Ok(0);
    }
    let post = Arc::new(Post::open(&state.settings));
    let outcomes: Vec<Result<bool, Error>> = stream::iter(letters)
        .take_while(|_| ready(!state.is_stopping()))
        .map(|letter| send(state, Arc::clone(&post), letter))
        .buffer_unordered(AT_A_TIME)
        .collect()
        .await;
    // Only now: a failure must not drop the others in the middle of a mail.
    outcomes.into_iter().try_fold(0, |sent, outcome| Ok(sent + usize::from(outcome?)))
}

/// Sends a mail unless another server does; `true` when it has left.
async fn send(state: &State, post: Arc<Post>, letter: Letter) -> Result<bool, Error> {
    let wanted = letter.clone();
    if !state.write(move |cx| outbox::lease(cx, &wanted)).await? {
        return Ok(false);
    }
    let leased = letter.clone();
    let outcome = actix_web::web::block(move || post.send(&leased)).await;
    match outcome.unwrap_or_else(|error| Err(error.to_string())) {
        Ok(()) => state.write(move |cx| outbox::record_sent(cx, &letter.id)).await.map(|()| true),
        Err(why) => {
            tracing::warn!(recipient = letter.recipient, why, "a mail could not be sent");
            state.write(move |cx| outbox::record_failed(cx, &letter, &why)).await.map(|()| false)
        }
    }
}
