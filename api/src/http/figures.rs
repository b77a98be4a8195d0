//! Figures for those who run the server, in the text form of Prometheus (0.0.4). Labels are names of operations, methods,
//! statuses and kinds of work: never an id, an address or anything of a person. Counting takes no lock.

use crate::db::Load;
use actix_web::http::StatusCode;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Upper ends in microseconds; from an answer out of memory to the patience of a request that waits for the database.
const BUCKETS: [u64; 12] =
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000];
/// HTTP statuses are 100 to 599.
const STATUSES: usize = 500;

/// How often one operation was answered, how, and how fast.
#[derive(Debug)]
pub struct OperationFigures {
    by_status: Vec<AtomicU64>,
    by_time: [AtomicU64; BUCKETS.len()],
    micros: AtomicU64,
}

impl Default for OperationFigures {
    fn default() -> Self {
        Self {
            by_status: std::iter::repeat_with(AtomicU64::default).take(STATUSES).collect(),
            by_time: Default::default(),
            micros: AtomicU64::default(),
        }
    }
}

impl OperationFigures {
    fn count(&self, status: StatusCode, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let of_status = self.by_status.get(usize::from(status.as_u16()).wrapping_sub(100));
        let of_time = BUCKETS.iter().position(|end| micros <= *end).and_then(|bucket| self.by_time.get(bucket));
        for count in of_status.into_iter().chain(of_time) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    fn statuses(&self) -> impl Iterator<Item = (usize, u64)> {
        let counts = self.by_status.iter().map(|count| count.load(Ordering::Relaxed)).enumerate();
        counts.filter(|(_, count)| *count > 0).map(|(index, count)| (index + 100, count))
    }
}

/// What is counted in the whole server.
#[derive(Debug, Default)]
pub struct Figures {
    in_flight: AtomicI64,
    worker_errors: Mutex<BTreeMap<&'static str, u64>>,
}

/// A request that is being answered. Dropped before its end, its client has gone.
pub struct InFlight<'f> {
    figures: &'f Figures,
    operation: &'f OperationFigures,
    started: Instant,
}

impl Figures {
    /// A request for this operation begins.
    pub fn began<'f>(&'f self, operation: &'f OperationFigures) -> InFlight<'f> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight { figures: self, operation, started: Instant::now() }
    }

    /// A piece of work of the worker has failed.
    pub fn worker_failed(&self, work: &'static str) {
        *self.worker_errors.lock().unwrap_or_else(PoisonError::into_inner).entry(work).or_default() += 1;
    }
}

