//! The only door to the server: one file per noun, one function per endpoint.
//!
//! # How to add an endpoint
//! 1. Put a function in the noun's file, named like the operation (`verb_noun` of the API document, without the noun):
//!    `pub async fn withdraw(id: OfferId, version: i64) -> Result<Offer, Failure>`.
//! 2. Build a [`Call`] with the path of `shared::paths` and the types of `shared`:
//!    `Call::post(&paths::withdraw_offer(id)).if_match(version).once().fetch().await`.
//!    - `.json(&body)` sends a body, `Call::get_with(path, &query)` a query;
//!    - `.if_match(version)` on changes to what people edit together;
//!    - `.once()` on each POST that creates something: a repeated request then has one effect;
//!    - `.fetch()` reads the answer, `.done()` ignores it.
//! 3. Pages call it through `use_resource` (reading) or `use_mutation` (writing); they never see `gloo_net`.
//!
//! Log-in is handled here: a 401 refreshes the access token once, for all calls that wait, and tries again.

pub mod acceptance;
pub mod accounts;
pub mod activity;
pub mod answers;
pub mod audit;
mod call;
pub mod cascades;
pub mod categories;
pub mod claims;
pub mod collection_rounds;
pub mod communes;
pub mod conversations;
pub mod equipment;
pub mod equipment_needs;
mod failure;
pub mod follow_through;
pub mod invitations;
pub mod kept;
pub mod loans;
pub mod matches;
pub mod needs;
pub mod network;
pub mod notifications;
pub mod offers;
pub mod organisations;
pub mod photos;
pub mod recurring;
pub mod reports;
pub mod rounds;
pub mod searches;
pub mod sites;
pub mod skill_sessions;
pub mod skills;
pub mod stock;
pub mod today;
pub mod token;
pub mod tours;
mod upload;

pub use call::Call;
pub use failure::Failure;
