//! `cargo xtask run`: from a checkout to a page with people and food on it.

use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use super::build;
use crate::demonstration::Demonstration;
use crate::project::Project;
use crate::web::{self, Finish};

/// Builds everything and serves the demonstration until it is interrupted.
pub fn task(project: &Project) -> Result<()> {
    web::build(project, Finish::Full)?;
    let binary = build::server(project)?;
    let demonstration = Demonstration::prepare(project)?;
    let accounts = demonstration.fill(project, &binary)?;
    let server = demonstration.serve(&binary)?;
    demonstration.announce(&accounts);
    loop {
        if let Some(status) = server.ended()? {
            bail!("the server ended ({status})");
        }
        thread::sleep(Duration::from_millis(200));
    }
}
