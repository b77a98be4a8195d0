//! The server as a process of its own, which can be killed.

use crate::database::TestDatabase;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a server may take to start or stop before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is started again and again on one database and one port.
pub struct Process {
    program: PathBuf,
    database: String,
    port: u16,
    folder: TempDir,
    child: Option<Child>,
    /// The mail server; empty: mails become files in its folder.
    smtp: String,
}

impl Process {
    /// A server that does not run yet; `program` is `maillage` by whatever name.
    #[must_use]
    pub fn new(program: &str, database: &TestDatabase) -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = free.local_addr().expect("an address").port();
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            program: program.into(),
            database: database.address().to_owned(),
            port,
            folder,
            child: None,
            smtp: String::new(),
        }
    }

    /// The same, which sends its mails to this address.
    #[must_use]
    pub fn mailing_to(mut self, smtp: String) -> Self {
        self.smtp = smtp;
        self
    }

    /// Address of the server, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the server and returns how long it took until it was ready.
    pub async fn start(&mut self, http: &reqwest::Client) -> Duration {
        let mut command = Command::new(&self.program);
        command.current_dir(self.folder.path()).args(["serve", "--database", &self.database]);
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        for limit in ["PERSON", "ADDRESS", "PUBLIC_WRITES"] {
            command.env(format!("MAILLAGE_LIMITS__{limit}_PER_MINUTE"), "0");
        }
        command.env("MAILLAGE_MAIL__SMTP", &self.smtp);
        command.env("MAILLAGE_LOG", "error").stdin(Stdio::null()).stdout(Stdio::null());
        let started = Instant::now();
        self.child = Some(command.spawn().expect("the server can be started"));
        let ready = format!("{}/readyz", self.base());
        while !http.get(&ready).send().await.is_ok_and(|answer| answer.status() == 200) {
            assert!(started.elapsed() < PATIENCE, "the server does not become ready");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        started.elapsed()
    }

    /// SIGKILL: no farewell, nothing flushed.
    ///
    /// # Panics
    /// When the server does not run: it must not have ended by itself.
    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("a running server");
        assert!(child.try_wait().expect("its state").is_none(), "the server ended by itself");
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }

    /// SIGTERM, and how it ended.
    pub fn tell_to_stop(&self) {
        let id = self.child.as_ref().expect("a running server").id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().is_ok_and(|status| status.success()));
    }

    /// Waits until the server has ended by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            let child = self.child.as_mut().expect("a running server");
            if let Some(status) = child.try_wait().expect("its state") {
                self.child = None;
                return status;
            }
            assert!(started.elapsed() < PATIENCE, "the server does not stop");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
