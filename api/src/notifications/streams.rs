//! Streams of notifications to open browsers.
//!
//! While anybody watches, one task of the server looks every half second for what is new to all, with one query however
//! many watch, and hands it to those whom it is for. The same task ends the streams of people who were logged out, removed
//! or suspended, and all streams when the server stops.

use super::store::{self, Watched};
use crate::http::{Error, State};
use actix_web::web::Bytes;
use shared::ids::{NotificationId, SessionId, UserId};
use shared::notifications::Notification;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;

/// Time between two looks for what is new.
const PAUSE: Duration = Duration::from_millis(500);
/// Looks between two checks of who may still watch: a second.
const CHECK: u64 = 2;
/// Looks between two signs of life, so that neither a proxy nor a phone takes the stream for dead: 15 seconds.
const SIGN_OF_LIFE: u64 = 30;
/// Open streams of one person. One more ends the oldest: most often its browser is gone, which shows only when the
/// connection has failed to take some signs of life.
const MAX_STREAMS: usize = 5;
/// Messages that wait for a slow connection before it is given up; it may come back for them.
const MAX_WAITING: usize = 256;
/// Sessions that are checked with one question.
const CHECKED_AT_ONCE: usize = 256;

/// The open streams of this server.
#[derive(Clone, Default)]
pub struct Streams(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    streams: Vec<Stream>,
    /// Whether the task is running.
    is_served: bool,
}

impl Open {
    /// Ends the oldest streams of a person who has too many for another one.
    fn make_room(&mut self, person: UserId) {
        let own = self.streams.iter().filter(|stream| stream.watched.user_id == person).count();
        let mut too_many = (own + 1).saturating_sub(MAX_STREAMS);
        self.streams.retain(|stream| {
            let goes = too_many > 0 && stream.watched.user_id == person;
            too_many -= usize::from(goes);
            !goes
        });
    }
}

struct Stream {
    watched: Watched,
    /// What was sent, or known before, of the last half minute.
    sent: HashMap<NotificationId, UtcMillis>,
    messages: mpsc::Sender<Bytes>,
}

/// What a new stream begins with.
pub struct Beginning {
    /// Who watches.
    pub watched: Watched,
    /// What is repeated.
    pub repeated: Vec<Notification>,
    /// What the browser knows, or is told by `repeated`.
    pub known: HashMap<NotificationId, UtcMillis>,
}

impl Streams {
    /// Opens a stream, whose messages come out of the channel until it ends.
    ///
    /// # Errors
    /// 503 when the server stops.
    pub fn open(&self, state: &State, beginning: Beginning) -> Result<mpsc::Receiver<Bytes>, Error> {
        if state.is_stopping() {
            return Err(Problem::of(Code::Busy).into());
        }
        let Beginning { watched, repeated, known } = beginning;
        let (messages, received) = mpsc::channel(MAX_WAITING);
        let mut open = self.lock();
        open.streams.retain(|stream| !stream.messages.is_closed());
        open.make_room(watched.user_id);
        let first = std::iter::once(Bytes::from_static(b"retry: 3000\n\n")).chain(repeated.iter().filter_map(message));
        for message in first {
            // The channel is new and holds more than is repeated at most.
            drop(messages.try_send(message));
        }
        open.streams.push(Stream { watched, sent: known, messages });
        if !std::mem::replace(&mut open.is_served, true) {
            tokio::spawn(serve(state.clone(), self.clone()));
        }
        Ok(received)
    }

    /// How many streams are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().streams.iter().filter(|stream| !stream.messages.is_closed()).count()
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is still somebody to serve; if not, the task is over.
    fn is_watched(&self, is_stopping: bool) -> bool {
        let mut open = self.lock();
        if is_stopping {
            open.streams.clear();
        }
        open.streams.retain(|stream| !stream.messages.is_closed());
        open.is_served = !open.streams.is_empty();
        open.is_served
    }

    fn watched(&self) -> Vec<Watched> {
        self.lock().streams.iter().map(|stream| stream.watched.clone()).collect()
    }

    /// Which of some fresh notifications somebody waits for. Forgets what is fresh no more.
    fn wanted(&self, fresh: &HashMap<NotificationId, (UserId, UtcMillis)>) -> Vec<NotificationId> {
        let mut wanted = HashSet::new();
        for stream in &mut self.lock().streams {
            stream.sent.retain(|id, _| fresh.contains_key(id));
            let own = fresh.iter().filter(|(_, (user, _))| *user == stream.watched.user_id);
            wanted.extend(own.map(|(id, _)| *id).filter(|id| !stream.sent.contains_key(id)));
        }
        wanted.into_iter().collect()
    }

    /// Sends each notification to its person's streams, once. Streams that cannot take it end: the browser comes back and
    /// says what it has seen.
    fn send(&self, news: &[(UserId, Notification)]) {
        for (person, notification) in news {
            let Some(message) = message(notification) else { continue };
            self.lock().streams.retain_mut(|stream| {
                let is_known = stream.sent.contains_key(&notification.id);
                if stream.watched.user_id != *person || is_known {
                    return true;
                }
                stream.sent.insert(notification.id, notification.created_at);
                stream.messages.try_send(message.clone()).is_ok()
            });
        }
    }

    fn sign_of_life(&self) {
        self.lock().streams.retain(|stream| stream.messages.try_send(Bytes::from_static(b":\n\n")).is_ok());
    }

    fn keep(&self, checked: &[Watched], rightly: &HashSet<SessionId>) {
        self.lock()
            .streams
            .retain(|stream| !checked.contains(&stream.watched) || rightly.contains(&stream.watched.session_id));
    }
}

/// A message of the stream. JSON has no line breaks, which would end it.
fn message(notification: &Notification) -> Option<Bytes> {
    let data = serde_json::to_string(notification).ok()?;
    Some(Bytes::from(format!("id: {}\nevent: notification\ndata: {data}\n\n", notification.id)))
}

async fn serve(state: State, streams: Streams) {
    for look in 1_u64.. {
        tokio::time::sleep(PAUSE).await;
        if !streams.is_watched(state.is_stopping()) {
            return;
        }
        if let Err(error) = look_once(&state, &streams, look).await {
            // The next look finds what this one has not.
            tracing::warn!(%error, "notifications could not be read");
        }
    }
}

async fn look_once(state: &State, streams: &Streams, look: u64) -> Result<(), Error> {
    if look.is_multiple_of(SIGN_OF_LIFE) {
        streams.sign_of_life();
    }
    if look.is_multiple_of(CHECK) {
        for watched in streams.watched().chunks(CHECKED_AT_ONCE) {
            let asked = watched.to_vec();
            let rightly = state.read(move |cx| store::still_there(cx, &asked)).await?;
            streams.keep(watched, &rightly);
        }
    }
    let fresh = state.read(store::fresh).await?;
    let wanted = streams.wanted(&fresh.into_iter().map(|one| (one.id, (one.user_id, one.created_at))).collect());
    if !wanted.is_empty() {
        let news = state.read(move |cx| store::of_ids(cx, &wanted)).await?;
        streams.send(&news);
    }
    Ok(())
}
