//! What happens when something breaks: the server is killed, the database goes away, a disk is full. Nothing that was
//! acknowledged may be lost, nothing may be half there, and what is refused is refused with 503 and Retry-After.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects; a panic is its message"
)]

mod copies;
mod crash;
mod cut;
mod exhausted;
mod full;
mod load;
mod mailbox;
mod stop;

/// `maillage`, as cargo has compiled it for these tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_served");

/// A number that nobody foresees, below `end`: the random part of a new id.
fn random(end: u64) -> u64 {
    (uuid::Uuid::now_v7().as_u128() as u64 >> 2) % end
}
