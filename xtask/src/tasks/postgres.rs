//! `cargo xtask postgres COMMAND…`: a PostgreSQL for as long as a command runs.

use std::process::Command;

use anyhow::{Context, Result};

use crate::postgres::{Postgres, VARIABLE};
use crate::process;
use crate::project::Project;
use crate::steps::step;

/// Runs a command with the address of a temporary server in its environment.
pub fn task(project: &Project, command: &[String]) -> Result<()> {
    let (program, arguments) =
        command.split_first().context("which command? For instance: cargo xtask postgres cargo nextest run")?;
    let server = step("Starting PostgreSQL", || Postgres::start(project))?;
    process::run(Command::new(program).args(arguments).env(VARIABLE, &server.url))
}
