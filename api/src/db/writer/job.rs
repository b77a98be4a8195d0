//! One write that waits for the writing thread: how it is run, and how its caller hears of it.

use super::super::Conn;
use super::super::expr::literal;
use super::super::pool::Unavailable;
use diesel::connection::{Connection, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

pub(super) type Manager = <Conn as Connection>::TransactionManager;

/// How a write has left the transaction that it shares with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// With what it wanted to write, or with nothing.
    Clean,
    /// With a part of it: whoever commits now would commit that too.
    Spoiled,
}

/// A write that waits.
pub(super) trait Job: Send {
    /// Whether its caller has gone.
    fn is_abandoned(&self) -> bool;

    /// Runs it in the transaction that is open.
    fn run(&mut self, conn: &mut Conn) -> Left;

    /// Runs it in a savepoint of its own: what fails, or panics, undoes itself and nothing else of the transaction.
    fn run_apart(&mut self, conn: &mut Conn);

    /// Tells the caller how the transaction ended.
    fn tell(self: Box<Self>, committed: Result<(), Unavailable>);
}

/// A [`Job`] of any type.
pub(super) struct Write<T, E, W> {
    pub(super) work: W,
    pub(super) sender: oneshot::Sender<Result<T, E>>,
    /// What `work` has returned when it ran last.
    pub(super) outcome: Option<Result<T, E>>,
}

impl<T, E, W> Job for Write<T, E, W>
where
    T: Send,
    E: From<Unavailable> + From<diesel::result::Error> + Send,
    W: FnMut(&mut Conn) -> Result<T, E> + Send,
{
    fn is_abandoned(&self) -> bool {
        self.sender.is_closed()
    }

    fn run(&mut self, conn: &mut Conn) -> Left {
        let (outside, before) = (depth(conn), changes(conn));
        let outcome = caught(&mut self.work, conn);
        let is_clean = outcome.is_ok() || (before.is_some() && changes(conn) == before && is_in_transaction(conn));
        self.outcome = Some(outcome);
        if is_clean && depth(conn) == outside { Left::Clean } else { Left::Spoiled }
    }

    fn run_apart(&mut self, conn: &mut Conn) {
        let outside = depth(conn);
        let outcome = Manager::begin_transaction(conn).map_err(E::from).and_then(|()| {
            let outcome = caught(&mut self.work, conn);
            match &outcome {
                Ok(_) => Manager::commit_transaction(conn)?,
                Err(_) => undo(conn, outside),
            }
            outcome
        });
        self.outcome = Some(outcome);
    }

    fn tell(self: Box<Self>, committed: Result<(), Unavailable>) {
        let told = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Unavailable::new("the write was not run").into()),
            (Err(unavailable), _) => Err(unavailable.into()),
        };
        // Who does not wait any more need not be told.
        drop(self.sender.send(told));
    }
}

/// What the work returns. A panic is a failure: the hook has said what happened and where.
fn caught<T, E: From<diesel::result::Error>>(
    work: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    conn: &mut Conn,
) -> Result<T, E> {
    let outcome = catch_unwind(AssertUnwindSafe(|| work(conn)));
    outcome.unwrap_or_else(|_| Err(diesel::result::Error::RollbackTransaction.into()))
}

/// Rolls back to the depth at which a write began; a panic leaves savepoints of its own open.
fn undo(conn: &mut Conn, outside: u32) {
    while depth(conn) > outside {
        if Manager::rollback_transaction(conn).is_err() {
            // SQLite has ended the whole transaction by itself (disk full): what the batch held is gone.
            Manager::transaction_manager_status_mut(conn).set_in_error();
        }
    }
}

/// Open transactions and savepoints; 0 as well when the connection no longer knows.
pub(super) fn depth(conn: &mut Conn) -> u32 {
    let depth = Manager::transaction_manager_status_mut(conn).transaction_depth();
    depth.ok().flatten().map_or(0, std::num::NonZeroU32::get)
}

/// Rows that the connection has ever written; `None` when it does not answer.
fn changes(conn: &mut Conn) -> Option<i64> {
    diesel::select(literal::<BigInt>("total_changes()")).get_result(conn).ok()
}

/// Whether SQLite has not ended the transaction by itself, as it does when the disk is full: the library does not notice.
fn is_in_transaction(conn: &mut Conn) -> bool {
    // Transactions do not nest.
    conn.batch_execute("BEGIN").is_err()
}
