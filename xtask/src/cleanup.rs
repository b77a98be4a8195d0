//! What must not outlive xtask: the programs it started and their temporary folders.
//!
//! A guard undoes its work when it goes out of scope, and also when the developer presses
//! Ctrl-C or the machine ends the job: a signal handler then runs what is still registered.

use std::process::{self, Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Exit code of a program that was interrupted.
const INTERRUPTED: i32 = 130;
/// How long a program may take to end when asked the first time.
const IMPATIENCE: Duration = Duration::from_secs(2);
/// How long it may take when asked again.
const PATIENCE: Duration = Duration::from_secs(10);
/// Time between two looks at a program.
const POLL: Duration = Duration::from_millis(20);

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

/// A program that runs beside xtask until it is dropped.
pub struct Background {
    child: Arc<Mutex<Child>>,
    _guard: Guard,
}

impl Background {
    /// Starts a program.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
        let child = Arc::new(Mutex::new(child));
        let stopped = Arc::clone(&child);
        let guard = Guard::new(move || stop(&mut stopped.lock().unwrap_or_else(PoisonError::into_inner)));
        Ok(Self { child, _guard: guard })
    }

    /// What the program writes, if its command asked for pipes; only once.
    pub fn outputs(&self) -> Option<(ChildStdout, ChildStderr)> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.stdout.take().zip(child.stderr.take())
    }

    /// Waits for the program to end by itself.
    pub fn wait(&self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            thread::sleep(POLL);
        }
    }

    /// How the program ended, if it has.
    pub fn ended(&self) -> Result<Option<ExitStatus>> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.try_wait().context("cannot look after a program")
    }
}

/// Asks a child to end, twice, and then ends it.
///
/// SIGINT makes PostgreSQL and our server end at once where SIGTERM makes them wait for their
/// clients; but whatever a script started in the background ignores SIGINT.
fn stop(child: &mut Child) {
    for (signal, patience) in [("-INT", IMPATIENCE), ("-TERM", PATIENCE)] {
        if has_ended(child) {
            return;
        }
        // It fails only when the child has ended meanwhile.
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
        let asked = Instant::now();
        while !has_ended(child) && asked.elapsed() < patience {
            thread::sleep(POLL);
        }
    }
    if !has_ended(child) {
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

fn lock() -> MutexGuard<'static, Vec<(u64, Undo)>> {
    // A panic elsewhere must not keep a server alive.
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}
