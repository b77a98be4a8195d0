//! The only doors to the database: [`Db::read`] and [`Db::write`].

use super::queue::{Load, Queue};
use super::readers::{Pace, Readers};
use super::writer::{Grouping, Writer};
use super::{Backend, Conn, DatabaseUrl};
use diesel::connection::{Connection, SimpleConnection, TransactionManager};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use std::time::{Duration, Instant};

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

struct Manager {
    url: DatabaseUrl,
}

/// As long as SQLite waits for its writer: without it a forgotten lock would hold every connection for ever.
const LOCK_PATIENCE: &str = "SET lock_timeout = '5s'";

/// A connection that served well this short a time ago is not tried before it serves again: under load, when the trial
/// would be a seventh of all questions. Where PostgreSQL has gone away while nobody asked, nobody notices.
const TRUSTED: Duration = Duration::from_millis(5);

/// A connection of the pool.
struct Kept {
    conn: Conn,
    /// When it last served without a failure; `None` after one.
    served: Option<Instant>,
}

impl ManageConnection for Manager {
    type Connection = Kept;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Kept, Self::Error> {
        let mut conn = self.url.connect().map_err(diesel::r2d2::Error::ConnectionError)?;
        conn.batch_execute(LOCK_PATIENCE).map_err(diesel::r2d2::Error::QueryError)?;
        Ok(Kept { conn, served: Some(Instant::now()) })
    }

    fn is_valid(&self, kept: &mut Kept) -> Result<(), Self::Error> {
        if kept.served.is_some_and(|served| served.elapsed() < TRUSTED) {
            return Ok(());
        }
        kept.conn.batch_execute("SELECT 1").map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, kept: &mut Kept) -> bool {
        std::thread::panicking() || <Conn as Connection>::TransactionManager::is_broken_transaction_manager(&mut kept.conn)
    }
}

/// Connections to PostgreSQL, and as many places.
#[derive(Clone)]
struct Door {
    pool: Pool<Manager>,
    queue: Queue,
}

/// Connections to PostgreSQL. Measured one after the other on two cores at 200 000 offers, 12 and 20 gave: lists 2 372 and
/// 2 321 a second, single offers 6 220 and 5 818, publications 1 425 and 1 307, claims 871 and 728, each with shorter waits.
const CONNECTIONS: u32 = 12;

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

impl Door {
    fn new(url: &DatabaseUrl, size: u32) -> Result<Self, Unavailable> {
        let manager = Manager { url: url.clone() };
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            // A server may go away, which should be noticed before a request is lost on it: see `is_valid`.
            .test_on_check_out(true)
            .connection_timeout(Duration::from_secs(2))
            .build(manager)
            .map_err(|error| Unavailable(error.to_string()))?;
        Ok(Self { pool, queue: Queue::new(usize::try_from(size).unwrap_or(1)) })
    }

    /// Runs `work` with a connection on a thread that may block.
    async fn enter<T, E>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        let permit = self.queue.enter(PATIENCE).await?;
        let pool = self.pool.clone();
        let outcome = actix_web::web::block(move || {
            let _permit = permit;
            let mut kept = take(&pool)?;
            let outcome = work(&mut kept.conn);
            kept.served = outcome.is_ok().then(Instant::now);
            outcome
        });
        outcome.await.unwrap_or_else(|error| Err(Unavailable(error.to_string()).into()))
    }
}

fn take(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, Unavailable> {
    pool.get().map_err(|error| Unavailable(error.to_string()))
}

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
            Backend::Postgres => Doors::Postgres(Door::new(url, CONNECTIONS)?),
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
            Doors::Postgres(door) => vec![("both", door.queue.load())],
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
            Doors::Postgres(door) => door.enter(work).await,
        }
    }

    /// Runs `work` in one write transaction on a thread that may block, and returns when it is on the disk. `work` runs
    /// again when `again` says that its failure came from another transaction (a deadlock, a lost race for a key), so it
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
            Doors::Postgres(door) => door.enter(move |conn| with_retries(conn, again, &work)).await,
        }
    }
}

fn with_retries<T, E>(conn: &mut Conn, again: fn(&E) -> bool, work: impl Fn(&mut Conn) -> Result<T, E>) -> Result<T, E>
where
    E: From<diesel::result::Error>,
{
    const ATTEMPTS: u32 = 4;
    let mut attempt = 1;
    loop {
        match conn.write_transaction(&work) {
            Err(error) if attempt < ATTEMPTS && again(&error) => attempt += 1,
            outcome => return outcome,
        }
    }
}
