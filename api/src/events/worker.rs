//! The worker: does by itself what is due, in every server, beside its requests.

use super::outbox::{self, Letter};
use super::{housekeeping, post};
use crate::clock::Clock;
use crate::http::{Error, State};
use crate::{accounts, claims, conversations, loans, needs, notifications, offers, records, recurring, searches, sites};
use shared::time::HOUR;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the worker looks for what is due.
const POLL: Duration = Duration::from_secs(2);

/// The name of that work in logs and figures.
const MATCHES: &str = "telling of matches";

/// How often it looks for matches to tell: whoever could take the food hears of it within two seconds of its publication,
/// streams included.
const MATCH_POLL: Duration = Duration::from_millis(500);

/// Mails, occurrences, or claims and needs whose time is over, that are taken at one look.
const BATCH: i64 = 20;

/// How long a stopping server waits for the worker: a mail that is being sent may hang on a slow mail server.
const STOP_PATIENCE: Duration = Duration::from_secs(15);

/// A running worker. It stops when it is told to, or when the last clone is dropped: the server holds them, so it stops
/// with the server.
#[derive(Clone)]
pub struct Worker {
    alive: Arc<watch::Sender<()>>,
}

impl Worker {
    /// Waits until the worker has finished what it was doing. It begins nothing once [`State::stop`] was called, so no
    /// mail stays leased by a server that is gone.
    pub async fn stopped(&self) {
        self.alive.send_replace(());
        if tokio::time::timeout(STOP_PATIENCE, self.alive.closed()).await.is_err() {
            tracing::warn!("the worker did not finish in time; its mail is sent again when the lease is over");
        }
    }
}

/// Starts a worker on the current runtime. Where a test sets the clock nothing is started: the test says when, with
/// [`run_once`].
#[must_use]
pub fn start(state: &State) -> Worker {
    let (alive, stopped) = watch::channel(());
    if matches!(state.clock, Clock::System) {
        tokio::spawn(run_matches(state.clone(), stopped.clone()));
        tokio::spawn(run(state.clone(), stopped));
    }
    Worker { alive: Arc::new(alive) }
}

