//! The table, and where it was made.

use crate::compare::CONNECTIONS;
use crate::load::Outcome;
use crate::options::Options;
use crate::scenario::Scenario;
use api::db::Backend;
use std::fmt::Write;

/// One measured line.
pub struct Line {
    pub backend: Backend,
    pub offers: usize,
    pub scenario: Scenario,
    pub ours: Outcome,
    /// Requests a second of the minimal server in the same minutes.
    pub minimal: Option<f64>,
    /// Requests' SQL a second, run by the database alone.
    pub alone: Option<f64>,
    /// Processors that the server kept busy.
    pub cpu: f64,
    /// Memory of the server, megabytes.
    pub megabytes: f64,
}

const HEAD: &str = "\
| database | offers | request | ours /s | minimal /s | ours : minimal | SQL alone /s | ours : SQL | p50 ms | p99 ms | processors | MB | 4xx | 5xx |
|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

impl Line {
    pub fn row(&self) -> String {
        let rate = self.ours.rate();
        let [minimal, alone] = [self.minimal, self.alone];
        format!(
            "| {} | {} | {} | {rate:.0} | {} | {} | {} | {} | {:.2} | {:.2} | {:.2} | {:.0} | {} | {} |",
            if self.backend == Backend::Sqlite { "SQLite" } else { "PostgreSQL" },
            self.offers,
            self.scenario.name(),
            whole(minimal),
            share(rate, minimal),
            whole(alone),
            share(rate, alone),
            self.ours.percentile(500),
            self.ours.percentile(990),
            self.cpu,
            self.megabytes,
            self.ours.refused,
            self.ours.failed,
        )
    }
}

fn whole(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.0}"))
}

fn share(rate: f64, of: Option<f64>) -> String {
    of.map_or_else(|| "–".to_owned(), |of| format!("{:.0} %", 100.0 * rate / of.max(f64::EPSILON)))
}

/// The whole report as Markdown. `sentences` are about writers and readers at once, and about matching.
pub fn markdown(options: &Options, lines: &[Line], sentences: &str) -> String {
    let mut text = String::from("# Measured speed\n\nWritten by `cargo xtask bench");
    text.push_str(if options.quick { " --quick`" } else { "`" });
    let _ = write!(text, " on {}.\n\n", chrono::Utc::now().format("%Y-%m-%d %H:%M UTC"));
    let _ = writeln!(
        text,
        "Machine: {}. Servers, databases and the load generator share it: {CONNECTIONS} kept connections, each sending its \
         next request when the last is answered; {} rounds of {:.0} s, the minimal server in turns with ours, on the same \
         file. Rates count answers of 2xx. SQLite runs with `synchronous = FULL`, PostgreSQL with `fsync = on`: what is \
         acknowledged is on the disk. \"SQL alone\" replays what the product asks for the same requests, prepared, on two \
         connections, without reading the rows. 4xx are claims of what is claimed out.\n",
        machine(),
        options.rounds,
        options.length.as_secs_f64()
    );
    text.push_str(HEAD);
    for line in lines {
        text.push_str(&line.row());
        text.push('\n');
    }
    let _ = write!(text, "\n{sentences}");
    text
}

fn machine() -> String {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let processors = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = read("/proc/cpuinfo");
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, name)| name);
    let memory = read("/proc/meminfo");
    let kilobytes: u64 =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok()).unwrap_or(0);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("?");
    format!("{processors} processors ({model}), {} GB, load average {load} at the end", kilobytes / 1_000_000)
}
