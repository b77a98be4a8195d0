//! `cargo xtask fuzz`: requests made from the API document, right and wrong ones, against a server with the
//! demonstration network; every answer must be one that the document describes.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::build;
use crate::cleanup::Background;
use crate::process;
use crate::project::Project;
use crate::python;
use crate::steps::step;

/// Cases of a whole run.
const CASES: u32 = 20_000;
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// The one check that is off: a body that fits the schema may still be refused with 422, because a schema cannot say that
/// a window ends after it begins, that a category exists, or that the two dates exclude each other.
const BEYOND_THE_SCHEMA: &str = "positive_data_acceptance";
/// Who is tried besides nobody, and the password of every account of the demonstration.
const COORDINATOR: &str = "coordination.libourne@demo.example.org";
const PASSWORD: &str = "demo-maillage-2026";

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub enum Extent {
    /// About so many cases, over all operations and callers.
    Cases(u32),
    /// As many as fit into so many seconds for each caller.
    Seconds(u32),
}

/// Reads `--cases N` and fuzzes the server of the `dev` profile.
///
/// # Errors
/// When an answer is not described, or a tool is missing.
pub fn task(project: &Project, arguments: &[String]) -> Result<()> {
    let cases = match arguments {
        [] => CASES,
        [flag, number] if flag == "--cases" => number.parse().context("--cases wants a number")?,
        _ => bail!("usage: cargo xtask fuzz [--cases N]"),
    };
    let programs = python::programs(project)?;
    let binary = build::server(project)?;
    run(project, &programs, &binary, Extent::Cases(cases))
}

/// Fuzzes as nobody and as a coordinator, each on a new server, because each leaves strange things behind.
///
/// # Errors
/// When an answer is not described.
pub fn run(project: &Project, programs: &Path, binary: &Path, extent: Extent) -> Result<()> {
    for (who, email) in [("anonymous", None), ("coordinator", Some(COORDINATOR))] {
        let folder = project.cache().join("fuzz").join(who);
        step(&format!("Trying every operation as {who}"), || {
            let server = Server::start(binary, &folder)?;
            let mut command = Command::new(programs.join("st"));
            command.current_dir(&folder).arg("--config-file").arg(config(project, &folder, email)?);
            command.arg("run").arg(format!("{}/api/v1/openapi.json", server.address));
            // One worker: Python 3.11 fails now and then when two threads parse at once ("AST constructor recursion depth").
            command.args(["--checks", "all", "--workers", "1", "--no-color", "--suppress-health-check", "all"]);
            command.args(["--exclude-checks", BEYOND_THE_SCHEMA]);
            match extent {
                Extent::Cases(cases) => {
                    command.args(["--max-examples", &(cases / operations(project)? / 2).max(1).to_string()])
                }
                Extent::Seconds(seconds) => command.args(["--max-time", &seconds.to_string()]),
            };
            process::run(&mut command)
        })?;
    }
    Ok(())
}

/// How many operations the committed document has.
fn operations(project: &Project) -> Result<u32> {
    let text = fs::read_to_string(project.root.join("openapi/openapi.json")).context("openapi/openapi.json")?;
    Ok(u32::try_from(text.matches("\"operationId\"").count())?.max(1))
}

/// The committed settings of schemathesis, and how to log in where somebody does.
fn config(project: &Project, folder: &Path, email: Option<&str>) -> Result<PathBuf> {
    let mut text = fs::read_to_string(project.root.join("xtask/python/schemathesis.toml"))?;
    if let Some(email) = email {
        text += &format!(
            "\n[auth.dynamic.openapi.bearer]\npath = \"/api/v1/auth/login\"\n\
             payload = {{ email = \"{email}\", password = \"{PASSWORD}\" }}\n\
             extract_from = \"body\"\nextract_selector = \"/access_token\"\n"
        );
    }
    let file = folder.join("schemathesis.toml");
    fs::write(&file, text)?;
    Ok(file)
}

/// A server with the demonstration network on a database of its own.
struct Server {
    address: String,
    _process: Background,
}

impl Server {
    fn start(binary: &Path, folder: &Path) -> Result<Self> {
        // It may not be there.
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        let maillage = || {
            let mut command = Command::new(binary);
            command.current_dir(folder).env("MAILLAGE_LOG", "error");
            // One address asks more in a second than an office in a minute.
            for limit in ["PERSON", "ADDRESS", "PUBLIC_WRITES"] {
                command.env(format!("MAILLAGE_LIMITS__{limit}_PER_MINUTE"), "0");
            }
            command
        };
        process::output(maillage().arg("demo"))?;
        let free = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?.local_addr()?;
        let log = fs::File::create(folder.join("server.log"))?;
        let process = Background::start(maillage().args(["serve", "--listen", &free.to_string()]).stdout(log))?;
        let started = Instant::now();
        while TcpStream::connect(free).is_err() {
            if process.ended()?.is_some() || started.elapsed() > PATIENCE {
                bail!("the server does not answer on {free}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self { address: format!("http://{free}"), _process: process })
    }
}
