//! The packages of `xtask/npm`: Leaflet, and the tools of the build and of the stories.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::digest;
use crate::process;
use crate::project::Project;
use crate::steps::step;
use crate::tools;

/// Written last, so that an interrupted installation is not taken for a complete one.
const STAMP: &str = ".complete";

/// The `node_modules` folder of exactly the committed lock file, installed at first use.
///
/// # Errors
/// When Node.js is missing and cannot be installed, or the registry does not answer.
pub fn node_modules(project: &Project) -> Result<PathBuf> {
    let source = project.root.join("xtask/npm");
    let lock = fs::read(source.join("package-lock.json")).context("xtask/npm/package-lock.json")?;
    let folder = project.cache().join("npm").join(digest::short(&lock));
    if !folder.join(STAMP).is_file() {
        tools::ensure(project, "npm (Node.js 20 or later)", &["nodejs", "npm"], || tools::find(&["npm"]))?;
        step("Installing the npm packages", || install(project, &source, &folder))?;
    }
    Ok(folder.join("node_modules"))
}

fn install(project: &Project, source: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name))?;
    }
    process::run_logged(
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder),
        &project.cache().join("npm.log"),
    )?;
    fs::write(folder.join(STAMP), "")?;
    Ok(())
}
