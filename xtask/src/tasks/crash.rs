//! `cargo xtask crash`: the crash test at its full length, with the optimised server's patience.

use anyhow::Result;

use crate::postgres::{Postgres, VARIABLE};
use crate::process;
use crate::project::Project;

/// Kills on each database, while at least twenty times as many writes are acknowledged.
const KILLS: &str = "50";

/// Kills the server fifty times while a thousand writes are acknowledged, on both databases.
///
/// # Errors
/// When something acknowledged is lost, or something is half there.
pub fn task(project: &Project) -> Result<()> {
    let server = Postgres::start(project)?;
    let mut command = project.cargo();
    command.args(["test", "--workspace", "--test", "trouble", "--", "crash::", "--nocapture", "--test-threads", "1"]);
    process::run(command.env(VARIABLE, &server.url).env("MAILLAGE_TEST_KILLS", KILLS))
}
