//! The same SQL, run by the database alone: what the product asks is recorded once, request by request, and then
//! replayed as prepared statements without HTTP, accounts or JSON around it.

mod literals;
mod postgres;
mod sqlite;

use crate::load::{self, Request};
use anyhow::{Context, Result, anyhow, bail};
use api::app::Application;
use api::clock::Clock;
use api::db::{Conn, DatabaseUrl};
use api::settings::Settings;
use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection, set_default_instrumentation};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One statement of one request: its text and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub sql: String,
    pub values: Vec<String>,
}

/// Different requests that are replayed over and over.
const REQUESTS: usize = 256;

/// What connections have been asked while a recording runs.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn taken() -> Vec<String> {
    std::mem::take(&mut *ASKED.lock().unwrap_or_else(PoisonError::into_inner))
}

fn listen(on: bool) -> Result<()> {
    let quiet = || -> Option<Box<dyn Instrumentation>> { None };
    let listener = || -> Option<Box<dyn Instrumentation>> {
        Some(Box::new(|event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                ASKED.lock().unwrap_or_else(PoisonError::into_inner).push(query.to_string());
            }
        }))
    };
    set_default_instrumentation(if on { listener } else { quiet })?;
    Ok(())
}

/// The statements of each request that read tables, as the product itself sends them: it runs in this process for as long
/// as it takes. It remembers nothing from one request to the next, because somebody commits something in between.
pub async fn record(url: &DatabaseUrl, requests: &[Request]) -> Result<Vec<Vec<Statement>>> {
    let mut somebody = url.connect()?;
    listen(true)?;
    let settings = Settings { database: url.clone(), listen: ([127, 0, 0, 1], 0).into(), ..Settings::default() };
    // A clock that stands still has no worker whose statements would mix with the requests'.
    let now = Clock::standing_at(chrono::Utc::now().into());
    let application = Application::build(settings, now).await.context("the product does not start")?;
    let handle = application.server.handle();
    tokio::task::spawn_local(application.server);
    let mut recorded = Vec::with_capacity(REQUESTS);
    for (number, request) in requests.iter().take(REQUESTS).enumerate() {
        commit(&mut somebody, number)?;
        drop(taken());
        let (status, body) = load::once(application.address, request).await?;
        if status != 200 {
            bail!("{status}: {body}");
        }
        let asked = taken();
        let reads = asked.iter().filter(|text| text.starts_with("SELECT") && text.contains(" FROM "));
        recorded.push(reads.map(|text| literals::statement(text)).collect());
    }
    handle.stop(false).await;
    listen(false)?;
    Ok(recorded)
}

/// Commits what changes nothing.
fn commit(somebody: &mut Conn, number: usize) -> Result<()> {
    match somebody {
        Conn::Sqlite(conn) => conn.batch_execute(&format!("PRAGMA user_version = {number}")),
        Conn::Postgres(conn) => conn.batch_execute("SELECT pg_current_xact_id()"),
    }?;
    Ok(())
}

/// How many requests' SQL the database answers in a second, on `threads` connections.
pub fn rate(url: &DatabaseUrl, requests: &[Vec<Statement>], threads: usize, length: Duration) -> Result<f64> {
    let done = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| match url.connect()? {
                    Conn::Sqlite(mut conn) => sqlite::replay(&mut conn, requests, Instant::now() + length),
                    Conn::Postgres(mut conn) => postgres::replay(&mut conn, requests, Instant::now() + length),
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a replay panicked"))?).sum::<Result<u32>>()
    })?;
    Ok(f64::from(done) / length.as_secs_f64())
}
