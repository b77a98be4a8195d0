//! `cargo xtask check`: what can be said about the code without running it.

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;
use crate::steps::step;
use crate::web::{TARGET, Toolchain};

/// Crates of the server: large, and of no use in a browser.
const SERVER_ONLY: [&str; 5] = ["diesel", "actix-web", "tokio", "utoipa", "argon2"];

/// All checks, also that the browser's half compiles for the browser.
pub fn task(project: &Project) -> Result<()> {
    all_but_the_browser(project)?;
    let toolchain = Toolchain::find(project)?;
    step("Checking the crates of the browser", || {
        process::run(toolchain.cargo(project, "check").args(["--profile", "wasm", "-p", "shared", "-p", "frontend"]))
    })
}

/// The checks that a build of the application does not already contain.
pub fn all_but_the_browser(project: &Project) -> Result<()> {
    step("Checking the format", || process::run(project.cargo().args(["fmt", "--all", "--check"])))?;
    step("Checking that the browser gets no server code", || browser_dependencies(project))?;
    step("Checking with clippy", || {
        process::run(project.cargo().args(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]))
    })?;
    step("Checking the documentation", || {
        process::run(project.cargo().args(["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings"))
    })
}

fn browser_dependencies(project: &Project) -> Result<()> {
    let tree = process::output(project.cargo().args([
        "tree",
        "--package",
        "frontend",
        "--target",
        TARGET,
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]))?;
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let found: Vec<&str> = names.filter(|name| SERVER_ONLY.contains(name)).collect();
    if !found.is_empty() {
        bail!("the frontend depends on {}; see `cargo tree -p frontend -i NAME`", found.join(", "));
    }
    Ok(())
}
