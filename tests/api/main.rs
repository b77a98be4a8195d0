//! What the API does, over real HTTP, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects; a panic is its message"
)]

mod acceptance;
mod activity;
mod answers;
mod audit;
mod auth;
mod cascades;
mod claims;
mod collection_rounds;
mod conversations;
mod dates;
mod demo;
mod equipment;
mod equipment_needs;
mod follow_through;
mod gate;
mod hostile;
mod idempotency;
mod imports;
mod lending;
mod loans;
mod matches;
mod matches_help;
mod members;
mod members_change;
mod needs;
mod network;
mod notifications;
mod offers;
mod operations;
mod organisations;
mod page;
mod pagination;
mod permissions;
mod photos;
mod problems;
mod races;
mod recurring;
mod reference;
mod reports;
mod rounds;
mod saved_searches;
mod search;
mod search_forgiving;
mod sites;
mod skill_sessions;
mod skills;
mod stock;
mod suspension;
mod today;
mod tours;
mod trouble;
mod worker;
mod world;
