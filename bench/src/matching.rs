//! How long it takes to find the best twenty of very many open needs for an offer: database and scoring, in this process,
//! on one connection.

use crate::data::{self, Size, needs, offers};
use crate::load::Outcome;
use crate::options::Options;
use anyhow::{Result, anyhow};
use api::clock::Clock;
use api::db::{Backend, DatabaseUrl};
use api::http::Cx;
use api::settings::Settings;
use api::{matches, offers as product};
use diesel::connection::SimpleConnection;
use shared::ids::OfferId;
use std::time::Instant;

/// Open needs over the whole network, and as many more in one cell.
const SPREAD: usize = 1_000_000;
const CROWDED: usize = 100_000;
/// The network in which they are; its offers are matched one after the other.
const SIZE: Size = Size { offers: 300, organisations: 10_000 };
/// Times that are taken at least.
const MEASURED: usize = 300;
/// Needs that are asked for.
const WANTED: usize = 20;

/// Measures on the empty database at `url`, and says it in a sentence.
pub async fn run(options: &Options, url: &DatabaseUrl) -> Result<String> {
    let (spread, crowded) = if options.quick { (20_000, 2_000) } else { (SPREAD, CROWDED) };
    println!("Making {spread} needs of {} organisations ({:?})", SIZE.organisations, url.backend());
    let network = data::fill(url, SIZE).await?;
    let mut conn = url.connect().map_err(|error| anyhow!("{error}"))?;
    needs::write(&mut conn, &network, spread, false)?;
    settle(&mut conn)?;
    let far = measure(&mut conn, &network, |_| true)?;
    needs::write(&mut conn, &network, crowded, true)?;
    settle(&mut conn)?;
    // Offers of the members who are so near that the crowded cell is among the first that are read.
    let centre = network.members.first().and_then(|member| network.communes.get(member.commune)).map(|it| it.position);
    let near = measure(&mut conn, &network, |number| {
        let giver = network.members.get(offers::giver(&network, number)).and_then(|it| network.communes.get(it.commune));
        centre.zip(giver).is_some_and(|(centre, giver)| centre.metres_to(giver.position) < 15_000)
    })?;
    let database = if url.backend() == Backend::Sqlite { "SQLite" } else { "PostgreSQL" };
    Ok(format!(
        "The best {WANTED} of {spread} open needs for an offer, {database}: p50 {:.1} ms, p99 {:.1} ms of {} offers (target \
         2 and 8 ms); with {crowded} more in one cell, from within 15 km of it: p50 {:.1} ms, p99 {:.1} ms of {}.\n",
        far.percentile(500),
        far.percentile(990),
        far.good,
        near.percentile(500),
        near.percentile(990),
        near.good,
    ))
}

/// As after a while of use.
fn settle(conn: &mut api::db::Conn) -> Result<()> {
    let statements = match conn.backend() {
        Backend::Sqlite => ["PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA synchronous = FULL"],
        Backend::Postgres => ["VACUUM ANALYZE", "CHECKPOINT"],
    };
    statements.into_iter().try_for_each(|statement| Ok(conn.batch_execute(statement)?))
}

/// Matches the offers whose numbers are wanted, as often as it takes to have [`MEASURED`] times: few of them stand beside
/// the crowded cell. The first time warms caches and is thrown away.
fn measure(conn: &mut api::db::Conn, network: &data::Network, wanted: impl Fn(usize) -> bool) -> Result<Outcome> {
    let settings = Settings::default();
    let numbers: Vec<usize> = (0..network.size.offers).filter(|number| wanted(*number)).collect();
    let mut outcome = Outcome::default();
    for turn in 0..=MEASURED.div_ceil(numbers.len().max(1)) {
        for number in &numbers {
            let mut cx = Cx { conn, now: Clock::System.now(), settings: &settings };
            let offer = OfferId(offers::id(network, *number));
            let row = product::store::load(cx.conn, offer).map_err(|error| anyhow!("{error}"))?;
            let begun = Instant::now();
            matches::store::best_needs(&mut cx, &row, WANTED).map_err(|error| anyhow!("{error}"))?;
            if turn > 0 {
                outcome.micros.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
                outcome.good += 1;
            }
        }
    }
    Ok(outcome)
}
