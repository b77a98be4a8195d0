//! The only doors to the database: [`Db::read`] and [`Db::write`].

use super::postgres::Door;
use super::queue::Load;
use super::readers::{Pace, Readers};
use super::writer::{Grouping, Writer};
use super::{Backend, Conn, DatabaseUrl};
use std::time::Duration;

/// The database cannot be used now; the same request may succeed in a moment.
#[derive(Clone, Debug)]
pub struct Unavailable(String);

impl Unavailable {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl std::fmt::Display for Unavailable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unavailable {}

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database, as handlers see it.
#[derive(Clone)]
pub struct Db(Doors);

#[derive(Clone)]
enum Doors {
    /// SQLite has one writer, which commits what waits together, and readers beside it.
    Sqlite { readers: Readers, writer: Writer },
    /// PostgreSQL has one pool, and groups the commits of its connections by itself.
    Postgres(Door),
}

impl Db {
    /// Opens the database. SQLite gets several readers and one writer; PostgreSQL one pool for both.
    ///
    /// # Errors
    /// When no connection can be made.
    pub fn open(url: &DatabaseUrl) -> Result<Self, Unavailable> {
        Ok(Self(match url.backend() {
            Backend::Sqlite => {
                // The writer first: it creates the file and turns WAL on, which a reader may not.
                let writer = Writer::start(url)?;
                Doors::Sqlite { readers: Readers::open(url, 8)?, writer }
            }
            Backend::Postgres => Doors::Postgres(Door::open(url)?),
        }))
    }

    /// Which database this is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        match self.0 {
            Doors::Sqlite { .. } => Backend::Sqlite,
            Doors::Postgres(_) => Backend::Postgres,
        }
    }

    /// How many writes have shared how many commits; `None` where the database groups them itself.
    #[must_use]
    pub fn grouping(&self) -> Option<Grouping> {
        match &self.0 {
            Doors::Sqlite { writer, .. } => Some(writer.grouping()),
            Doors::Postgres(_) => None,
        }
    }

    /// How busy each door is. PostgreSQL has one for both purposes.
    #[must_use]
    pub fn loads(&self) -> Vec<(&'static str, Load)> {
        match &self.0 {
            Doors::Sqlite { readers, writer } => vec![("read", readers.load()), ("write", writer.load())],
            Doors::Postgres(door) => vec![("both", door.load())],
        }
    }

    /// Runs `work`, which only reads, on a thread that may block; on SQLite on one snapshot.
    ///
    /// # Errors
    /// What `work` returns, or [`Unavailable`].
    pub async fn read<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        self.read_at(Pace::Any, work).await
    }

    /// As [`Self::read`], at a pace that the caller knows.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn read_at<T, E>(
        &self,
        pace: Pace,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        match &self.0 {
            Doors::Sqlite { readers, .. } => readers.read(pace, PATIENCE, work).await,
            Doors::Postgres(door) => door.read(PATIENCE, work).await,
        }
    }

    /// Runs `work` in one write transaction on a thread that may block, and returns when it is on the disk. `work` runs
    /// again when `again` says that its failure came from another transaction (a deadlock, a lost serialisation), so it
    /// must have no other effect.
    ///
    /// # Errors
    /// What `work` returns, or [`Unavailable`].
    pub async fn write<T, E>(
        &self,
        again: fn(&E) -> bool,
        work: impl Fn(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + From<diesel::result::Error> + Send + 'static,
    {
        match &self.0 {
            // Alone with the file, a write races with nobody.
            Doors::Sqlite { writer, .. } => writer.write(PATIENCE, work).await,
            Doors::Postgres(door) => door.write(PATIENCE, again, work).await,
        }
    }
}
