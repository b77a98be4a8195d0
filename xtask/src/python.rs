//! The Python tools of `xtask/python`, in a virtual environment of their own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::digest;
use crate::process;
use crate::project::Project;
use crate::steps::step;
use crate::tools;

/// Written last, so that an interrupted installation is not taken for a complete one.
const STAMP: &str = ".complete";

/// The folder of the programs of exactly the committed requirements, installed at first use.
///
/// # Errors
/// When Python is missing and cannot be installed, or the registry does not answer.
pub fn programs(project: &Project) -> Result<PathBuf> {
    let requirements = project.root.join("xtask/python/requirements.txt");
    let wanted = fs::read(&requirements).context("xtask/python/requirements.txt")?;
    let folder = project.cache().join("python").join(digest::short(&wanted));
    if !folder.join(STAMP).is_file() {
        let python = tools::ensure(project, "Python 3 with venv", &["python3", "python3-venv"], python_with_venv)?;
        step("Installing the Python packages", || {
            let log = project.cache().join("python.log");
            process::run_logged(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder), &log)?;
            let mut install = Command::new(folder.join("bin/python"));
            install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
            process::run_logged(install.arg(&requirements), &log)?;
            Ok(fs::write(folder.join(STAMP), "")?)
        })?;
    }
    Ok(folder.join("bin"))
}

/// Debian splits off the part of the standard library that makes environments.
fn python_with_venv() -> Option<PathBuf> {
    let python = tools::find(&["python3"])?;
    let complete = Command::new(&python).args(["-c", "import ensurepip, venv"]).output();
    complete.is_ok_and(|output| output.status.success()).then_some(python)
}
