//! A PostgreSQL server of our own: temporary, on the loopback only, gone at the end.

use std::env;
use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{self as this_process, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cleanup::{Background, Guard};
use crate::process;
use crate::project::Project;
use crate::scratch;
use crate::tools;

/// The tests read the server's address from this variable.
pub const VARIABLE: &str = "MAILLAGE_TEST_POSTGRES";
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server; it stops, and its data go, when this is dropped or xtask is interrupted.
pub struct Postgres {
    /// The administrator's connection URL.
    pub url: String,
    // Dropped in this order: a running server needs its folder.
    _server: Background,
    _folder: Guard,
}

/// What of the data must outlive a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Nothing: the server lives as long as one run, and making a database takes a tenth of the time.
    None,
    /// Everything that is acknowledged, as a real installation has it.
    Full,
}

/// Who the server runs as: it refuses to be the administrator of the machine.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Postgres {
    /// Makes a database cluster in a temporary folder and starts a server on a free port.
    ///
    /// # Errors
    /// When PostgreSQL is missing and cannot be installed, or does not start; with its log.
    pub fn start(project: &Project) -> Result<Self> {
        Self::start_with(project, Durability::None)
    }

    /// As [`Self::start`], with a word on what must outlive a power cut.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with(project: &Project, durability: Durability) -> Result<Self> {
        let programs = tools::postgres_programs(project)?;
        let account = unprivileged()?;
        let place = if durability == Durability::None { scratch::place() } else { env::temp_dir() };
        let folder = place.join(format!("maillage-postgres-{}", this_process::id()));
        let guard = make_folder(&folder, account)?;
        initialise(&programs, &folder, account)?;
        let port = free_port()?;
        let log = folder.join("log");
        let server = serve(&programs, &folder, account, port, durability)?;
        wait_until_ready(&programs, &server, port, &log)?;
        Ok(Self { url: format!("postgres://postgres@127.0.0.1:{port}/postgres"), _server: server, _folder: guard })
    }
}

/// Nobody when xtask runs as an ordinary person: the server then runs as the same.
fn unprivileged() -> Result<Option<Account>> {
    if !tools::is_root() {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd").context("/etc/passwd")?;
    let account = ["postgres", "nobody"].iter().find_map(|name| account(&accounts, name));
    Ok(Some(account.context("PostgreSQL refuses to run as root, and there is no user postgres")?))
}

/// A line of `/etc/passwd` is `name:password:user id:group id:…`.
fn account(accounts: &str, name: &str) -> Option<Account> {
    let mut fields = accounts
        .lines()
        .map(|line| line.split(':'))
        .find_map(|mut fields| (fields.next() == Some(name)).then_some(fields))?;
    let user = fields.nth(1)?.parse().ok()?;
    let group = fields.next()?.parse().ok()?;
    Some(Account { user, group })
}

/// A folder of the server's account, and the guard that removes it.
fn make_folder(folder: &Path, account: Option<Account>) -> Result<Guard> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let removed = folder.to_path_buf();
    let guard = Guard::new(move || {
        // Left-overs of a temporary folder harm nobody.
        let _ = fs::remove_dir_all(removed);
    });
    if let Some(Account { user, group }) = account {
        chown(folder, Some(user), Some(group)).context("cannot give PostgreSQL its folder")?;
    }
    Ok(guard)
}

fn initialise(programs: &Path, folder: &Path, account: Option<Account>) -> Result<()> {
    process::run_logged(
        command(&programs.join("initdb"), folder, account)
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
            .arg("--pgdata")
            .arg(folder.join("data")),
        &folder.join("initdb.log"),
    )
}

fn serve(programs: &Path, folder: &Path, account: Option<Account>, port: u16, durability: Durability) -> Result<Background> {
    let log = folder.join("log");
    let log = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let mut command = command(&programs.join("postgres"), folder, account);
    command
        .arg("-D")
        .arg(folder.join("data"))
        .args(["-p", &port.to_string()])
        .args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
        // Every test has databases of its own, and many run at once.
        .args(["-c", "max_connections=200"]);
    match durability {
        // Databases live for a second; whoever vacuums and analyses them meanwhile is in the way.
        Durability::None => command
            .args(["-c", "shared_buffers=64MB", "-c", "fsync=off", "-c", "full_page_writes=off"])
            .args(["-c", "autovacuum=off"]),
        Durability::Full => command.args(["-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"]),
    };
    Background::start(command.stdout(log.try_clone()?).stderr(log))
}

fn wait_until_ready(programs: &Path, server: &Background, port: u16, log: &Path) -> Result<()> {
    let started = Instant::now();
    while server.ended()?.is_none() && started.elapsed() < PATIENCE {
        let mut probe = Command::new(programs.join("pg_isready"));
        probe.args(["-h", "127.0.0.1", "-p", &port.to_string()]);
        if process::succeeds_within(&mut probe, PATIENCE) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("PostgreSQL did not start:\n{}", process::tail(log))
}

fn command(program: &Path, folder: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
