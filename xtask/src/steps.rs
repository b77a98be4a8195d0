//! One line at the start and one at the end of each step, with its time.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;

/// Runs one step and says what it is doing, whether it worked and how long it took.
pub fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("==> {title}"));
    let started = Instant::now();
    let outcome = work();
    let seconds = started.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => say(&format!("    ok: {title} ({seconds:.1} s)")),
        Err(_) => say(&format!("    FAILED: {title} ({seconds:.1} s)")),
    }
    outcome
}

/// One line for people, on standard error as cargo's own progress: order is kept between the two.
pub fn say(line: &str) {
    // A closed terminal is no reason to stop the work.
    let _ = writeln!(io::stderr(), "{line}");
}
