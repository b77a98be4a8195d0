//! The worker: does by itself what is due, in every server, beside its requests.

use super::{housekeeping, sending};
use crate::clock::Clock;
use crate::http::{Error, State};
use crate::{
    accounts, activity, cascades, claims, conversations, equipment, loans, needs, notifications, offers, records, recurring,
    rounds, searches, sites, skill_sessions, tours,
};
use shared::ids::AllocationRoundId;
use shared::problem::Code;
use shared::time::HOUR;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the worker looks for what is due. Where it finds something it looks again at once, since there may be more.
const POLL: Duration = Duration::from_secs(2);

/// The name of that work in logs and figures.
const MATCHES: &str = "telling of matches";

/// The name of that work in logs and figures.
const CASCADES: &str = "steps of cascades";

/// How often it looks for matches to tell: whoever could take the food hears of it within two seconds of its publication,
/// streams included.
const MATCH_POLL: Duration = Duration::from_millis(500);

/// Occurrences, or claims and needs whose time is over, that are taken at one look.
const BATCH: i64 = 20;

/// How often a round is shared out at one look that somebody touches meanwhile.
const COMPUTED_AGAIN: usize = 3;

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
        let done = tidy(&state).await;
        let now = state.clock.now();
        if last_cleaning.is_none_or(|last| now.plus(-HOUR) >= last) {
            report(&state, "housekeeping", housekeeping::run(&state).await);
            last_cleaning = Some(now);
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(if done == 0 { POLL } else { Duration::ZERO }) => {}
        }
    }
}

async fn run_matches(state: State, mut stopped: watch::Receiver<()>) {
    while !state.is_stopping() {
        report(&state, CASCADES, advance_cascades(&state).await);
        let told = report(&state, MATCHES, tell_matches(&state).await);
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(if told == 0 { MATCH_POLL } else { Duration::ZERO }) => {}
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

/// Decides the steps of cascades that are due and calls the next ones; returns how many things were done. Whom to call is
/// found while reading, as with matches.
async fn advance_cascades(state: &State) -> Result<usize, Error> {
    let mut done = 0;
    for due in state.read(|cx| cascades::store::due(cx, BATCH)).await? {
        let advancing = async {
            let prepared = state.read(move |cx| cascades::store::prepare(cx, &due)).await?;
            state.write(move |cx| cascades::store::advance(cx, &due, &prepared)).await
        };
        done += report(state, "one step of a cascade", advancing.await);
    }
    Ok(done)
}

/// Does everything that is due now, once. Returns how many things were done; failures are logged.
pub async fn run_once(state: &State) -> usize {
    let called = report(state, CASCADES, advance_cascades(state).await);
    let told = report(state, MATCHES, tell_matches(state).await);
    called + told + tidy(state).await
}

/// Does everything that is due now but tell of matches, which is looked for more often. Mails come last: what has just
/// ended is told at once.
async fn tidy(state: &State) -> usize {
    let report = |work, outcome| report(state, work, outcome);
    let counts = [
        report("closing offers", state.write(offers::store::close_due).await),
        report("ending claims", state.write(|cx| claims::store::lapse_due(cx, BATCH)).await),
        report("ending loans", state.write(|cx| loans::store::lapse_due(cx, BATCH)).await),
        report("queues for equipment", state.write(|cx| equipment::waits::store::end_due(cx, BATCH)).await),
        report("renewals of loans", state.write(|cx| loans::renewals::store::lapse_due(cx, BATCH)).await),
        report("reminders of loans", state.write(|cx| loans::reminders::store::send_due(cx, BATCH)).await),
        report("reminders of activity", state.write(|cx| activity::store::remind_due(cx, BATCH)).await),
        report("ending tours", state.write(|cx| tours::store::lapse_due(cx, BATCH)).await),
        report("ending sessions", state.write(|cx| skill_sessions::store::lapse_due(cx, BATCH)).await),
        report("asking about sessions", state.write(|cx| skill_sessions::store::remind_due(cx, BATCH)).await),
        report("publishing recurring surplus", publish_recurring(state).await),
        report("beginning rounds", begin_rounds(state).await),
        report("computing scheduled rounds", compute_rounds(state).await),
        report("ending needs", state.write(|cx| needs::store::advance_due(cx, BATCH)).await),
        report("matching offers", state.write(|cx| searches::store::match_due(cx, BATCH)).await),
        report("daily alerts", state.write(|cx| searches::store::send_due(cx, BATCH)).await),
        report("mails of conversations", state.write(|cx| conversations::store::send_due(cx, BATCH)).await),
        report("neighbourhoods", state.write(|cx| sites::store::count_due(cx, BATCH)).await),
        report("records", state.write(records::store::count_due).await.map(|()| 0)),
        report("signing keys", accounts::Keys::reload(state).await.map(|()| 0)),
        report("password resets", state.write(accounts::store::passwords::answer_resets).await),
        report("mails of notifications", state.write(|cx| notifications::store::send_due(cx, BATCH)).await),
        report("mails", sending::send_due(state).await),
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

/// Begins the scheduled rounds whose time has come and returns how many.
async fn begin_rounds(state: &State) -> Result<usize, Error> {
    let mut begun = 0;
    for id in state.read(|cx| rounds::store::schedules::due(cx, BATCH)).await? {
        let done = state.write(move |cx| rounds::store::schedules::begin(cx, id)).await.map(usize::from);
        begun += report(state, "beginning one round", done);
    }
    Ok(begun)
}

/// Shares out the scheduled rounds that have begun and returns how many.
async fn compute_rounds(state: &State) -> Result<usize, Error> {
    let mut done = 0;
    for id in state.read(|cx| rounds::store::schedules::uncomputed(cx, BATCH)).await? {
        done += report(state, "computing one round", compute_round(state, id).await);
    }
    Ok(done)
}

/// Shares out one of them. It is solved while reading, so that nobody waits for it; where somebody touches it meanwhile, it is
/// solved once more. One that is touched all the time waits for the next look.
async fn compute_round(state: &State, id: AllocationRoundId) -> Result<usize, Error> {
    for _ in 0..COMPUTED_AGAIN {
        let Some(tried) = state.read(move |cx| rounds::store::schedules::share_out(cx, id)).await? else { return Ok(0) };
        match state.write(move |cx| rounds::store::schedules::keep(cx, &tried)).await {
            Err(Error::Refused(problem)) if problem.code == Code::PreconditionFailed => {}
            kept => return kept.map(|()| 1),
        }
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::super::mail::{Mail, queue};
    use super::super::outbox;
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
