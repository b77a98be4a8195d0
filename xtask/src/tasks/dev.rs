//! `cargo xtask dev`: the demonstration, rebuilt and restarted whenever a source changes.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::build;
use crate::cleanup::Background;
use crate::demonstration::Demonstration;
use crate::digest::files_below;
use crate::project::Project;
use crate::steps::say;
use crate::web::{self, Finish};

/// What is watched.
const SOURCES: [&str; 5] = ["api", "frontend", "shared", "migrations", "Cargo.lock"];
/// Time between two looks; a few hundred files cost a few milliseconds.
const INTERVAL: Duration = Duration::from_millis(500);

/// Serves the demonstration, always from the newest sources that compile.
pub fn task(project: &Project) -> Result<()> {
    let demonstration = Demonstration::prepare(project)?;
    let mut server: Option<Background> = None;
    loop {
        let before = newest(project);
        match compile(project) {
            Ok(binary) => {
                // The old one first: both want the same port.
                drop(server.take());
                server = start(project, &demonstration, &binary);
            }
            Err(error) => say(&format!("error: {error:#}")),
        }
        while newest(project) == before {
            thread::sleep(INTERVAL);
        }
        say("\nsomething changed");
    }
}

fn compile(project: &Project) -> Result<std::path::PathBuf> {
    web::build(project, Finish::Quick)?;
    build::server(project)
}

fn start(project: &Project, demonstration: &Demonstration, binary: &Path) -> Option<Background> {
    let started = demonstration.fill(project, binary).and_then(|accounts| {
        let server = demonstration.serve(binary)?;
        demonstration.announce(&accounts);
        Ok(server)
    });
    started.inspect_err(|error| say(&format!("error: {error:#}"))).ok()
}

/// How many sources there are and when the newest was changed; what we build is none.
fn newest(project: &Project) -> (usize, Option<SystemTime>) {
    let dist = project.dist();
    let times: Vec<SystemTime> = SOURCES
        .iter()
        .filter_map(|source| files_below(&project.root.join(source)).ok())
        .flatten()
        .filter(|file| !file.starts_with(&dist) && !file.starts_with(dist.with_extension("new")))
        .filter_map(|file| fs::metadata(file).and_then(|metadata| metadata.modified()).ok())
        .collect();
    (times.len(), times.into_iter().max())
}
