//! What must not outlive xtask: servers it started and their temporary folders.
//!
//! A guard undoes its work when it goes out of scope, and also when the developer presses
//! Ctrl-C or the machine ends the job: a signal handler then runs what is still registered.

use std::process::{self, Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Exit code of a program that was interrupted.
const INTERRUPTED: i32 = 130;
/// How long a server may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

type Undo = Box<dyn FnOnce() + Send>;

fn registry() -> &'static Mutex<Vec<(u64, Undo)>> {
    static REGISTRY: OnceLock<Mutex<Vec<(u64, Undo)>>> = OnceLock::new();
    REGISTRY.get_or_init(Mutex::default)
}

/// Undoes everything registered when a signal asks xtask to end.
pub fn install_signal_handler() -> Result<()> {
    ctrlc::set_handler(|| {
        let pending = std::mem::take(&mut *lock());
        for (_, undo) in pending.into_iter().rev() {
            undo();
        }
        process::exit(INTERRUPTED);
    })
    .context("cannot install the signal handler")
}

/// Runs its closure once: on drop, or on a signal if that comes first.
#[must_use = "dropping the guard undoes the work at once"]
pub struct Guard {
    key: u64,
}

impl Guard {
    /// Registers what has to be undone.
    pub fn new(undo: impl FnOnce() + Send + 'static) -> Self {
        let mut registry = lock();
        let key = registry.last().map_or(0, |(last, _)| last + 1);
        registry.push((key, Box::new(undo)));
        Self { key }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let mut registry = lock();
        let found = registry.iter().position(|(key, _)| *key == self.key);
        let undo = found.map(|index| registry.remove(index).1);
        drop(registry);
        if let Some(undo) = undo {
            undo();
        }
    }
}

/// Asks a child to end with SIGINT, and after some patience ends it.
pub fn stop(child: &mut Child) {
    let asked = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    let started = Instant::now();
    while asked && started.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Ok(Some(_)) | Err(_) => return,
        }
    }
    // Both fail only when the child has ended meanwhile.
    let _ = child.kill();
    let _ = child.wait();
}

fn lock() -> std::sync::MutexGuard<'static, Vec<(u64, Undo)>> {
    // A panic elsewhere must not keep a server alive.
    registry().lock().unwrap_or_else(PoisonError::into_inner)
}
