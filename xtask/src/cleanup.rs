//! What must not outlive xtask: servers it started and their temporary folders.
//!
//! A guard undoes its work when it goes out of scope, and also when the developer presses
//! Ctrl-C or the machine ends the job: a signal handler then runs what is still registered.

use std::process::{self, Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Exit code of a program that was interrupted.
const INTERRUPTED: i32 = 130;
/// How long a server may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

type Undo = Box<dyn FnOnce() + Send>;

static REGISTRY: Mutex<Vec<(u64, Undo)>> = Mutex::new(Vec::new());

/// Undoes everything registered when a signal asks xtask to end.
pub fn install_signal_handler() -> Result<()> {
    ctrlc::set_handler(|| {
        // Held to the end, so that the main thread's guards wait instead of ending the program.
        let mut pending = lock();
        while let Some((_, undo)) = pending.pop() {
            undo();
        }
        process::exit(INTERRUPTED);
    })
    .context("cannot install the signal handler")
}

/// Runs its closure once: on drop, or on a signal if that comes first.
struct Guard {
    key: u64,
}

impl Guard {
    /// Registers what has to be undone.
    fn new(undo: impl FnOnce() + Send + 'static) -> Self {
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

/// A program that runs beside xtask until it is dropped.
pub struct Background {
    child: Arc<Mutex<Child>>,
    _guard: Guard,
}

impl Background {
    /// Starts a program; `afterwards` runs when it has ended.
    pub fn start(command: &mut Command, afterwards: impl FnOnce() + Send + 'static) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
        let child = Arc::new(Mutex::new(child));
        let stopped = Arc::clone(&child);
        let guard = Guard::new(move || {
            stop(&mut stopped.lock().unwrap_or_else(PoisonError::into_inner));
            afterwards();
        });
        Ok(Self { child, _guard: guard })
    }

    /// How the program ended, if it has.
    pub fn ended(&self) -> Result<Option<ExitStatus>> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.try_wait().context("cannot look after a program")
    }
}

/// Asks a child to end with SIGINT, and after some patience ends it.
fn stop(child: &mut Child) {
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
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

fn lock() -> MutexGuard<'static, Vec<(u64, Undo)>> {
    // A panic elsewhere must not keep a server alive.
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}
