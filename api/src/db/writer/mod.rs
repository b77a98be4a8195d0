//! SQLite's one writer: a thread that runs the writes that wait and commits them together.
//!
//! A commit waits for the disk, and the disk takes as long for one write as for a hundred. Nobody is answered before
//! the commit that holds the write is on the disk, not even with a refusal: it may rest on another write of the batch.
//! A write that comes alone is committed alone, at once; while the disk works, the next batch gathers by itself.
//!
//! The writes of a batch share its transaction without savepoints, which would copy every page once more for each of
//! them. A write that is refused has, as a rule, written nothing yet. One that fails half-way spoils the batch: it is
//! rolled back and run again, each write in a savepoint, where what fails undoes itself alone.

mod checkpoints;
mod job;

use super::connection::Use;
use super::pool::Unavailable;
use super::queue::{Load, Queue};
use super::{Conn, DatabaseUrl, lasting};
use checkpoints::Checkpoints;
use diesel::connection::TransactionManager;
use job::{Job, Left, Manager, Write, depth};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Writes of one commit at most: the first of them waits for the last.
const MAX_BATCH: usize = 256;

/// No write joins a batch that is older than this.
const MAX_GATHERING: Duration = Duration::from_millis(10);

/// Writes that may wait for the thread; whoever comes later waits outside.
const MAX_WAITING: usize = 1_024;

/// How many commits have reached the disk, for how many writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// Transactions committed, each with one wait for the disk.
    pub commits: u64,
    /// Writes acknowledged by them.
    pub writes: u64,
}

#[derive(Default)]
struct Counters {
    commits: AtomicU64,
    writes: AtomicU64,
}

/// The way to the writing thread, which ends with the last of these.
#[derive(Clone)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
    queue: Queue,
    counters: Arc<Counters>,
}

impl Writer {
    /// Opens the connection that writes, and starts its thread.
    pub(super) fn start(url: &DatabaseUrl) -> Result<Self, Unavailable> {
        Self::gathering_for(url, MAX_GATHERING)
    }

    fn gathering_for(url: &DatabaseUrl, gathering: Duration) -> Result<Self, Unavailable> {
        let conn = open(url)?;
        let (jobs, waiting) = mpsc::channel();
        let counters = Arc::new(Counters::default());
        let failed = |error: std::io::Error| Unavailable::new(error.to_string());
        let mut thread = Thread {
            url: url.clone(),
            conn: Some(conn),
            waiting,
            gathering,
            counters: Arc::clone(&counters),
            checkpoints: Checkpoints::start(url).map_err(failed)?,
        };
        let builder = std::thread::Builder::new().name("sqlite-writer".to_owned());
        builder.spawn(move || thread.run()).map_err(failed)?;
        Ok(Self { jobs, queue: Queue::new(MAX_WAITING), counters })
    }

    /// Runs `work` in the next batch and returns when it is on the disk. `work` may run twice, the second time as if the
    /// first had not been.
    pub(super) async fn write<T, E>(
        &self,
        patience: Duration,
        work: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + From<diesel::result::Error> + Send + 'static,
    {
        let _place = self.queue.enter(patience).await?;
        let (sender, outcome) = oneshot::channel();
        let stopped = || E::from(Unavailable::new("the writer has stopped"));
        self.jobs.send(Box::new(Write { work, sender, outcome: None })).map_err(|_| stopped())?;
        outcome.await.unwrap_or_else(|_| Err(stopped()))
    }

    pub(super) fn load(&self) -> Load {
        self.queue.load()
    }

    pub(super) fn grouping(&self) -> Grouping {
        let Counters { commits, writes } = &*self.counters;
        Grouping { commits: commits.load(Ordering::Relaxed), writes: writes.load(Ordering::Relaxed) }
    }
}

fn open(url: &DatabaseUrl) -> Result<Conn, Unavailable> {
    url.connect_for(Use::Write).map_err(|error| Unavailable::new(error.to_string()))
}

/// What the thread owns.
struct Thread {
    url: DatabaseUrl,
    /// `None` after a failure that the connection may not have survived; the next batch opens another.
    conn: Option<Conn>,
    waiting: mpsc::Receiver<Box<dyn Job>>,
    gathering: Duration,
    counters: Arc<Counters>,
    checkpoints: Checkpoints,
}

impl Thread {
    fn run(&mut self) {
        lasting::begin();
        while let Ok(first) = self.waiting.recv() {
            if let Err(unavailable) = self.begin() {
                self.refuse(first, &unavailable);
                continue;
            }
            let (batch, whole) = self.gather(first);
            let committed = self.commit();
            lasting::settle(whole && committed.is_ok());
            if committed.is_ok() {
                self.counters.commits.fetch_add(1, Ordering::Relaxed);
                self.counters.writes.fetch_add(u64::try_from(batch.len()).unwrap_or(0), Ordering::Relaxed);
                self.checkpoints.committed(batch.len());
            }
            for job in batch {
                job.tell(committed.clone());
            }
        }
    }

