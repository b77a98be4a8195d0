//! Statements of PostgreSQL that are planned once for all their values.

use super::expr::{Literal, literal};
use super::{Backend, Conn};
use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;

/// What the work of [`planned_once`] selects in its first statement, beside what it asks: so the setting costs no question
/// of its own. It counts from the next statement on, and is not made where no row is found. It is the connection's and not a
/// transaction's, for reads are in none.
#[must_use]
pub const fn beginning(backend: Backend) -> Literal<Text> {
    literal(match backend {
        Backend::Postgres => "set_config('plan_cache_mode', 'force_generic_plan', false)",
        Backend::Sqlite => "''",
    })
}

/// What the last statement of such work may select beside what it asks: its first row takes the setting back. No value at
/// all is what RESET means.
#[must_use]
pub const fn ending(backend: Backend) -> Literal<Text> {
    literal(match backend {
        // As a question of its own it is answered once, and not for each row.
        Backend::Postgres => "(SELECT set_config('plan_cache_mode', NULL, false))",
        Backend::Sqlite => "''",
    })
}

/// How a connection plans when such work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planning {
    /// As ever: a row with the [`ending`] has come.
    Usual,
    /// Once for all values, unless nothing has begun.
    Once,
}

/// Does some work whose statements, after one that selects its [`beginning`], PostgreSQL plans once for each connection,
/// whatever their values: for searches that ask much the same many times, where a plan takes five times as long as what it
/// plans. Only statements with one good index may stand in it: their values tell the planner nothing.
///
/// # Errors
/// Those of the work, and of the database.
pub fn planned_once<T, E>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<(T, Planning), E>) -> Result<T, E>
where
    E: From<diesel::result::Error>,
{
    match work(conn) {
        Ok((done, Planning::Usual)) => Ok(done),
        Ok((done, Planning::Once)) => {
            reset(conn)?;
            Ok(done)
        }
        Err(error) => {
            // A transaction that has failed takes the setting back with itself, and answers nothing. A connection that is
            // gone is not used again, nor is one on which the work panicked: see the manager of `db::postgres`.
            let _ = reset(conn);
            Err(error)
        }
    }
}

fn reset(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Postgres(conn) => conn.batch_execute("RESET plan_cache_mode"),
        Conn::Sqlite(_) => Ok(()),
    }
}
