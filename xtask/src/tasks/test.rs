//! `cargo xtask test`: everything there is, in the order of speed.

use std::time::Instant;

use anyhow::{Result, bail};

use super::fuzz::{self, Extent};
use super::{build, check};
use crate::browser::Browser;
use crate::postgres::{Postgres, VARIABLE};
use crate::project::Project;
use crate::python;
use crate::scratch::Scratch;
use crate::steps::{say, step};
use crate::tally::{self, Tally};
use crate::tools;
use crate::web::{self, Finish};

/// Seconds for which each caller's operations are tried with made-up requests; `cargo xtask fuzz` tries longer.
const FUZZED_S: u32 = 25;

/// Where programs put temporary files.
const TEMPORARY: &str = "TMPDIR";

/// Checks, tests on both databases, and the stories in a browser.
///
/// Not Lighthouse, whose scores are measured times: a busy machine must not make a test fail (`cargo xtask lighthouse`).
///
/// # Errors
/// When a check fails, which ends the run, or a test does, after all others have run.
pub fn task(project: &Project) -> Result<()> {
    let started = Instant::now();
    let browser = step("Looking for the tools", || {
        tools::postgres_programs(project)?;
        Browser::prepare(project)
    })?;
    let programs = python::programs(project)?;
    web::build(project, Finish::Strict)?;
    check::all_but_the_browser(project)?;
    let server = step("Starting PostgreSQL", || Postgres::start(project))?;
    let scratch = Scratch::make()?;
    let mut tally = step("Testing on SQLite and PostgreSQL", || rust_tests(project, &server, &scratch))?;
    let binary = build::server(project)?;
    tally += step("Walking the stories in a browser", || {
        let mut stories = browser.script(project, "run", &binary);
        tally::run(stories.env(VARIABLE, &server.url).env(TEMPORARY, &scratch.path))
    })?;
    drop((server, scratch));
    let fuzzed = fuzz::run(project, &programs, &binary, Extent::Seconds(FUZZED_S));
    say(&format!("everything took {:.0} s", started.elapsed().as_secs_f64()));
    say(&format!("{} passed, {} failed", tally.passed, tally.failed));
    if tally.failed > 0 {
        bail!("{} tests failed", tally.failed);
    }
    fuzzed
}

/// nextest where it is installed: it isolates the tests and tells more about failures.
fn rust_tests(project: &Project, server: &Postgres, scratch: &Scratch) -> Result<Tally> {
    let runner: &[&str] = match tools::find(&["cargo-nextest"]) {
        Some(_) => &["nextest", "run"],
        None => &["test"],
    };
    let mut command = project.cargo();
    command.args(runner).args(["--workspace", "--no-fail-fast"]).env(VARIABLE, &server.url);
    command.env(TEMPORARY, &scratch.path);
    tally::run(&mut command)
}