impl InFlight<'_> {
    /// The request has been answered.
    pub fn ended(self, status: StatusCode) {
        self.operation.count(status, self.started.elapsed());
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.figures.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Mails that have not left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backlog {
    /// How many.
    pub waiting: i64,
    /// Milliseconds since the oldest of them was written.
    pub age_ms: i64,
}

/// The page of all figures, written line by line.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }

    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "# HELP maillage_{name} {help}\n# TYPE maillage_{name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<String> = labels.iter().map(|(label, word)| format!("{label}=\"{word}\"")).collect();
        let braced = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "maillage_{name}{braced} {value}");
    }

    /// What runs here.
    pub fn build(&mut self, database: &str) {
        self.head("build_info", "gauge", "1, with what runs here as labels.");
        self.line("build_info", &[("version", env!("CARGO_PKG_VERSION")), ("database", database)], 1);
    }

    /// What the whole server counts.
    pub fn figures(&mut self, figures: &Figures) {
        self.head("http_requests_in_flight", "gauge", "Requests being answered.");
        self.line("http_requests_in_flight", &[], figures.in_flight.load(Ordering::Relaxed));
        self.head("worker_errors_total", "counter", "Failures of work that is due by itself.");
        for (work, count) in &*figures.worker_errors.lock().unwrap_or_else(PoisonError::into_inner) {
            self.line("worker_errors_total", &[("work", work)], count);
        }
    }

    /// How each operation (its name, its method) was answered.
    pub fn operations(&mut self, operations: &[(&str, &str, &OperationFigures)]) {
        self.head("http_requests_total", "counter", "Answered requests.");
        for (operation, method, figures) in operations {
            for (status, count) in figures.statuses() {
                let labels = [("operation", *operation), ("method", *method), ("status", &status.to_string())];
                self.line("http_requests_total", &labels, count);
            }
        }
        self.head("http_request_seconds", "histogram", "Time to answer.");
        for (operation, _, figures) in operations {
            self.histogram(operation, figures);
        }
    }

    fn histogram(&mut self, operation: &str, figures: &OperationFigures) {
        let all: u64 = figures.statuses().map(|(_, count)| count).sum();
        if all == 0 {
            return;
        }
        let mut below = 0;
        for (end, count) in BUCKETS.iter().zip(&figures.by_time) {
            below += count.load(Ordering::Relaxed);
            self.line("http_request_seconds_bucket", &[("operation", operation), ("le", &seconds(*end))], below);
        }
        self.line("http_request_seconds_bucket", &[("operation", operation), ("le", "+Inf")], all);
        self.line("http_request_seconds_sum", &[("operation", operation)], seconds(figures.micros.load(Ordering::Relaxed)));
        self.line("http_request_seconds_count", &[("operation", operation)], all);
    }

    /// How busy the doors to the database are.
    pub fn doors(&mut self, loads: &[(&str, Load)]) {
        type Part = fn(&Load) -> usize;
        let parts: [(&str, &str, &str, Part); 5] = [
            (
                "database_places",
                "gauge",
                "Connections that may be used at once; at SQLite's writer, writes that may queue.",
                |load| load.size,
            ),
            ("database_places_taken", "gauge", "Connections in use; at SQLite's writer, its queue.", |load| load.in_use),
            ("database_waiting", "gauge", "Requests that wait for a place.", |load| load.waiting),
            ("database_waits_total", "counter", "Requests that have had to wait.", |load| load.waits),
            ("database_gave_up_total", "counter", "Requests that waited in vain.", |load| load.gave_up),
        ];
        for (name, kind, help, part) in parts {
            self.head(name, kind, help);
            for (door, load) in loads {
                self.line(name, &[("door", door)], part(load));
            }
        }
    }

    /// The mails that wait.
    pub fn backlog(&mut self, backlog: Backlog) {
        self.head("outbox_waiting", "gauge", "Mails that have not left.");
        self.line("outbox_waiting", &[], backlog.waiting);
        self.head("outbox_oldest_age_seconds", "gauge", "Age of the oldest mail that has not left.");
        self.line("outbox_oldest_age_seconds", &[], backlog.age_ms / 1000);
    }
}

/// Microseconds as seconds, without a float's noise.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_counted_by_status_and_by_time() {
        let figures = OperationFigures::default();
        figures.count(StatusCode::OK, Duration::from_micros(700));
        figures.count(StatusCode::OK, Duration::from_secs(60));
        figures.count(StatusCode::NOT_FOUND, Duration::from_micros(20));
        let mut page = Page::default();
        page.operations(&[("list_offers", "GET", &figures)]);
        let text = page.finish();
        for line in [
            r#"maillage_http_requests_total{operation="list_offers",method="GET",status="200"} 2"#,
            r#"maillage_http_requests_total{operation="list_offers",method="GET",status="404"} 1"#,
            r#"maillage_http_request_seconds_bucket{operation="list_offers",le="0.0005"} 1"#,
            r#"maillage_http_request_seconds_bucket{operation="list_offers",le="0.001"} 2"#,
            r#"maillage_http_request_seconds_bucket{operation="list_offers",le="5"} 2"#,
            r#"maillage_http_request_seconds_bucket{operation="list_offers",le="+Inf"} 3"#,
            r#"maillage_http_request_seconds_sum{operation="list_offers"} 60.00072"#,
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }

    #[test]
    fn a_request_whose_client_goes_away_is_no_longer_in_flight() {
        let (figures, operation) = (Figures::default(), OperationFigures::default());
        drop(figures.began(&operation));
        figures.began(&operation).ended(StatusCode::OK);
        assert_eq!(figures.in_flight.load(Ordering::Relaxed), 0);
        assert_eq!(operation.statuses().collect::<Vec<_>>(), [(200, 1)]);
    }
}
