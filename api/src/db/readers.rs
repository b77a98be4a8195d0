//! SQLite's readers: connections that cannot write, each with what it remembers.

use super::connection::Use;
use super::expr::statement;
use super::memo::{self, Memo};
use super::pool::Unavailable;
use super::queue::{Load, Queue};
use super::{Conn, DatabaseUrl};
use diesel::connection::{Connection, TransactionManager};
use diesel::sql_types::BigInt;
use diesel::{QueryResult, RunQueryDsl};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

type Manager = <Conn as Connection>::TransactionManager;

/// How a piece of reading is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// A few rows by their keys or along an index, some tens of microseconds: on SQLite on the thread that asks, because
    /// another thread costs as much again.
    Brief,
    /// Anything else: on a thread that may block.
    Any,
}

/// Some readers, and as many places.
#[derive(Clone)]
pub(super) struct Readers {
    url: DatabaseUrl,
    idle: Arc<Mutex<Vec<Reader>>>,
    queue: Queue,
}

struct Reader {
    conn: Conn,
    memo: Memo,
    /// `PRAGMA data_version` of the last read.
    version: i64,
}

impl Readers {
    pub(super) fn open(url: &DatabaseUrl, size: usize) -> Result<Self, Unavailable> {
        let first = Reader::open(url)?;
        Ok(Self { url: url.clone(), idle: Arc::new(Mutex::new(vec![first])), queue: Queue::new(size) })
    }

    pub(super) fn load(&self) -> Load {
        self.queue.load()
    }

    /// Runs `work` on one snapshot of the database.
    pub(super) async fn read<T, E>(
        &self,
        pace: Pace,
        patience: Duration,
        work: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        let permit = self.queue.enter(patience).await?;
        if pace == Pace::Brief {
            return self.run(work);
        }
        let readers = self.clone();
        let outcome = actix_web::web::block(move || {
            let _permit = permit;
            readers.run(work)
        });
        outcome.await.unwrap_or_else(|error| Err(Unavailable::new(error.to_string()).into()))
    }

    fn run<T, E: From<Unavailable>>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader::open(&self.url)?,
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| reader.read(work)));
        let Ok((outcome, usable)) = outcome else {
            return Err(Unavailable::new("a read panicked").into());
        };
        if usable {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        }
        outcome
    }
}

impl Reader {
    fn open(url: &DatabaseUrl) -> Result<Self, Unavailable> {
        let conn = url.connect_for(Use::Read).map_err(|error| Unavailable::new(error.to_string()))?;
        Ok(Self { conn, memo: Memo::default(), version: 0 })
    }

    /// What `work` gives, and whether the connection is still good.
    fn read<T, E: From<Unavailable>>(&mut self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> (Result<T, E>, bool) {
        if let Err(error) = self.begin() {
            return (Err(Unavailable::new(error.to_string()).into()), false);
        }
        let Self { conn, memo, .. } = self;
        let outcome = memo::with(memo, || work(conn));
        (outcome, Manager::commit_transaction(conn).is_ok())
    }

    /// Opens the snapshot, and forgets what was remembered when it is another than the last one.
    fn begin(&mut self) -> QueryResult<()> {
        Manager::begin_transaction(&mut self.conn)?;
        let version = data_version(&mut self.conn)?;
        if version != self.version {
            self.memo.clear();
            self.version = version;
        }
        Ok(())
    }
}

fn data_version(conn: &mut Conn) -> QueryResult<i64> {
    statement::<BigInt>("PRAGMA data_version", Vec::new()).get_result(conn)
}
