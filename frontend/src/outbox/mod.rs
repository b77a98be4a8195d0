//! Writes that wait for the network: kept on this device, sent when it is back, told when the server refuses.
//!
//! Each write carries its `Idempotency-Key`, so that sending it twice (an answer that was lost, two tabs) has one effect.
//! What waits belongs to the person who wrote it and is never sent in the name of another.

mod entry;
mod provider;
mod schedule;
mod store;

pub use entry::{Deed, Entry, Published};
pub use provider::{Outbox, OutboxProvider, use_departures, use_outbox};

use crate::client::{Call, Failure};
use serde::de::DeserializeOwned;
use shared::ids::UserId;

/// What became of a write.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// The server has answered.
    Sent(T),
    /// The server was not reached: the write waits on this device.
    Waiting,
}

/// Sends `call`, or keeps it for later when the server cannot be reached, or when what must come before it waits still.
/// Without a known author nothing is kept.
///
/// # Errors
/// When the server refuses, or when the device refuses to keep anything (a private window): then nothing was written.
pub async fn send_or_keep<T: DeserializeOwned>(
    call: Call,
    author: Option<UserId>,
    deed: Deed,
) -> Result<Outcome<T>, Failure> {
    let entry = author.map(|author| Entry::new(call.clone(), author, deed));
    if let Some(entry) = entry.as_ref().filter(|entry| store::all().iter().any(|earlier| entry.comes_after(earlier)))
        && store::add(entry.clone())
    {
        return Ok(Outcome::Waiting);
    }
    match call.fetch().await {
        Ok(answer) => Ok(Outcome::Sent(answer)),
        Err(Failure::Offline) if entry.is_some_and(store::add) => Ok(Outcome::Waiting),
        Err(failure) => Err(failure),
    }
}
