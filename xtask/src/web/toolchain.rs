//! A compiler for WebAssembly: the developer's own if it can, else Debian's.
//!
//! Where the sources of the standard library are at hand, it is compiled along with the
//! application, for size and without the texts of panics: 30 kB less for everybody to load.

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
/// Where Debian puts them.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Enough for a slow line; a machine without one fails at once.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);
/// `own` or `debian`: skips the search, for those who want one of them.
const CHOICE: &str = "MAILLAGE_WEB_TOOLCHAIN";
/// A panic in the browser ends the application and nobody reads its text.
const SMALL: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];
/// Cutting the module into chunks needs to know who refers to whom.
const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";

/// How the SPA is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain that runs xtask, with the standard library that came with it.
    Plain,
    /// The toolchain that runs xtask, with a standard library made for size.
    Small,
    /// Debian's rustc, which has no other standard library than one made here.
    Debian,
}

impl Toolchain {
    /// Finds or installs a compiler for the browser.
    ///
    /// # Errors
    /// One line that says what to install, when nothing can be done from here.
    pub fn find(project: &Project) -> Result<Self> {
        match env::var(CHOICE).as_deref() {
            Ok("own") => return own(project)?.context("the toolchain has no WebAssembly target"),
            Ok("debian") => return debian(project),
            Ok(other) => bail!("{CHOICE} is '{other}'; it can be 'own' or 'debian'"),
            Err(_) => {}
        }
        match own(project)? {
            Some(found) => Ok(found),
            None => debian(project),
        }
    }

    /// `cargo <subcommand>` for the browser, with an own target folder: two compilers that share
    /// one would undo each other's work.
    pub fn cargo(self, project: &Project, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Plain | Self::Small => project.cargo(),
            Self::Debian => debian_cargo(project),
        };
        command.arg(subcommand).args(["--target", TARGET]).arg("--target-dir").arg(self.target_dir(project));
        let mut flags = vec![RELOCATIONS];
        if self != Self::Plain {
            flags.extend(SMALL);
            command
                .args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"])
                // These are nightly features; this is how distributions use them with a stable compiler.
                .env("RUSTC_BOOTSTRAP", "1");
        }
        command.args(["--config", &format!("target.{TARGET}.rustflags={flags:?}")]);
        command
    }

    /// Where the compiled module is put.
    pub fn target_dir(self, project: &Project) -> PathBuf {
        project.target.join(match self {
            Self::Plain => "web",
            Self::Small => "web-small",
            Self::Debian => "web-debian",
        })
    }
}

/// The toolchain that runs xtask, helped by rustup where there is one.
fn own(project: &Project) -> Result<Option<Toolchain>> {
    if knows_immediate_abort() && (has_sources()? || rustup_adds(project, "rust-src", has_sources)?) {
        return Ok(Some(Toolchain::Small));
    }
    let found = has_target()? || rustup_adds(project, &format!("rust-std-{TARGET}"), has_target)?;
    Ok(found.then_some(Toolchain::Plain))
}

fn rustc() -> Command {
    Command::new(env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()))
}

/// Asks the compiler itself, since it learnt this later than our minimum version.
fn knows_immediate_abort() -> bool {
    let mut probe = rustc();
    probe.args(SMALL).args(["--print", "cfg"]).env("RUSTC_BOOTSTRAP", "1");
    process::succeeds_within(&mut probe, RUSTUP_LIMIT)
}

fn has_sources() -> Result<bool> {
    let root = process::output(rustc().args(["--print", "sysroot"]))?;
    Ok(Path::new(&root).join("lib/rustlib/src/rust/library/Cargo.toml").is_file())
}

fn has_target() -> Result<bool> {
    let folder = process::output(rustc().args(["--print", "target-libdir", "--target", TARGET]))?;
    Ok(Path::new(&folder).is_dir())
}

/// Tries `rustup component add` once per compiler version: where it cannot work, it never will.
fn rustup_adds(project: &Project, component: &str, is_there: fn() -> Result<bool>) -> Result<bool> {
    if tools::find(&["rustup"]).is_none() {
        return Ok(false);
    }
    let version = process::output(rustc().arg("--version"))?;
    let refused = project.cache().join(format!("rustup-refused-{component}"));
    if fs::read_to_string(&refused).is_ok_and(|known| known == version) {
        return Ok(false);
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", component]);
    let added = step(&format!("Adding {component} with rustup"), || {
        Ok(process::succeeds_within(&mut rustup, RUSTUP_LIMIT) && is_there()?)
    })?;
    if !added {
        say("    rustup could not fetch it");
        fs::create_dir_all(project.cache())?;
        fs::write(&refused, version).context("cannot remember rustup's answer")?;
    }
    Ok(added)
}

fn debian(project: &Project) -> Result<Toolchain> {
    let what = format!("The WebAssembly target of the Rust compiler (rustup target add {TARGET})");
    tools::ensure(project, &what, &DEBIAN_PACKAGES, || {
        let needed = ["/usr/lib/rustlib/src/rust/library/Cargo.toml", DEBIAN_RUSTC, DEBIAN_CARGO];
        needed.iter().all(|file| Path::new(file).is_file()).then_some(Toolchain::Debian)
    })
}

/// Debian's cargo, kept away from the rustup proxies and from the settings of the one running us.
fn debian_cargo(project: &Project) -> Command {
    let path = env::var("PATH").unwrap_or_default();
    let mut command = Command::new(DEBIAN_CARGO);
    command
        .current_dir(&project.root)
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", DEBIAN_RUSTC)
        .env_remove("RUSTUP_TOOLCHAIN");
    forget_xtask(&mut command);
    command
}
