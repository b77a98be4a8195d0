//! The server's state, and the context of one piece of work in the database.

use super::call::{Call, Calls};
use super::figures::Figures;
use super::trace::Trace;
use super::{Actor, Error, Identity, KnownTokens, Once};
use crate::accounts::Keys;
use crate::audit::store::{Who, record};
use crate::clock::Clock;
use crate::db::{Conn, Db, Pace};
use crate::notifications::Streams;
use crate::settings::Settings;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::ids::UserId;
use shared::time::UtcMillis;
use std::future::{Ready, ready};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// What all requests share, and the call of the request that it was extracted from.
#[derive(Clone)]
pub struct State {
    shared: Arc<Shared>,
    call: Option<Call>,
}

/// The parts of [`State`].
pub struct Shared {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// The installation's settings.
    pub settings: Settings,
    /// The keys of access tokens.
    pub keys: Keys,
    /// Access tokens that were verified a moment ago.
    pub tokens: KnownTokens,
    /// The streams of notifications.
    pub streams: Streams,
    /// Figures for those who run the server.
    pub figures: Figures,
    /// Set once the server has been told to stop.
    pub stopping: AtomicBool,
}

/// What a query needs: a connection, the instant of the request, the settings.
///
/// One instant for the whole piece of work, so that all rows of one action agree and tests can set the clock.
pub struct Cx<'c> {
    /// The connection, inside a transaction when writing.
    pub conn: &'c mut Conn,
    /// The instant of the request.
    pub now: UtcMillis,
    /// The installation's settings.
    pub settings: &'c Settings,
}

