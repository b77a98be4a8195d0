//! A network of any size, from a seed: the same size gives the same places, people and offers on both databases.

mod bulk;
pub mod needs;
mod network;
pub mod offers;

pub use network::{Network, PASSWORD};

use anyhow::{Context, Result};
use api::clock::Clock;
use api::db::{Conn, DatabaseUrl};
use api::settings::Settings;
use diesel::connection::SimpleConnection;

/// How much there is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Offers, all of them on the board: what is over costs the searches nothing.
    pub offers: usize,
    /// Organisations, each with one site and one coordinator.
    pub organisations: usize,
}

impl Size {
    /// The range: 10 000 offers of 150 organisations up to 1 000 000 of 10 000.
    pub fn of(offers: usize) -> Self {
        Self { offers, organisations: (offers / 100).clamp(150, 10_000) }
    }
}

/// Migrates the database and fills it, unless it is filled already.
///
/// # Errors
/// When the database refuses something.
pub async fn fill(url: &DatabaseUrl, size: Size) -> Result<Network> {
    let settings = Settings { database: url.clone(), ..Settings::default() };
    // The server's own start writes the tables, the categories and the signing key.
    drop(api::app::open_state(settings, Clock::System).await.context("cannot prepare the database")?);
    let mut network = Network::of(size);
    let mut conn = url.connect().context("cannot connect")?;
    if let Some(made_at) = network::made_at(&mut conn)? {
        network.now = made_at;
        return Ok(network);
    }
    // Only while filling: what a power cut would lose is made again from the seed.
    conn.batch_execute(match &conn {
        Conn::Sqlite(_) => "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000",
        Conn::Postgres(_) => "SET synchronous_commit = off",
    })?;
    network.write(&mut conn)?;
    offers::write(&mut conn, &network)?;
    // As `PRAGMA optimize` of a server that has run for a while, and autovacuum, would. One by one: PostgreSQL puts several
    // statements into a transaction, which VACUUM refuses.
    for statement in match &conn {
        Conn::Sqlite(_) => ["SELECT 1", "PRAGMA wal_checkpoint(TRUNCATE)"],
        Conn::Postgres(_) => ["VACUUM ANALYZE", "CHECKPOINT"],
    } {
        conn.batch_execute(statement)?;
    }
    Ok(network)
}
