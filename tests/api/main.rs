//! What the API does, over real HTTP, on both databases.

mod auth;
mod claims;
mod members;
mod network;
mod offers;
mod organisations;
mod problems;
mod races;
mod sites;
