//! `cargo xtask build`: the one file to install.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::steps::{say, step};
use crate::web::{self, Finish};

/// Builds the release binary with the application inside, and says where it is.
pub fn task(project: &Project) -> Result<()> {
    web::build(project, Finish::Strict)?;
    step("Compiling the server, optimised", || {
        process::run(project.cargo().args(["build", "--release", "--workspace", "--bin", "maillage"]))
    })?;
    let binary = project.binary("release");
    let size = fs::metadata(&binary).with_context(|| format!("{} is missing", binary.display()))?.len();
    say(&format!("{} ({:.1} MB)", binary.display(), megabytes(size)));
    Ok(())
}

/// Compiles the server of the `dev` profile, with whatever `frontend/dist` holds.
pub fn server(project: &Project) -> Result<PathBuf> {
    step("Compiling the server", || {
        // All members are selected, so that the features of the dependencies are those of the
        // tests and nothing is compiled twice.
        process::run(project.cargo().args(["build", "--workspace", "--bin", "maillage"]))
    })?;
    Ok(project.binary("debug"))
}

fn megabytes(bytes: u64) -> f64 {
    u32::try_from(bytes / 1000).map_or(f64::INFINITY, |kilobytes| f64::from(kilobytes) / 1000.0)
}
