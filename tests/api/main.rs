//! What the API does, over real HTTP, on both databases.

mod auth;
mod claims;
mod idempotency;
mod imports;
mod members;
mod network;
mod offers;
mod operations;
mod organisations;
mod pagination;
mod problems;
mod races;
mod reference;
mod search;
mod sites;
mod today;
mod worker;
