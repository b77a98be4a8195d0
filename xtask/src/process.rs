//! Starting other programs and telling what went wrong.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cleanup::Background;

/// Lines of a failed program's log that are repeated on the terminal.
const TAIL: usize = 30;

/// Runs a program with the terminal as its output.
pub fn run(command: &mut Command) -> Result<()> {
    let status = Background::start(command)?.wait()?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program with its output in a file; on failure the end of that file is part of the error.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let status = Background::start(command.stdout(out.try_clone()?).stderr(out))?.wait()?;
    if !status.success() {
        bail!("{} failed ({status}):\n{}", line(command), tail(log));
    }
    Ok(())
}

/// Runs a program and returns what it printed, without the last line's end; its complaints and its
/// progress go to the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// Whether a program succeeds in silence within a time; a slower one is ended and counts as failed.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let started = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        return false;
    };
    while started.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => return false,
        }
    }
    // Both may fail only because the program ended by itself in between.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The last lines of a text file, or nothing when it cannot be read.
pub fn tail(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(TAIL)..).unwrap_or_default().join("\n")
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name(command)).chain(arguments).collect::<Vec<_>>().join(" ")
}
