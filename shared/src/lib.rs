//! What the server and the browser have in common: vocabulary, wire types, their limits, and the pure rules that a page
//! needs at once.
//!
//! Nothing here touches a database, a socket or a clock, so everything also compiles to WebAssembly. Two optional
//! features add derives for the server only: `openapi` (schemas) and `db` (column conversions of the vocabulary).

pub mod acceptance;
pub mod accounts;
pub mod activity;
pub mod answers;
pub mod audit;
pub mod cascades;
pub mod categories;
pub mod check;
pub mod claims;
pub mod cold_chain;
pub mod collection_rounds;
pub mod communes;
pub mod conversations;
pub mod equipment;
pub mod equipment_needs;
pub mod feeds;
pub mod follow_through;
pub mod geo;
pub mod ids;
pub mod iso_week;
pub mod loans;
pub mod local_time;
mod macros;
pub mod matches;
pub mod members;
pub mod national;
pub mod needs;
pub mod network;
pub mod notifications;
pub mod offers;
pub mod organisations;
pub mod page;
pub mod patch;
pub mod paths;
pub mod photos;
pub mod problem;
pub mod products;
pub mod recurring;
pub mod renewals;
pub mod repairs;
pub mod reports;
pub mod rounds;
pub mod saved_searches;
pub mod search;
pub mod sites;
pub mod skill_sessions;
pub mod skills;
pub mod stock;
pub mod text;
pub mod time;
pub mod today;
pub mod tours;
pub mod units;
pub mod waits;
