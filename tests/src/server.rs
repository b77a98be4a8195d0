//! The server under test: the real application on a port of its own, with a clock that the test moves.

use crate::clients::Client;
use crate::database::TestDatabase;
use crate::invariants;
use actix_web::dev::ServerHandle;
use api::app::Application;
use api::clock::Clock;
use api::db::Backend;
use api::http::State;
use api::settings::{LimitSettings, MailSettings, Settings};
use shared::ids::UserId;
use shared::time::UtcMillis;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// When every test begins: a Tuesday, ten o'clock in Bordeaux.
pub const START: &str = "2026-11-24T09:00:00Z";

/// A running server.
pub struct TestServer {
    /// What time it is for the server; stands still until it is moved.
    pub clock: Clock,
    /// The server's own state, for what has no endpoint.
    pub state: State,
    pub(crate) admin: OnceLock<UserId>,
    base: String,
    http: reqwest::Client,
    handle: ServerHandle,
    database: TestDatabase,
    folder: TempDir,
}

impl TestServer {
    /// Starts a server on a new database.
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, |_| {}).await
    }

    /// Starts a server on a new database with other settings than the usual ones of tests.
    pub async fn start_with(backend: Backend, change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_on(TestDatabase::prepared(backend), change).await
    }

    /// Starts a server on this database.
    pub async fn start_on(database: TestDatabase, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            database: database.url(),
            mail: MailSettings { folder: folder.path().join("mails"), ..MailSettings::default() },
            // A test asks more in a second than a person in a minute.
            limits: LimitSettings { person_per_minute: 0, address_per_minute: 0, public_writes_per_minute: 0 },
            ..Settings::default()
        };
        change(&mut settings);
        let clock = Clock::standing_at(START.parse().expect("an instant"));
        let application = Application::build(settings, clock.clone()).await.expect("the server starts");
        let base = format!("http://{}", application.address);
        let handle = application.server.handle();
        tokio::spawn(application.server);
        // No pool of kept connections: a race of 64 clients is then a race of 64 connections.
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { clock, state: application.state, admin: OnceLock::new(), base, http, handle, database, folder }
    }

    /// Somebody without an account.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        Client::new(self.http.clone(), self.base.clone(), None)
    }

    /// Somebody without an account in a browser of his or her own, which keeps cookies.
    #[must_use]
    pub fn browser(&self) -> Client {
        let http = reqwest::Client::builder().no_proxy().cookie_store(true).build().expect("a client");
        Client::new(http, self.base.clone(), None)
    }

    /// A person who is logged in, for as long as the test lasts.
    #[must_use]
    pub fn logged_in(&self, user: UserId) -> Client {
        Client::new(self.http.clone(), self.base.clone(), Some((self.state.clone(), user)))
    }

    /// Address of the server, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The server's database, for what no endpoint tells.
    #[must_use]
    pub const fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// What time it is for the server.
    #[must_use]
    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    /// Folder into which mails are written as files.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mails")
    }

    /// A folder for the test's own files, gone with the server.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Stops the server and returns its database, for another process.
    pub async fn leave(self) -> TestDatabase {
        self.handle.stop(false).await;
        self.database
    }

    /// Stops the server and checks what must hold after every test.
    pub async fn finish(self) {
        self.handle.stop(false).await;
        invariants::check(&mut self.database.connect());
    }
}

/// Runs one test against a new server on `backend`.
pub fn run(backend: Backend, test: impl AsyncFnOnce(&TestServer)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let server = TestServer::start(backend).await;
        test(&server).await;
        server.finish().await;
    });
}
