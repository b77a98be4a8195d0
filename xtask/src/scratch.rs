//! Where things are put that live as long as one run: in memory where there is room, because tests make and drop a
//! thousand databases, and half of the time of those on PostgreSQL was the file system's.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self as this_process, Command};

use anyhow::{Context, Result};

use crate::cleanup::Guard;
use crate::process;

/// The file system in memory that Linux has.
const MEMORY: &str = "/dev/shm";
/// What must be free in it, and of memory, KiB: six gigabytes. A run was seen to need one.
const ROOM: u64 = 6 << 20;

/// A folder that is removed when this is dropped or xtask is interrupted.
pub struct Scratch {
    /// Where it is.
    pub path: PathBuf,
    _guard: Guard,
}

impl Scratch {
    /// Makes a folder for the tests' own files.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make() -> Result<Self> {
        let path = place().join(format!("maillage-scratch-{}", this_process::id()));
        fs::create_dir_all(&path).with_context(|| format!("cannot create {}", path.display()))?;
        let removed = path.clone();
        let guard = Guard::new(move || {
            // Left-overs of a temporary folder harm nobody.
            let _ = fs::remove_dir_all(removed);
        });
        Ok(Self { path, _guard: guard })
    }
}

/// The folder for temporary folders.
pub fn place() -> PathBuf {
    if has_room().unwrap_or(false) { PathBuf::from(MEMORY) } else { env::temp_dir() }
}

fn has_room() -> Option<bool> {
    // POSIX's form: a heading, then device, size, used and available.
    let line = process::output(Command::new("df").args(["-Pk", MEMORY])).ok()?;
    let free: u64 = line.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(Path::new(MEMORY).is_dir() && free >= ROOM && available_memory()? >= ROOM)
}

/// KiB that programs could still have.
fn available_memory() -> Option<u64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let line = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse().ok()
}
