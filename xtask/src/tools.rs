//! Finding programs, and installing those that are missing when that is possible.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;
use crate::steps::step;

/// The first of these programs that is on the search path.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Looks for something; if it is missing, installs Debian packages and looks again.
///
/// # Errors
/// One line that names the packages, when they cannot be installed from here.
pub fn ensure<T>(project: &Project, what: &str, packages: &[&str], look: impl Fn() -> Option<T>) -> Result<T> {
    if let Some(found) = look() {
        return Ok(found);
    }
    let hint = format!("{what} is missing; install it, on Debian: apt-get install {}", packages.join(" "));
    if !can_install() || apt_install(project, packages).is_err() {
        bail!(hint);
    }
    look().ok_or_else(|| anyhow::anyhow!(hint))
}

/// Whether this process may install Debian packages.
pub fn can_install() -> bool {
    is_root() && find(&["apt-get"]).is_some()
}

/// Whether this process is the administrator of the machine.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

/// Installs Debian packages without asking anything.
pub fn apt_install(project: &Project, packages: &[&str]) -> Result<()> {
    let log = project.cache().join("apt.log");
    step(&format!("Installing {}", packages.join(", ")), || {
        process::run_logged(apt().args(["update", "--quiet"]), &log)?;
        process::run_logged(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages), &log)
    })
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// A browser for the stories: the one that `CHROMIUM` names, or an installed one.
pub fn chromium(project: &Project) -> Result<PathBuf> {
    ensure(project, "Chromium", &["chromium"], || {
        env::var_os("CHROMIUM")
            .map(PathBuf::from)
            .filter(|path| path.is_file())
            .or_else(|| find(&["chromium", "chromium-browser", "google-chrome"]))
    })
}

/// The folder of PostgreSQL's server programs, newest version first.
pub fn postgres_programs(project: &Project) -> Result<PathBuf> {
    ensure(project, "The PostgreSQL server", &["postgresql"], || {
        let on_path = || find(&["initdb"])?.parent().map(Path::to_path_buf);
        newest_debian_postgres().or_else(on_path)
    })
}

/// Debian keeps each major version's server programs in a folder of its own, off the search path.
fn newest_debian_postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .flatten()
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let programs = entry.path().join("bin");
            programs.join("initdb").is_file().then_some((version, programs))
        })
        .max_by_key(|(version, _)| *version)
        .map(|(_, programs)| programs)
}
