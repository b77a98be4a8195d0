//! One connection over two databases.

use diesel::connection::{AnsiTransactionManager, Connection, SimpleConnection, TransactionManager};
use diesel::{PgConnection, QueryResult, SqliteConnection};
use std::str::FromStr;

/// A connection to either database.
///
/// Never call its `establish`: it tries one database after the other, and SQLite takes any text for a file name. Use
/// [`DatabaseUrl::connect`], which goes by the scheme.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// The SQL that both databases understand: diesel's combined dialect.
pub type Sql = <Conn as Connection>::Backend;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// PostgreSQL, version 15 or newer.
    Postgres,
    /// SQLite, the one inside this binary.
    Sqlite,
}

/// Where the database is: `sqlite:path/to/file.db` or `postgres://user@host/name`.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    backend: Backend,
    /// What the driver takes: a file name, or the whole address.
    target: String,
}

/// The text names no database that we know.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownDatabase;

impl std::fmt::Display for UnknownDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a database is `sqlite:path/to/file.db` or `postgres://user:password@host/name`")
    }
}

impl std::error::Error for UnknownDatabase {}

impl FromStr for DatabaseUrl {
    type Err = UnknownDatabase;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self { backend: Backend::Postgres, target: text.to_owned() });
        }
        match text.strip_prefix("sqlite:") {
            Some(file) if !file.is_empty() => Ok(Self { backend: Backend::Sqlite, target: file.to_owned() }),
            _ => Err(UnknownDatabase),
        }
    }
}

impl Default for DatabaseUrl {
    /// A file beside the process: a new installation needs no server.
    fn default() -> Self {
        Self { backend: Backend::Sqlite, target: "maillage.db".to_owned() }
    }
}

impl<'de> serde::Deserialize<'de> for DatabaseUrl {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The address without its password, for logs.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.backend, self.target.rsplit_once('@')) {
            (Backend::Sqlite, _) => write!(f, "sqlite:{}", self.target),
            (Backend::Postgres, Some((_, host))) => write!(f, "postgres://…@{host}"),
            (Backend::Postgres, None) => f.write_str(&self.target),
        }
    }
}

/// How a connection will be used. SQLite's readers cannot write, so a write outside the writer fails at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    Write,
}

/// WAL lets readers read while one writes; FULL, because an acknowledged write must survive a power cut. The server brings
/// the log into the file beside its writer; by itself SQLite does so after 64 MB.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; \
     PRAGMA wal_autocheckpoint = 16000;";

impl DatabaseUrl {
    /// Which database it names.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// Opens a connection that may write.
    ///
    /// # Errors
    /// When the database cannot be reached or the file cannot be opened.
    pub fn connect(&self) -> diesel::ConnectionResult<Conn> {
        self.connect_for(Use::Write)
    }

    pub(super) fn connect_for(&self, purpose: Use) -> diesel::ConnectionResult<Conn> {
        match self.backend {
            Backend::Postgres => PgConnection::establish(&self.target).map(Conn::Postgres),
            Backend::Sqlite => {
                let mut conn = SqliteConnection::establish(&self.target)?;
                conn.batch_execute(SQLITE_SETTINGS).map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                if purpose == Use::Read {
                    conn.batch_execute("PRAGMA query_only = ON")
                        .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                }
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

impl Conn {
    /// Runs `work` in one transaction that may write; everything is undone when it fails. The outermost one only:
    /// `transaction` inside it is a savepoint.
    ///
    /// # Errors
    /// What `work` returns, or the database's own failure to begin or commit.
    pub fn write_transaction<T, E>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E>
    where
        E: From<diesel::result::Error>,
    {
        self.begin_write()?;
        match work(self) {
            Ok(value) => {
                <Self as Connection>::TransactionManager::commit_transaction(self)?;
                Ok(value)
            }
            Err(error) => {
                // The first failure is the one to tell; a broken connection is dropped by the pool.
                let _ = <Self as Connection>::TransactionManager::rollback_transaction(self);
                Err(error)
            }
        }
    }

    /// IMMEDIATE: a deferred transaction that reads and then writes fails at once under a second writer, whatever
    /// `busy_timeout` says.
    pub(super) fn begin_write(&mut self) -> QueryResult<()> {
        match self {
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
            Self::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN"),
        }
    }

    /// Which database this is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        match self {
            Self::Postgres(_) => Backend::Postgres,
            Self::Sqlite(_) => Backend::Sqlite,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_goes_by_its_scheme_and_hides_its_password() {
        let postgres: DatabaseUrl = "postgres://maillage:secret@db/maillage".parse().unwrap();
        assert_eq!(format!("{postgres:?}"), "postgres://…@db/maillage");
        assert_eq!("sqlite:var/maillage.db".parse::<DatabaseUrl>().unwrap().backend(), Backend::Sqlite);
        for typo in ["postgre://x", "mysql://x", "maillage.db", "sqlite:", ""] {
            assert_eq!(typo.parse::<DatabaseUrl>(), Err(UnknownDatabase), "{typo}");
        }
    }
}
