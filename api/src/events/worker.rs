//! The worker: does by itself what is due, in every server, beside its requests.

use super::outbox::{self, Letter};
use super::{housekeeping, post};
use crate::clock::Clock;
use crate::http::{Error, State};
use crate::{claims, offers};
use shared::time::HOUR;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// How often the worker looks for what is due.
const POLL: Duration = Duration::from_secs(2);

/// Mails, or claims whose time is over, that are taken at one look.
const BATCH: i64 = 20;

/// A running worker. It stops when the last clone is dropped: the server holds them, so it stops with the server.
#[derive(Clone)]
pub struct Worker {
    _alive: Arc<oneshot::Sender<()>>,
}

/// Starts a worker on the current runtime. Where a test sets the clock nothing is started: the test says when, with
/// [`run_once`].
#[must_use]
pub fn start(state: &State) -> Worker {
    let (alive, stopped) = oneshot::channel();
    if matches!(state.clock, Clock::System) {
        tokio::spawn(run(state.clone(), stopped));
    }
    Worker { _alive: Arc::new(alive) }
}

async fn run(state: State, mut stopped: oneshot::Receiver<()>) {
    let mut last_cleaning = None;
    loop {
        run_once(&state).await;
        let now = state.clock.now();
        if last_cleaning.is_none_or(|last| now.plus(-HOUR) >= last) {
            report("housekeeping", housekeeping::run(&state).await);
            last_cleaning = Some(now);
        }
        tokio::select! {
            _ = &mut stopped => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Does everything that is due now, once. Returns how many things were done; failures are logged.
pub async fn run_once(state: &State) -> usize {
    let closed = report("closing offers", state.write(offers::store::close_due).await);
    let lapsed = report("ending claims", state.write(|cx| claims::store::lapse_due(cx, BATCH)).await);
    // Mails last: what has just ended is told at once.
    closed + lapsed + report("mails", send_mails(state).await)
}

/// The count of a piece of work; a failure is logged and counts nothing, because the next look tries again.
fn report(work: &'static str, outcome: Result<usize, Error>) -> usize {
    outcome.unwrap_or_else(|error| {
        tracing::warn!(work, %error, "the worker failed");
        0
    })
}

/// Sends the mails that are due and returns how many have left.
async fn send_mails(state: &State) -> Result<usize, Error> {
    let mut sent = 0;
    for letter in state.read(|cx| outbox::due(cx, BATCH)).await? {
        sent += usize::from(send_mail(state, letter).await?);
    }
    Ok(sent)
}

async fn send_mail(state: &State, letter: Letter) -> Result<bool, Error> {
    let wanted = letter.clone();
    if !state.write(move |cx| outbox::lease(cx, &wanted)).await? {
        return Ok(false);
    }
    let (sender, leased) = (state.clone(), letter.clone());
    let outcome = actix_web::web::block(move || post::send(&sender.settings.mail, &leased)).await;
    match outcome.unwrap_or_else(|error| Err(error.to_string())) {
        Ok(()) => state.write(move |cx| outbox::record_sent(cx, &letter.id)).await.map(|()| true),
        Err(why) => {
            tracing::warn!(recipient = letter.recipient, why, "a mail could not be sent");
            state.write(move |cx| outbox::record_failed(cx, &letter, &why)).await.map(|()| false)
        }
    }
}