    fn begin(&mut self) -> Result<(), Unavailable> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => open(&self.url)?,
        };
        // Another process may hold the file: this waits for `busy_timeout`, and the connection stays good.
        let begun = conn.begin_write().map_err(|error| Unavailable::new(error.to_string()));
        self.conn = Some(conn);
        begun
    }

    /// Runs the first write and all that come before the batch is full or old. Gives them, and whether nothing of theirs
    /// was undone.
    fn gather(&mut self, first: Box<dyn Job>) -> (Vec<Box<dyn Job>>, bool) {
        let began = Instant::now();
        let mut batch: Vec<Box<dyn Job>> = Vec::new();
        let mut next = Some(first);
        while let (Some(mut job), Some(conn)) = (next, self.conn.as_mut()) {
            if !job.is_abandoned() {
                let left = job.run(conn);
                batch.push(job);
                if left == Left::Spoiled {
                    self.run_again(&mut batch);
                    return (batch, false);
                }
            }
            let full = batch.len() >= MAX_BATCH || began.elapsed() > self.gathering;
            next = if full { None } else { self.waiting.try_recv().ok() };
        }
        (batch, true)
    }

    /// Undoes all that the batch has written and runs it again, each write apart.
    fn run_again(&mut self, batch: &mut [Box<dyn Job>]) {
        if let Some(conn) = self.conn.as_mut() {
            while depth(conn) > 0 {
                if Manager::rollback_transaction(conn).is_err() {
                    // SQLite has ended the transaction by itself (disk full): this connection is not to be trusted.
                    self.conn = None;
                    break;
                }
            }
        }
        if self.begin().is_err() {
            return;
        }
        for job in batch {
            // A disk that is full ends the whole transaction: then nothing more may be written as if it were open.
            if !self.is_open() {
                break;
            }
            if let Some(conn) = self.conn.as_mut() {
                job.run_apart(conn);
            }
        }
    }

    /// Whether the batch's transaction stands, and no savepoint in it.
    fn is_open(&mut self) -> bool {
        self.conn.as_mut().is_some_and(|conn| depth(conn) == 1)
    }

    fn commit(&mut self) -> Result<(), Unavailable> {
        let is_open = self.is_open();
        let committed = match self.conn.as_mut() {
            Some(conn) if is_open => Manager::commit_transaction(conn).map_err(|error| error.to_string()),
            _ => Err("the transaction was lost".to_owned()),
        };
        committed.map_err(|error| {
            tracing::error!(%error, "a batch of writes was not committed");
            self.conn = None;
            Unavailable::new(error)
        })
    }

    /// Tells everybody who waits now that the database cannot be used: each for itself would wait as long again.
    fn refuse(&self, first: Box<dyn Job>, unavailable: &Unavailable) {
        for job in std::iter::once(first).chain(self.waiting.try_iter()) {
            job.tell(Err(unavailable.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::connection::Connection;
    use diesel::connection::SimpleConnection;
    use diesel::result::Error as DieselError;
    use diesel::sql_types::BigInt;
    use diesel::{QueryableByName, RunQueryDsl, sql_query};
    use futures_util::future::join_all;
    use tempfile::TempDir;

    #[derive(Debug, PartialEq)]
    enum Failure {
        Refused,
        Database,
        Unavailable,
    }

    impl From<Unavailable> for Failure {
        fn from(_: Unavailable) -> Self {
            Self::Unavailable
        }
    }

    impl From<DieselError> for Failure {
        fn from(_: DieselError) -> Self {
            Self::Database
        }
    }

    struct Desk {
        writer: Writer,
        url: DatabaseUrl,
        _folder: TempDir,
    }

    const PATIENCE: Duration = Duration::from_secs(5);

    /// A write.
    type Job = fn(&mut Conn) -> Result<(), Failure>;

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("t.db").display()).parse().unwrap();
            let mut conn = url.connect().unwrap();
            conn.batch_execute(
                "CREATE TABLE parents (n INTEGER PRIMARY KEY); \
                 CREATE TABLE children (n INTEGER PRIMARY KEY REFERENCES parents (n) DEFERRABLE INITIALLY DEFERRED, t TEXT)",
            )
            .unwrap();
            Self { writer: Writer::gathering_for(&url, PATIENCE).unwrap(), url, _folder: folder }
        }

        /// Sends one write that holds the writer up until all of `jobs` wait behind it, so that they share its batch.
        async fn together(&self, jobs: Vec<Job>) -> Vec<Result<(), Failure>> {
            let (go, wait) = mpsc::channel::<()>();
            let (begun, has_begun) = oneshot::channel::<()>();
            let mut begun = Some(begun);
            let first = self.writer.write(PATIENCE, move |_| {
                if let Some(begun) = begun.take() {
                    begun.send(()).unwrap();
                    wait.recv().unwrap();
                }
                Ok::<(), Failure>(())
            });
            let rest = async {
                has_begun.await.unwrap();
                // The last in the queue lets the first go on.
                let release = async { go.send(()).unwrap() };
                let sent = join_all(jobs.into_iter().map(|job| self.writer.write(PATIENCE, job)));
                futures_util::future::join(sent, release).await.0
            };
            let (first, rest) = futures_util::future::join(first, rest).await;
            std::iter::once(first).chain(rest).collect()
        }

        fn parents(&self) -> Vec<i64> {
            #[derive(QueryableByName)]
            struct Row {
                #[diesel(sql_type = BigInt)]
                n: i64,
            }
            let rows: Vec<Row> =
                sql_query("SELECT n FROM parents ORDER BY n").load(&mut self.url.connect().unwrap()).unwrap();
            rows.into_iter().map(|row| row.n).collect()
        }
    }

    fn insert(conn: &mut Conn, sql: &str) -> Result<(), Failure> {
        Ok(conn.batch_execute(sql)?)
    }

    #[tokio::test]
    async fn what_waits_together_is_committed_together() {
        let desk = Desk::new();
        let jobs: Vec<Job> =
            vec![|conn| insert(conn, "INSERT INTO parents VALUES ((SELECT coalesce(max(n), 0) + 1 FROM parents))"); 40];
        assert!(desk.together(jobs).await.iter().all(Result::is_ok));
        assert_eq!(desk.parents(), (1..=40).collect::<Vec<i64>>());
        assert_eq!(desk.writer.grouping(), Grouping { commits: 1, writes: 41 });
    }

    #[tokio::test]
    async fn what_fails_or_panics_undoes_itself_alone() {
        let desk = Desk::new();
        let outcomes = desk
            .together(vec![
                |conn| insert(conn, "INSERT INTO parents VALUES (1)"),
                |conn| insert(conn, "INSERT INTO parents VALUES (2)").and(Err(Failure::Refused)),
                |conn| {
                    insert(conn, "INSERT INTO parents VALUES (3)")
                        .and_then(|()| insert(conn, "INSERT INTO nowhere VALUES (1)"))
                },
                |conn| {
                    conn.transaction(|conn| {
                        insert(conn, "INSERT INTO parents VALUES (4)")?;
                        panic!("a mistake of ours, two savepoints deep")
                    })
                },
                |conn| insert(conn, "INSERT INTO parents VALUES (5)"),
            ])
            .await;
        let expected = [Ok(()), Ok(()), Err(Failure::Refused), Err(Failure::Database), Err(Failure::Database), Ok(())];
        assert_eq!(outcomes, expected);
        assert_eq!(desk.parents(), [1, 5]);
    }

    #[tokio::test]
    async fn a_commit_that_fails_fails_for_everybody_and_the_next_one_works() {
        let desk = Desk::new();
        let outcomes = desk
            .together(vec![
                |conn| insert(conn, "INSERT INTO parents VALUES (1)"),
                |conn| insert(conn, "INSERT INTO children VALUES (7, 'an orphan, which only the commit notices')"),
                |_| Err(Failure::Refused),
            ])
            .await;
        assert!(outcomes.iter().all(|outcome| *outcome == Err(Failure::Unavailable)), "{outcomes:?}");
        assert_eq!(desk.parents(), [0_i64; 0]);
        assert_eq!(desk.together(vec![|conn| insert(conn, "INSERT INTO parents VALUES (2)")]).await, [Ok(()), Ok(())]);
        assert_eq!(desk.parents(), [2]);
    }

    #[tokio::test]
    async fn a_full_disk_acknowledges_nothing_and_is_left_behind() {
        let desk = Desk::new();
        let outcomes = desk
            .together(vec![
                |conn| insert(conn, "PRAGMA max_page_count = 6; INSERT INTO parents VALUES (1)"),
                |conn| insert(conn, "INSERT INTO parents VALUES (2); INSERT INTO children VALUES (2, hex(zeroblob(90000)))"),
                |conn| insert(conn, "INSERT INTO parents VALUES (3)"),
            ])
            .await;
        let kept = desk.parents();
        for (number, outcome) in (1..).zip(outcomes.iter().skip(1)) {
            assert_eq!(outcome.is_ok(), kept.contains(&number), "{number}: {outcome:?}, kept {kept:?}");
        }
        assert!(outcomes.iter().any(Result::is_err), "the disk was not full");
    }

    #[tokio::test]
    async fn a_write_that_nobody_waits_for_is_not_begun() {
        let desk = Desk::new();
        let (go, wait) = mpsc::channel::<()>();
        let first = desk.writer.write(PATIENCE, move |_| {
            wait.recv().unwrap();
            Ok::<(), Failure>(())
        });
        let given_up = async {
            let second = desk.writer.write(PATIENCE, |conn| insert(conn, "INSERT INTO parents VALUES (1)"));
            assert!(tokio::time::timeout(Duration::from_millis(20), second).await.is_err());
            go.send(()).unwrap();
        };
        assert_eq!(futures_util::future::join(first, given_up).await.0, Ok(()));
        assert_eq!(desk.parents(), [0_i64; 0]);
    }
}
