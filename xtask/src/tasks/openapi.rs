//! `cargo xtask openapi`: the committed description of the API.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::build;
use crate::process;
use crate::project::Project;
use crate::steps::say;

/// Writes what `maillage openapi` prints to `openapi/openapi.json`.
pub fn task(project: &Project) -> Result<()> {
    let binary = build::server(project)?;
    let document = process::output(Command::new(binary).arg("openapi").current_dir(&project.root))?;
    let file = project.root.join("openapi/openapi.json");
    let document = format!("{document}\n");
    if fs::read_to_string(&file).is_ok_and(|known| known == document) {
        say("openapi/openapi.json is up to date");
        return Ok(());
    }
    fs::create_dir_all(project.root.join("openapi"))?;
    fs::write(&file, document).context("cannot write openapi/openapi.json")?;
    say("openapi/openapi.json has been written; commit it with the change that made it");
    Ok(())
}
