//! A compiler for WebAssembly: the developer's own if it can, else Debian's.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::{Project, forget_xtask};
use crate::steps::{say, step};
use crate::tools;

/// The target triple of the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler with the sources of the standard library and a linker.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
/// Enough for a slow line; a machine without one fails at once.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);
/// `own` or `debian`: skips the search, for those who want one of them.
const CHOICE: &str = "MAILLAGE_WEB_TOOLCHAIN";

/// How the SPA is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain that runs xtask has the target's standard library.
    Own,
    /// Debian's rustc, which compiles the standard library along with the SPA.
    Debian,
}

impl Toolchain {
    /// Finds or installs a compiler for the browser.
    ///
    /// # Errors
    /// One line that says what to install, when nothing can be done from here.
    pub fn find(project: &Project) -> Result<Self> {
        match env::var(CHOICE).as_deref() {
            Ok("own") => return Ok(Self::Own),
            Ok("debian") => return debian(project),
            Ok(other) => bail!("{CHOICE} is '{other}'; it can be 'own' or 'debian'"),
            Err(_) => {}
        }
        if has_target(project)? || rustup_adds_target(project)? {
            return Ok(Self::Own);
        }
        debian(project)
    }

    /// `cargo <subcommand>` for the browser, with an own target folder: two compilers that share
    /// one would undo each other's work.
    pub fn cargo(&self, project: &Project, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Own => project.cargo(),
            Self::Debian => debian_cargo(project),
        };
        command.arg(subcommand).args(["--target", TARGET]).arg("--target-dir").arg(self.target_dir(project));
        if *self == Self::Debian {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        command
    }

    /// Where the compiled module is put.
    pub fn target_dir(&self, project: &Project) -> PathBuf {
        match self {
            Self::Own => project.target.join("web"),
            Self::Debian => project.target.join("web-debian"),
        }
    }

    /// The compiler's version, part of the stamp of what it compiled.
    pub fn version(&self) -> Result<String> {
        let program = match self {
            Self::Own => rustc(),
            Self::Debian => "/usr/bin/rustc".to_owned(),
        };
        process::output(Command::new(program).arg("--version"))
    }
}

fn rustc() -> String {
    env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

fn has_target(project: &Project) -> Result<bool> {
    let folder = process::output(
        Command::new(rustc()).args(["--print", "target-libdir", "--target", TARGET]).current_dir(&project.root),
    )?;
    Ok(Path::new(&folder).is_dir())
}

/// Tries `rustup target add` once per compiler version: where it cannot work, it never will.
fn rustup_adds_target(project: &Project) -> Result<bool> {
    if tools::find(&["rustup"]).is_none() {
        return Ok(false);
    }
    let version = Toolchain::Own.version()?;
    let refused = project.cache().join("rustup-target-refused");
    if fs::read_to_string(&refused).is_ok_and(|known| known == version) {
        return Ok(false);
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(&project.root);
    let added =
        step("Adding the WebAssembly target with rustup", || Ok(process::succeeds_within(&mut rustup, RUSTUP_LIMIT)))?
            && has_target(project)?;
    if !added {
        say("    rustup could not fetch it; looking at Debian's compiler");
        fs::create_dir_all(project.cache())?;
        fs::write(&refused, version).context("cannot remember rustup's answer")?;
    }
    Ok(added)
}

fn debian(project: &Project) -> Result<Toolchain> {
    let what = format!("The WebAssembly target of the Rust compiler (rustup target add {TARGET})");
    tools::ensure(project, &what, &DEBIAN_PACKAGES, || {
        let sources = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.toml");
        let programs = ["/usr/bin/cargo", "/usr/bin/rustc"];
        (sources.is_file() && programs.iter().all(|program| Path::new(program).is_file())).then_some(())
    })?;
    Ok(Toolchain::Debian)
}

/// Debian's cargo, kept away from the rustup proxies and from the settings of the one running us.
fn debian_cargo(project: &Project) -> Command {
    let path = env::var("PATH").unwrap_or_default();
    let mut command = Command::new("/usr/bin/cargo");
    command
        .current_dir(&project.root)
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", "/usr/bin/rustc")
        // build-std is a nightly feature; this is how Debian's own packages use it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTUP_TOOLCHAIN");
    forget_xtask(&mut command);
    command
}
