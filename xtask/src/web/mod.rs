//! The single-page application: from the crate `frontend` to `frontend/dist`.
//!
//! cargo compiles, the module is cut into chunks, wasm-bindgen writes the JavaScript glue, Binaryen shrinks the
//! parts, the application draws what is seen before it runs, every file gets the digest of its content
//! into its name, and all are compressed ahead of time.

mod assets;
mod compile;
mod compress;
mod first_view;
mod gather;
mod lean;
mod sizes;
mod split;
mod toolchain;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::digest::Fingerprint;
use crate::npm;
use crate::project::Project;
use crate::steps::{say, step};
use assets::Linked;
pub use toolchain::{TARGET, Toolchain};

/// Inside `frontend/dist`: what the folder was made from. Its leading dot keeps it out of the binary.
const STAMP: &str = ".stamp";

/// How much work goes into the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// For `cargo xtask dev`: compiled fast, neither optimised nor compressed.
    Quick,
    /// As it is delivered; without Node.js it is still complete but larger.
    Full,
    /// As it is delivered, and Node.js must be there: for tests and releases.
    Strict,
}

/// Builds `frontend/dist`, unless it is what would come out.
///
/// # Errors
/// When a tool is missing, the frontend does not compile, a reference in it leads nowhere, or
/// the first load is over its budget and `finish` is strict.
pub fn build(project: &Project, finish: Finish) -> Result<()> {
    let _lock = lock(project)?;
    let toolchain = Toolchain::find(project)?;
    let module = step("Compiling the SPA to WebAssembly", || compile::module(project, toolchain, finish))?;
    let views = step("Drawing the first views", || first_view::draw(project))?;
    let packages = packages(project, finish)?;
    let stamp = stamp(project, (&module, &views), packages.is_some(), finish)?;
    if fs::read_to_string(project.dist().join(STAMP)).is_ok_and(|known| known == stamp) {
        say("    frontend/dist is up to date");
    } else {
        step("Packing the SPA", || {
            let bound = compile::bind(project, &module, packages.as_deref(), finish)?;
            let linked = assets::link(gather::all(project, bound, &views, packages.as_deref())?)?;
            write(project, &linked, &stamp, finish)
        })?;
    }
    if finish == Finish::Quick { Ok(()) } else { weigh(project, finish) }
}

/// One build at a time: a second one would take the folders away from under the first.
fn lock(project: &Project) -> Result<File> {
    fs::create_dir_all(project.cache())?;
    let file = File::create(project.cache().join("web.lock")).context("cannot create a lock file")?;
    file.lock().context("cannot wait for another build of the SPA")?;
    Ok(file)
}

/// A first load over its budget is told to everybody and stops tests and releases.
fn weigh(project: &Project, finish: Finish) -> Result<()> {
    for (page, total) in sizes::first_loads(&project.dist())? {
        if total <= sizes::BUDGET {
            continue;
        }
        let complaint = format!("the first load of {page} takes {total} B compressed, more than {} B", sizes::BUDGET);
        if finish == Finish::Strict {
            bail!(complaint);
        }
        say(&format!("    warning: {complaint}"));
    }
    Ok(())
}

/// The npm packages; without them there is no map and no Binaryen, which only `Full` tolerates.
fn packages(project: &Project, finish: Finish) -> Result<Option<PathBuf>> {
    match npm::node_modules(project) {
        Ok(folder) => Ok(Some(folder)),
        Err(error) if finish == Finish::Strict => Err(error),
        Err(error) => {
            say(&format!("    no map and a larger download: {error}"));
            Ok(None)
        }
    }
}

/// Everything that decides what the output looks like; cargo watches the Rust sources itself.
fn stamp(project: &Project, (module, views): (&Path, &str), npm: bool, finish: Finish) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.word(match finish {
        Finish::Quick => "quick",
        Finish::Full | Finish::Strict => "full",
    });
    fingerprint.word(if npm { "npm" } else { "no npm" });
    fingerprint.path(&project.root, module)?;
    fingerprint.word(views);
    let sources = ["frontend/assets", "frontend/styles", "frontend/index.html"];
    let pipeline = ["xtask/src/web", "xtask/npm/package-lock.json", "xtask/Cargo.toml"];
    for path in sources.iter().chain(&pipeline) {
        fingerprint.path(&project.root, &project.root.join(path))?;
    }
    Ok(fingerprint.finish())
}

/// Replaces `frontend/dist` as a whole, so that nothing of an earlier build stays behind.
fn write(project: &Project, linked: &Linked, stamp: &str, finish: Finish) -> Result<()> {
    let dist = project.dist();
    let fresh = dist.with_extension("new");
    remove(&fresh)?;
    for (name, content) in &linked.files {
        let path = fresh.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if finish != Finish::Quick {
        compress::folder(&fresh)?;
    }
    fs::write(fresh.join(STAMP), stamp)?;
    remove(&dist)?;
    fs::rename(&fresh, &dist).context("cannot put frontend/dist in its place")
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
