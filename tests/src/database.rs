//! A database for one test: a copy of a migrated one, gone when the test is over.

use crate::templates;
use api::db::{Backend, Conn, DatabaseUrl};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::net::SocketAddr;
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

/// Names the PostgreSQL server of the tests.
pub const POSTGRES_VARIABLE: &str = "MAILLAGE_TEST_POSTGRES";

/// Address of the PostgreSQL server on which tests make their databases.
///
/// # Panics
/// When none is named: a test that cannot run must not look like one that passed.
#[must_use]
pub fn postgres_server() -> String {
    std::env::var(POSTGRES_VARIABLE).unwrap_or_else(|_| {
        panic!("no PostgreSQL to test on: run `cargo xtask test`, or set {POSTGRES_VARIABLE}=postgres://postgres@host:port/postgres")
    })
}

/// `server`'s address with another database name.
pub(crate) fn beside(server: &str, name: &str) -> String {
    let (host, _) = server.rsplit_once('/').expect("an address that ends in a database name");
    format!("{host}/{name}")
}

/// One test's database.
pub struct TestDatabase {
    url: String,
    /// On which server to drop which name; SQLite's file goes with its folder.
    postgres: Option<(String, String)>,
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// A database with all tables, the categories and a few communes, and nothing else.
    #[must_use]
    pub fn prepared(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => {
                let database = Self::sqlite_file();
                let file = database.url.strip_prefix("sqlite:").map(PathBuf::from).expect("a file");
                std::fs::copy(templates::sqlite(), file).expect("the template can be copied");
                database
            }
            Backend::Postgres => Self::on_postgres(&format!("TEMPLATE {}", templates::postgres(&postgres_server()))),
        }
    }

    /// A database without any table.
    #[must_use]
    pub fn empty(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => Self::sqlite_file(),
            Backend::Postgres => Self::on_postgres("TEMPLATE template0"),
        }
    }

    fn sqlite_file() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("maillage.db").display());
        Self { url, postgres: None, _folder: Some(folder) }
    }

    fn on_postgres(options: &str) -> Self {
        let server = postgres_server();
        let name = format!("maillage_test_{}", Uuid::now_v7().simple());
        execute(&server, &format!("CREATE DATABASE {name} {options}"));
        Self { url: beside(&server, &name), postgres: Some((server, name)), _folder: None }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> DatabaseUrl {
        self.url.parse().expect("an address of ours")
    }

    /// Where it is, as written in settings.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.url
    }

    /// Where PostgreSQL listens.
    #[must_use]
    pub fn socket(&self) -> SocketAddr {
        let (_, host) = self.url.rsplit_once('@').expect("user@host");
        let (socket, _) = host.split_once('/').expect("host/name");
        socket.replace("localhost", "127.0.0.1").parse().expect("an address and a port")
    }

    /// Where it is for somebody who goes through a proxy on this port.
    #[must_use]
    pub fn through(&self, port: u16) -> DatabaseUrl {
        let (user, host) = self.url.rsplit_once('@').expect("user@host");
        let (_, name) = host.split_once('/').expect("host/name");
        format!("{user}@127.0.0.1:{port}/{name}").parse().expect("an address of ours")
    }

    /// A connection of its own.
    #[must_use]
    pub fn connect(&self) -> Conn {
        self.url().connect().expect("the test's database can be reached")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.postgres
            // FORCE: the server under test may not have closed its connections yet.
            && let Ok(mut conn) = PgConnection::establish(server)
            && let Err(error) = conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        {
            eprintln!("{name} was left behind: {error}");
        }
    }
}

pub(crate) fn execute(server: &str, sql: &str) {
    let mut conn = PgConnection::establish(server).unwrap_or_else(|error| panic!("{POSTGRES_VARIABLE}: {error}"));
    conn.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}
