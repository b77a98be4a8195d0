//! Statements of PostgreSQL that are planned once for all their values.

use super::expr::{Literal, literal};
use super::{Backend, Conn};
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;

/// What the work of [`planned_once`] selects in its first statement, beside what it asks: so the setting costs no question
/// of its own. It counts from the next statement on.
#[must_use]
pub const fn beginning(backend: Backend) -> Literal<Text> {
    literal(match backend {
        Backend::Postgres => "set_config('plan_cache_mode', 'force_generic_plan', false)",
        Backend::Sqlite => "''",
    })
}

/// Does some work whose statements, after one that selects its [`beginning`], PostgreSQL plans once for each connection,
/// whatever their values: for searches that ask much the same many times, where a plan takes five times as long as what it
/// plans. Only statements with one good index may stand in it: their values tell the planner nothing.
///
/// # Errors
/// Those of the work, and of the database.
pub fn planned_once<T, E>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E>
where
    E: From<diesel::result::Error>,
{
    let done = work(conn);
    // A transaction that has failed takes the setting back with itself, and answers nothing.
    let reset = match conn {
        Conn::Postgres(conn) => conn.batch_execute("RESET plan_cache_mode"),
        Conn::Sqlite(_) => Ok(()),
    };
    let done = done?;
    reset?;
    Ok(done)
}
