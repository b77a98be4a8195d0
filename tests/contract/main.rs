//! What must hold for the sources, the API's document and the databases, whatever the product does.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test states what it expects; a panic is its message"
)]

mod document;
mod layering;
mod locales;
mod migrations;
mod placeholders;
mod plans;
mod snapshots;
mod sources;
mod words;
