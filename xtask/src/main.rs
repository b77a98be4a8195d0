//! Project automation. `cargo xtask` without a task prints what there is.

mod browser;
mod cleanup;
mod demonstration;
mod digest;
mod npm;
mod postgres;
mod process;
mod project;
mod python;
mod scratch;
mod steps;
mod tally;
mod tasks;
mod tools;
mod web;

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;
use steps::say;
use web::Finish;

const HELP: &str = "\
cargo xtask TASK

  run               build everything and serve a demonstration network from .maillage/
  test              every check and every test, on both databases and in a browser
  dev               as run, but rebuild and restart whenever a source changes
  check             format, lints, documentation, and what the browser may depend on
  build             the release binary `maillage`, with the application inside
  fuzz [--cases N]  requests made from the API document, as nobody and as a coordinator
  crash             kill the server fifty times amid a thousand writes, on both databases
  web               only the application: frontend/dist
  lighthouse        scores of the first pages on a slow phone
  bench             measure the speed beside a minimal server: bench/RESULTS.md (--quick: some minutes)
  openapi           write openapi/openapi.json
  postgres COMMAND  run a command with a temporary PostgreSQL in MAILLAGE_TEST_POSTGRES

What is missing is installed where that is possible, else named in one line.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((task, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    cleanup::install_signal_handler()?;
    match (task.as_str(), rest) {
        ("help" | "--help" | "-h", _) => print!("{HELP}"),
        ("run", []) => tasks::run::task(&Project::find()?)?,
        ("test", []) => tasks::test::task(&Project::find()?)?,
        ("dev", []) => tasks::dev::task(&Project::find()?)?,
        ("check", []) => tasks::check::task(&Project::find()?)?,
        ("build", []) => tasks::build::task(&Project::find()?)?,
        ("crash", []) => tasks::crash::task(&Project::find()?)?,
        ("fuzz", arguments) => tasks::fuzz::task(&Project::find()?, arguments)?,
        ("web", []) => web::build(&Project::find()?, Finish::Full)?,
        ("lighthouse", []) => tasks::lighthouse::task(&Project::find()?)?,
        ("openapi", []) => tasks::openapi::task(&Project::find()?)?,
        ("bench", options) => tasks::bench::task(&Project::find()?, options)?,
        ("postgres", command) => tasks::postgres::task(&Project::find()?, command)?,
        (task, rest) => bail!("there is no task '{}'\n\n{HELP}", [&[task.to_owned()], rest].concat().join(" ")),
    }
    Ok(())
}
