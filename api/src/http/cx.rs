//! The server's state, and the context of one piece of work in the database.

use super::figures::Figures;
use super::{Actor, Error, Identity, KnownTokens, Once};
use crate::accounts::Keys;
use crate::clock::Clock;
use crate::db::{Conn, Db};
use crate::settings::Settings;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::time::UtcMillis;
use std::future::{Ready, ready};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What all requests share.
#[derive(Clone)]
pub struct State(Arc<Shared>);

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
        &self.0
    }
}

impl State {
    /// Wraps the parts.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
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
        self.read(move |cx| {
            let actor = Actor::load(cx.conn, identity)?;
            work(cx, &actor)
        })
        .await
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
        let state = self.clone();
        let work = move |conn: &mut Conn| {
            let mut cx = Cx { conn, now: state.clock.now(), settings: &state.settings };
            let actor = Actor::load(cx.conn, identity)?;
            work(&mut cx, &actor)
        };
        self.db.read_brief(work).await
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

    /// Runs `work` in one write transaction, for a caller whose memberships are read inside it.
    ///
    /// # Errors
    /// As [`Self::write`]; 401 when the caller no longer exists.
    pub async fn write_as<T: Send + 'static>(
        &self,
        identity: Identity,
        work: impl Fn(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.write(move |cx| {
            let actor = Actor::load(cx.conn, identity)?;
            work(cx, &actor)
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
        self.write_as(identity, move |cx, actor| once.run(cx, actor, &hash, |cx| work(cx, actor, &request))).await
    }
}

impl FromRequest for State {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).cloned())
    }
}
