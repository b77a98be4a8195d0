//! The browser and the packages for what is tested in it: `tests/browser/*.mjs`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::npm;
use crate::project::Project;
use crate::tools;

/// What the scripts need.
pub struct Browser {
    program: PathBuf,
    packages: PathBuf,
}

impl Browser {
    /// Finds or installs it, before the long work starts.
    ///
    /// # Errors
    /// When something is missing and cannot be installed from here.
    pub fn prepare(project: &Project) -> Result<Self> {
        Ok(Self { packages: npm::node_modules(project)?, program: tools::chromium(project)? })
    }

    /// A script of `tests/browser` that tests a binary.
    pub fn script(&self, project: &Project, name: &str, binary: &Path) -> Command {
        let mut command = Command::new("node");
        command
            .arg(format!("tests/browser/{name}.mjs"))
            .current_dir(&project.root)
            .env("CHROMIUM", &self.program)
            .env("MAILLAGE_NODE_MODULES", &self.packages)
            .env("MAILLAGE_BIN", binary);
        command
    }
}
