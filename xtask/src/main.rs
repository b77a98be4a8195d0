//! Project automation. `cargo xtask` without a task prints what there is.

mod cleanup;
mod digest;
mod npm;
mod process;
mod project;
mod steps;
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

  run        build everything and start a server with a demonstration network
  test       run every check and test there is, on both databases and in a browser
  web        build the single-page application into frontend/dist
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
    cleanup::install_signal_handler()?;
    let (task, _rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", &[][..]),
    };
    match task {
        "help" | "--help" | "-h" => print!("{HELP}"),
        "web" => web::build(&Project::find()?, Finish::Full)?,
        unknown => bail!("there is no task '{unknown}'\n\n{HELP}"),
    }
    Ok(())
}
