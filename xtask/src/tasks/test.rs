//! `cargo xtask test`: everything there is, in the order of speed.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use super::{build, check};
use crate::npm;
use crate::postgres::{Postgres, VARIABLE};
use crate::project::Project;
use crate::steps::{say, step};
use crate::tally::{self, Tally};
use crate::tools;
use crate::web::{self, Finish};

/// Checks, tests on both databases, and the stories in a browser.
///
/// # Errors
/// When a check fails, which ends the run, or a test does, after all others have run.
pub fn task(project: &Project) -> Result<()> {
    let started = Instant::now();
    let stories = step("Looking for the tools", || Stories::prepare(project))?;
    web::build(project, Finish::Strict)?;
    check::all_but_the_browser(project)?;
    let server = step("Starting PostgreSQL", || Postgres::start(project))?;
    let mut tally = step("Testing on SQLite and PostgreSQL", || rust_tests(project, &server))?;
    let binary = build::server(project)?;
    tally += step("Walking the stories in a browser", || stories.walk(project, &binary, &server))?;
    drop(server);
    say(&format!("everything took {:.0} s", started.elapsed().as_secs_f64()));
    say(&format!("{} passed, {} failed", tally.passed, tally.failed));
    if tally.failed > 0 {
        bail!("{} tests failed", tally.failed);
    }
    Ok(())
}

/// nextest where it is installed: it isolates the tests and tells more about failures.
fn rust_tests(project: &Project, server: &Postgres) -> Result<Tally> {
    let runner: &[&str] = match tools::find(&["cargo-nextest"]) {
        Some(_) => &["nextest", "run"],
        None => &["test"],
    };
    let mut command = project.cargo();
    command.args(runner).args(["--workspace", "--no-fail-fast"]).env(VARIABLE, &server.url);
    tally::run(&mut command)
}

/// What the stories need, found before the long work starts.
struct Stories {
    browser: std::path::PathBuf,
    packages: std::path::PathBuf,
}

impl Stories {
    fn prepare(project: &Project) -> Result<Self> {
        let packages = npm::node_modules(project)?;
        let browser = tools::chromium(project)?;
        tools::postgres_programs(project)?;
        Ok(Self { browser, packages })
    }

    fn walk(&self, project: &Project, binary: &Path, server: &Postgres) -> Result<Tally> {
        tally::run(
            Command::new("node")
                .arg("tests/browser/run.mjs")
                .current_dir(&project.root)
                .env("CHROMIUM", &self.browser)
                .env("MAILLAGE_NODE_MODULES", &self.packages)
                .env("MAILLAGE_BIN", binary)
                .env(VARIABLE, &server.url),
        )
    }
}