async fn run(state: State, mut stopped: watch::Receiver<()>) {
    let mut last_cleaning = None;
    while !state.is_stopping() {
        tidy(&state).await;
        let now = state.clock.now();
        if last_cleaning.is_none_or(|last| now.plus(-HOUR) >= last) {
            report(&state, "housekeeping", housekeeping::run(&state).await);
            last_cleaning = Some(now);
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

async fn run_matches(state: State, mut stopped: watch::Receiver<()>) {
    while !state.is_stopping() {
        report(&state, MATCHES, tell_matches(&state).await);
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(MATCH_POLL) => {}
        }
    }
}

/// Tells of the matches that are due and returns how many people were told. What is due is found while reading, so that
/// nobody waits for it; one that fails does not keep the others back.
async fn tell_matches(state: &State) -> Result<usize, Error> {
    let mut told = 0;
    for due in state.read(|cx| notifications::store::due(cx, BATCH)).await? {
        let telling = async {
            let found = state.read(move |cx| notifications::store::find(cx, &due)).await?;
            state.write(move |cx| notifications::store::tell(cx, &due, &found)).await
        };
        told += report(state, "telling of one match", telling.await);
    }
    Ok(told)
}

/// Does everything that is due now, once. Returns how many things were done; failures are logged.
pub async fn run_once(state: &State) -> usize {
    let told = report(state, MATCHES, tell_matches(state).await);
    told + tidy(state).await
}

/// Does everything that is due now but tell of matches, which is looked for more often. Mails come last: what has just
/// ended is told at once.
async fn tidy(state: &State) -> usize {
    let report = |work, outcome| report(state, work, outcome);
    let counts = [
        report("closing offers", state.write(offers::store::close_due).await),
        report("ending claims", state.write(|cx| claims::store::lapse_due(cx, BATCH)).await),
        report("ending loans", state.write(|cx| loans::store::lapse_due(cx, BATCH)).await),
        report("publishing recurring surplus", publish_recurring(state).await),
        report("ending needs", state.write(|cx| needs::store::advance_due(cx, BATCH)).await),
        report("matching offers", state.write(|cx| searches::store::match_due(cx, BATCH)).await),
        report("daily alerts", state.write(|cx| searches::store::send_due(cx, BATCH)).await),
        report("mails of conversations", state.write(|cx| conversations::store::send_due(cx, BATCH)).await),
        report("neighbourhoods", state.write(|cx| sites::store::count_due(cx, BATCH)).await),
        report("records", state.write(records::store::count_due).await.map(|()| 0)),
        report("signing keys", accounts::Keys::reload(state).await.map(|()| 0)),
        report("password resets", state.write(accounts::store::passwords::answer_resets).await),
        report("mails of notifications", state.write(|cx| notifications::store::send_due(cx, BATCH)).await),
        report("mails", send_mails(state).await),
    ];
    counts.iter().sum()
}

/// The count of a piece of work; a failure is logged and counts nothing, because the next look tries again.
fn report(state: &State, work: &'static str, outcome: Result<usize, Error>) -> usize {
    outcome.unwrap_or_else(|error| {
        tracing::warn!(work, %error, "the worker failed");
        state.figures.worker_failed(work);
        0
    })
}

/// Publishes the occurrences that are due and returns how many. One that fails does not keep the others back.
async fn publish_recurring(state: &State) -> Result<usize, Error> {
    let mut published = 0;
    for id in state.read(|cx| recurring::store::due(cx, BATCH)).await? {
        let done = state.write(move |cx| recurring::store::publish_next(cx, id)).await.map(usize::from);
        published += report(state, "publishing one occurrence", done);
    }
    Ok(published)
}

/// Sends the mails that are due and returns how many have left.
async fn send_mails(state: &State) -> Result<usize, Error> {
    let mut sent = 0;
    for letter in state.read(|cx| outbox::due(cx, BATCH)).await? {
        if state.is_stopping() {
            break;
        }
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

#[cfg(test)]
mod tests {
    use super::super::mail::{Mail, queue};
    use super::*;
    use crate::app::open_state;
    use crate::settings::{MailSettings, Settings};
    use shared::time::{MINUTE, UtcMillis};
    use std::path::Path;

    async fn state_in(folder: &Path, smtp: &str) -> State {
        let database = format!("sqlite:{}", folder.join("test.db").display()).parse().unwrap();
        let mail = MailSettings { smtp: smtp.to_owned(), folder: folder.join("mails"), ..MailSettings::default() };
        let settings = Settings { database, mail, ..Settings::default() };
        open_state(settings, Clock::standing_at(UtcMillis(1_790_000_000_000))).await.unwrap()
    }

    async fn queue_one(state: &State) {
        let mail = |to: &str| Mail {
            to: to.to_owned(),
            subject: "Bienvenue".to_owned(),
            body: "Bonjour".to_owned(),
            not_before: None,
            stop_url: None,
        };
        state.write(move |cx| queue(cx, mail("zoe@example.org"))).await.unwrap();
    }

    #[actix_web::test]
    async fn a_mail_leaves_once_however_many_servers_look() {
        let folder = tempfile::tempdir().unwrap();
        let state = state_in(folder.path(), "").await;
        queue_one(&state).await;
        let (one, other) = tokio::join!(run_once(&state), run_once(&state));
        assert_eq!(one + other, 1);
        state.clock.advance(HOUR);
        assert_eq!(run_once(&state).await, 0);
        assert_eq!(std::fs::read_dir(folder.path().join("mails")).unwrap().count(), 1);
    }

    #[actix_web::test]
    async fn a_mail_that_cannot_leave_is_tried_again_later() {
        let folder = tempfile::tempdir().unwrap();
        // Nothing listens on port 1.
        let state = state_in(folder.path(), "smtp://127.0.0.1:1").await;
        queue_one(&state).await;
        assert_eq!(run_once(&state).await, 0);
        assert!(state.read(|cx| outbox::due(cx, BATCH)).await.unwrap().is_empty());
        state.clock.advance(MINUTE);
        let due = state.read(|cx| outbox::due(cx, BATCH)).await.unwrap();
        assert_eq!(due.iter().map(|letter| letter.attempts).collect::<Vec<_>>(), [1]);
    }

    #[actix_web::test]
    async fn a_server_that_dies_while_it_sends_leaves_the_mail_to_another() {
        let folder = tempfile::tempdir().unwrap();
        let state = state_in(folder.path(), "").await;
        queue_one(&state).await;
        let due = state.read(|cx| outbox::due(cx, BATCH)).await.unwrap();
        assert!(state.write(move |cx| outbox::lease(cx, &due[0])).await.unwrap());
        assert_eq!(run_once(&state).await, 0);
        state.clock.advance(HOUR);
        assert_eq!(run_once(&state).await, 1);
    }

    #[actix_web::test]
    async fn housekeeping_throws_old_mails_away_and_keeps_young_ones() {
        let folder = tempfile::tempdir().unwrap();
        let state = state_in(folder.path(), "").await;
        queue_one(&state).await;
        run_once(&state).await;
        assert_eq!(housekeeping::run(&state).await.unwrap(), 0);
        state.clock.advance(31 * 24 * HOUR);
        assert_eq!(housekeeping::run(&state).await.unwrap(), 1);
    }
}
