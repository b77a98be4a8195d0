//! 64 writers and 64 readers at once: does anybody ever see that the database is busy?

use crate::compare;
use crate::data::{self, Size};
use crate::load;
use crate::options::Options;
use crate::scenario::Scenario;
use anyhow::Result;
use api::db::DatabaseUrl;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// Writers, and as many readers.
const EACH: usize = 64;
/// Most that one write in a hundred may take, milliseconds (reliability, row 4).
const TARGET: f64 = 50.0;

/// Publishes, claims and reads together and says what came of it.
pub async fn run(options: &Options, url: &DatabaseUrl, text: &str) -> Result<String> {
    let network = data::fill(url, Size::of(10_000)).await?;
    let server = compare::product(options, text)?;
    let callers = compare::log_in(server.address, &network).await?;
    let length = Duration::from_secs(if options.quick { 5 } else { 60 });
    let load = |scenario: Scenario, connections: usize| -> Result<_> {
        let requests = Rc::new(scenario.requests(&network, &callers)?);
        let address = server.address;
        Ok(async move { load::run(address, &requests, connections, length, &Rc::new(Cell::new(0))).await })
    };
    let (published, claimed, read) =
        tokio::join!(load(Scenario::Publish, EACH / 2)?, load(Scenario::Claim, EACH / 2)?, load(Scenario::Newest, EACH)?);
    let (mut written, read) = (published?, read?);
    let seconds = written.seconds;
    written.add(claimed?);
    Ok(format!(
        "{EACH} writers and {EACH} readers at once on SQLite for {seconds:.0} s: {} writes and {} reads acknowledged, {} answers \
         of 5xx (target 0), write p50 {:.1} ms, p99 {:.1} ms (target {TARGET:.0} ms).\n",
        written.good,
        read.good,
        written.failed + read.failed,
        written.percentile(500),
        written.percentile(990),
    ))
}