impl Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl State {
    /// Wraps the parts.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), call: None }
    }

    /// From now on the server says that it is not ready, and its worker begins nothing new.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the server has been told to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// The state of the server that received `request`.
    ///
    /// # Errors
    /// When the application was built without one, which is a mistake of ours.
    pub fn of(request: &HttpRequest) -> Result<&Self, Error> {
        let data = request.app_data::<web::Data<Self>>().map(web::Data::get_ref);
        data.ok_or_else(|| Error::Internal("the application has no state".to_owned()))
    }

    /// Runs `work`, which only reads, for nobody in particular.
    ///
    /// # Errors
    /// What `work` returns; 503 when the database cannot be used now.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Cx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let state = self.clone();
        self.db.read(move |conn| work(&mut Cx { conn, now: state.clock.now(), settings: &state.settings })).await
    }

    /// Runs `work`, which only reads, for a caller whose memberships are read first.
    ///
    /// # Errors
    /// As [`Self::read`]; 401 when the caller no longer exists.
    pub async fn read_as<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl FnOnce(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.read_at_as(Pace::Any, identity, work).await
    }

    /// As [`Self::read_as`], for `work` that reads a few rows by their keys.
    ///
    /// # Errors
    /// As [`Self::read_as`].
    pub async fn read_brief_as<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl FnOnce(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.read_at_as(Pace::Brief, identity, work).await
    }

    /// As [`Self::read_as`], at a pace that the caller knows.
    ///
    /// # Errors
    /// As [`Self::read_as`].
    pub async fn read_at_as<T: Send + 'static>(
        &self,
        pace: Pace,
        identity: Identity,
        work: impl FnOnce(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let state = self.clone();
        let work = move |conn: &mut Conn| {
            let mut cx = Cx { conn, now: state.clock.now(), settings: &state.settings };
            let actor = Actor::load(cx.conn, identity)?;
            work(&mut cx, &actor)
        };
        self.db.read_at(pace, work).await
    }

    /// Runs `work` in one write transaction, for nobody in particular. `work` may run again after a lost race.
    ///
    /// # Errors
    /// What `work` returns; 503 when the database cannot be used now.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let state = self.clone();
        self.db
            .write(Error::is_lost_race, move |conn| {
                work(&mut Cx { conn, now: state.clock.now(), settings: &state.settings })
            })
            .await
    }

    /// Runs `work` in one write transaction, for a caller whose memberships are read inside it. The audit log gets its
    /// entry in the same transaction.
    ///
    /// # Errors
    /// As [`Self::write`]; 401 when the caller no longer exists.
    pub async fn write_as<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl Fn(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let call = self.call.clone();
        self.write(move |cx| {
            let actor = Actor::load(cx.conn, identity)?;
            let value = work(cx, &actor)?;
            if let Some(call) = &call {
                record(cx, call, &Who { person: Some(actor.user_id), trace: &actor.trace })?;
            }
            Ok(value)
        })
        .await
    }

    /// Runs `work` in one write transaction, for somebody who needs no token; `who` tells from the outcome who it was.
    /// Where somebody is known, the audit log gets its entry in the same transaction.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn write_open<T: Send + 'static>(
        &self,
        who: impl Fn(&T) -> Option<UserId> + Send + 'static,
        work: impl Fn(&mut Cx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let call = self.call.clone();
        self.write(move |cx| {
            let value = work(cx)?;
            if let (Some(call), Some(person)) = (&call, who(&value)) {
                record(cx, call, &Who { person: Some(person), trace: &Trace::default() })?;
            }
            Ok(value)
        })
        .await
    }

    /// Runs `work` in one write transaction, for somebody who shows a link instead of a token: the work itself finds out for
    /// whom it acts. The audit log gets its entry in the same transaction.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn write_acting<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_>) -> Result<(T, Actor), Error> + Send + 'static,
    ) -> Result<T, Error> {
        let call = self.call.clone();
        self.write(move |cx| {
            let (value, actor) = work(cx)?;
            if let Some(call) = &call {
                record(cx, call, &Who { person: Some(actor.user_id), trace: &actor.trace })?;
            }
            Ok(value)
        })
        .await
    }

    /// Runs `work` about a request that is refused, and gives the audit log the entry that it wants: whose, and what there
    /// is to say.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn write_refusal(
        &self,
        work: impl Fn(&mut Cx<'_>) -> Result<Option<(UserId, String)>, Error> + Send + 'static,
    ) -> Result<(), Error> {
        let call = self.call.clone();
        self.write(move |cx| {
            if let (Some((person, detail)), Some(call)) = (work(cx)?, &call) {
                let trace = Trace::default();
                trace.say(&detail);
                record(cx, call, &Who { person: Some(person), trace: &trace })?;
            }
            Ok(())
        })
        .await
    }

    /// As [`Self::write_as`], but a request repeated with the same Idempotency-Key gets the first answer again and
    /// changes nothing. `request` is what the key stands for, next to method and path.
    ///
    /// # Errors
    /// As [`Self::write_as`]; 422 when the key was used for another request.
    pub async fn write_once<T, R>(
        &self,
        identity: Identity,
        once: Once,
        request: R,
        work: impl Fn(&mut Cx<'_>, &Actor, &R) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        R: Serialize + Send + 'static,
    {
        let hash = once.hash(&request)?;
        let creates = self.call.as_ref().is_some_and(|call| call.operation.creates);
        let work = move |cx: &mut Cx<'_>, actor: &Actor| {
            let value = once.run(cx, actor, &hash, |cx| work(cx, actor, &request))?;
            if let Some(id) = Some(&value).filter(|_| creates).and_then(identifier) {
                actor.trace.made(id);
            }
            Ok(value)
        };
        self.write_as(identity, work).await
    }
}

impl FromRequest for State {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let call = request.app_data::<web::Data<Calls>>().and_then(|calls| calls.call(request));
        ready(Self::of(request).map(|state| Self { shared: Arc::clone(&state.shared), call }))
    }
}

/// The `id` of something new.
fn identifier(value: &impl Serialize) -> Option<Uuid> {
    #[derive(serde::Deserialize)]
    struct Made {
        id: Uuid,
    }
    serde_json::from_slice::<Made>(&serde_json::to_vec(value).ok()?).ok().map(|made| made.id)
}
