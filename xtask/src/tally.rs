//! Running tests with their output on the terminal, and counting them.

use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};

use crate::cleanup::Background;
use crate::steps::say;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed, were too slow or did not start.
    pub failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a test runner and counts by its summary lines; a failure without a count is one.
pub fn run(command: &mut Command) -> Result<Tally> {
    if io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let runner = Background::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (stdout, stderr) = runner.outputs().context("a piped output")?;
    let other = thread::spawn(move || repeat_and_count(stderr));
    let mut tally = repeat_and_count(stdout);
    tally += other.join().unwrap_or_default();
    let status = runner.wait()?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

fn repeat_and_count(output: impl Read) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        say(&line);
        tally += count(&line);
    }
    tally
}

/// The numbers in a summary line of nextest, of cargo's own runner or of the browser stories.
fn count(line: &str) -> Tally {
    let plain = without_colours(line);
    let plain = plain.trim();
    let starts_with_number = plain.starts_with(|c: char| c.is_ascii_digit());
    let is_summary = plain.starts_with("Summary [")
        || plain.starts_with("test result:")
        || starts_with_number && plain.contains(" passed, ");
    let mut tally = Tally::default();
    if !is_summary {
        return tally;
    }
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for pair in words.windows(2) {
        let &[number, what] = pair else { continue };
        let Ok(number) = number.parse::<u32>() else { continue };
        match what {
            "passed" => tally.passed += number,
            // "2 timed out", "1 exec failed"
            "failed" | "timed" | "exec" => tally.failed += number,
            _ => {}
        }
    }
    tally
}

/// Terminals' colours are `ESC [ … m`.
fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Tally, count};

    #[test]
    fn the_summaries_of_three_runners_are_understood() {
        let nextest = "     Summary [   1.2s] 14 tests run: 11 passed (1 slow), 2 failed, 1 timed out, 3 skipped";
        assert_eq!(count(nextest), Tally { passed: 11, failed: 3 });
        assert_eq!(
            count("\u{1b}[32;1m     Summary\u{1b}[0m [ 1s] 5 tests run: \u{1b}[1m5\u{1b}[0m passed, 0 skipped").passed,
            5
        );
        let cargo = "test result: FAILED. 7 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(count(cargo), Tally { passed: 7, failed: 1 });
        assert_eq!(count("4 passed, 2 failed"), Tally { passed: 4, failed: 2 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(count("PASS [ 0.1s] api claims::40 passed on"), Tally::default());
    }
}
