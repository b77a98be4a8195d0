//! PostgreSQL's connections: one pool for reads and writes, each connection with what it remembers.

use super::expr::statement;
use super::memo::{self, Memo};
use super::pool::Unavailable;
use super::queue::{Load, Queue};
use super::{Conn, DatabaseUrl};
use diesel::connection::{Connection, SimpleConnection, TransactionManager};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use diesel::sql_types::Text;
use diesel::{QueryResult, RunQueryDsl};
use std::time::{Duration, Instant};

struct Manager {
    url: DatabaseUrl,
}

/// As long as SQLite waits for its writer: without it a forgotten lock would hold every connection for ever.
const LOCK_PATIENCE: &str = "SET lock_timeout = '5s'";

/// A connection that served well this short a time ago is not tried before it serves again: under load, when the trial
/// would be a good part of all questions. Where PostgreSQL has gone away while nobody asked, nobody notices.
const TRUSTED: Duration = Duration::from_millis(5);

/// A connection of the pool.
struct Kept {
    conn: Conn,
    /// When it last served without a failure; `None` after one.
    served: Option<Instant>,
    memo: Memo,
    /// The snapshot of the last read, as PostgreSQL writes it: what `memo` holds was read from it or a later one.
    snapshot: String,
}

impl ManageConnection for Manager {
    type Connection = Kept;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Kept, Self::Error> {
        let mut conn = self.url.connect().map_err(diesel::r2d2::Error::ConnectionError)?;
        conn.batch_execute(LOCK_PATIENCE).map_err(diesel::r2d2::Error::QueryError)?;
        Ok(Kept { conn, served: Some(Instant::now()), memo: Memo::default(), snapshot: String::new() })
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

impl Kept {
    /// Reads with what is remembered, after asking whether it still holds.
    ///
    /// A snapshot names the transactions that it sees. One that has committed since is seen by every later snapshot and by
    /// no earlier one; so the same name means that nobody, on any connection, has committed anything in between.
    fn read<T, E: From<Unavailable>>(&mut self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let snapshot = snapshot(&mut self.conn).map_err(|error| Unavailable::new(error.to_string()))?;
        if snapshot != self.snapshot {
            self.memo.clear();
            self.snapshot = snapshot;
        }
        let Self { conn, memo, .. } = self;
        memo::with(memo, || work(conn))
    }
}

fn snapshot(conn: &mut Conn) -> QueryResult<String> {
    statement::<Text>("SELECT CAST(pg_current_snapshot() AS TEXT)", Vec::new()).get_result(conn)
}

/// Connections to PostgreSQL, and as many places.
#[derive(Clone)]
pub(super) struct Door {
    pool: Pool<Manager>,
    queue: Queue,
}

/// Connections to PostgreSQL. Measured one after the other on two cores at 200 000 offers, 12 and 20 gave: lists 2 372 and
/// 2 321 a second, single offers 6 220 and 5 818, publications 1 425 and 1 307, claims 871 and 728, each with shorter waits.
const CONNECTIONS: u32 = 12;

impl Door {
    pub(super) fn open(url: &DatabaseUrl) -> Result<Self, Unavailable> {
        let manager = Manager { url: url.clone() };
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            // A server may go away, which should be noticed before a request is lost on it: see `is_valid`.
            .test_on_check_out(true)
            .connection_timeout(Duration::from_secs(2))
            .build(manager)
            .map_err(|error| Unavailable::new(error.to_string()))?;
        Ok(Self { pool, queue: Queue::new(usize::try_from(CONNECTIONS).unwrap_or(1)) })
    }

    pub(super) fn load(&self) -> Load {
        self.queue.load()
    }

    /// Runs `work`, which only reads, with what a connection remembers.
    pub(super) async fn read<T, E>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        self.enter(patience, |kept| kept.read(work)).await
    }

    /// Runs `work` in one transaction, again where `again` says that its failure came from another one.
    pub(super) async fn write<T, E>(
        &self,
        patience: Duration,
        again: fn(&E) -> bool,
        work: impl Fn(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + From<diesel::result::Error> + Send + 'static,
    {
        self.enter(patience, move |kept| with_retries(&mut kept.conn, again, work)).await
    }

    /// Runs `work` with a connection on a thread that may block.
    async fn enter<T, E>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Kept) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        let permit = self.queue.enter(patience).await?;
        let pool = self.pool.clone();
        let outcome = actix_web::web::block(move || {
            let _permit = permit;
            let mut kept = take(&pool)?;
            let outcome = work(&mut kept);
            kept.served = outcome.is_ok().then(Instant::now);
            outcome
        });
        outcome.await.unwrap_or_else(|error| Err(Unavailable::new(error.to_string()).into()))
    }
}

fn take(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, Unavailable> {
    pool.get().map_err(|error| Unavailable::new(error.to_string()))
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
