//! `cargo xtask lighthouse`: how fast and how accessible the first pages are on a slow phone.

use anyhow::{Result, bail};

use super::build;
use crate::browser::Browser;
use crate::project::Project;
use crate::tally;
use crate::web::{self, Finish};

/// Prints Lighthouse's scores; the whole reports are in `tests/output`.
///
/// # Errors
/// When performance is under 90 or accessibility under 100.
pub fn task(project: &Project) -> Result<()> {
    let browser = Browser::prepare(project)?;
    web::build(project, Finish::Strict)?;
    let binary = build::server(project)?;
    let tally = tally::run(&mut browser.script(project, "lighthouse", &binary))?;
    if tally.failed > 0 {
        bail!("{} pages are not good enough", tally.failed);
    }
    Ok(())
}
