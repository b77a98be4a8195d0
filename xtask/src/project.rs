//! Where things are: the checkout, the build folder, the tools' folder.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The folders that every task needs.
#[derive(Debug, Clone)]
pub struct Project {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the developer put it.
    pub target: PathBuf,
}

impl Project {
    /// Finds the checkout from xtask's manifest, as `cargo xtask` tells it, and asks cargo for the target folder.
    pub fn find() -> Result<Self> {
        // Asked at run time: checkouts that share a target folder share this binary, and each means itself.
        let manifest = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&manifest).parent().context("xtask has no parent folder")?.to_path_buf();
        let metadata = process::output(
            Command::new(cargo()).args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(&root),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target = metadata
            .get("target_directory")
            .and_then(serde_json::Value::as_str)
            .context("cargo metadata names no target_directory")?
            .into();
        Ok(Self { root, target })
    }

    /// xtask's own corner of the target folder: npm packages, logs, remembered outcomes.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The built single-page application, as the server embeds it.
    pub fn dist(&self) -> PathBuf {
        self.root.join("frontend/dist")
    }

    /// The server's binary in a profile's folder: `debug` or `release`.
    pub fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("maillage{}", env::consts::EXE_SUFFIX))
    }

    /// A cargo command in the checkout, with the developer's own toolchain.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(cargo());
        command.current_dir(&self.root);
        forget_xtask(&mut command);
        command
    }
}

/// Removes what `cargo run` says about xtask itself. Build scripts watch some of these variables, so
/// that crates would be compiled anew at each change between `cargo xtask` and plain cargo.
pub fn forget_xtask(command: &mut Command) {
    let is_ours = |name: &str| {
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || ["CARGO", "OUT_DIR"].contains(&name)
    };
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_ours)) {
        command.env_remove(name);
    }
}

/// The cargo that started xtask, so that a `+toolchain` on the command line is respected.
fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
