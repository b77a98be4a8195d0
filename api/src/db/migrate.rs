//! Migrations: two trees with the same folder names, inside the binary.

use super::Conn;
use diesel::{RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// A migration could not be applied; the database is as the last complete one left it.
#[derive(Debug)]
pub struct MigrationFailed(String);

impl std::fmt::Display for MigrationFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MigrationFailed {}

/// A number of our own for PostgreSQL's advisory lock ("maillage" in hexadecimal digits, cut).
const LOCK: i64 = 0x6d61_696c;

/// Applies what is missing and returns the names of what it applied.
///
/// Copies that start together wait for each other: diesel's runner takes no lock by itself.
///
/// # Errors
/// When a migration fails.
pub fn migrate(conn: &mut Conn) -> Result<Vec<String>, MigrationFailed> {
    match conn {
        Conn::Postgres(pg) => {
            let failed = |error: diesel::result::Error| MigrationFailed(error.to_string());
            sql_query(format!("SELECT pg_advisory_lock({LOCK})")).execute(pg).map_err(failed)?;
            let applied = run(pg, POSTGRES);
            sql_query(format!("SELECT pg_advisory_unlock({LOCK})")).execute(pg).map_err(failed)?;
            applied
        }
        // SQLite has one writer: a second copy waits on the first one's transaction, then finds nothing left to do.
        Conn::Sqlite(sqlite) => run(sqlite, SQLITE),
    }
}

fn run<DB, C>(conn: &mut C, migrations: EmbeddedMigrations) -> Result<Vec<String>, MigrationFailed>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: diesel::migration::MigrationSource<DB>,
{
    match conn.run_pending_migrations(migrations) {
        Ok(applied) => Ok(applied.iter().map(ToString::to_string).collect()),
        Err(error) => Err(MigrationFailed(error.to_string())),
    }
}
