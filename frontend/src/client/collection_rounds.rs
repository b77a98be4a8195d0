//! Collection rounds: routes through shops, one day's run of them, and what the shops gave.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::collection_rounds::{
    CollectionFinish, CollectionRound, CollectionRoundPage, CollectionRoundPatch, CollectionRoundQuery, CollectionRoute,
    CollectionRoutePage, CollectionRoutePatch, CollectionRouteQuery, CollectionTableQuery, NewCollectionRound,
    NewCollectionRoute, StopRecord,
};
use shared::ids::{CollectionRoundId, CollectionRouteId};
use shared::paths;
use web_sys::Blob;

impl Content for CollectionRoute {}

impl Content for CollectionRoutePage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for CollectionRoundPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of routes.
///
/// # Errors
/// `not_found` for an organisation of others, `cursor_mismatch`.
pub async fn routes(query: CollectionRouteQuery) -> Result<CollectionRoutePage, Failure> {
    Call::get_with(paths::COLLECTION_ROUTES, &query).fetch().await
}

/// One route.
///
/// # Errors
/// `not_found`.
pub async fn find_route(id: CollectionRouteId) -> Result<CollectionRoute, Failure> {
    Call::get(&paths::collection_route(id)).fetch().await
}

/// Keeps a route. The same route with the same key is kept once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create_route(new: NewCollectionRoute, key: String) -> Result<CollectionRoute, Failure> {
    Call::post(paths::COLLECTION_ROUTES).json(&new).once_as(key).fetch().await
}

/// Changes a route, for rounds to come.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn update_route(
    id: CollectionRouteId,
    version: i64,
    patch: CollectionRoutePatch,
) -> Result<CollectionRoute, Failure> {
    Call::patch(&paths::collection_route(id)).if_match(version).json(&patch).fetch().await
}

/// A page of rounds, the latest day first.
///
/// # Errors
/// `not_found` for an organisation of others, `cursor_mismatch`.
pub async fn list(query: CollectionRoundQuery) -> Result<CollectionRoundPage, Failure> {
    Call::get_with(paths::COLLECTION_ROUNDS, &query).fetch().await
}

/// One round with its stops.
///
/// # Errors
/// `not_found`.
pub async fn find(id: CollectionRoundId) -> Result<CollectionRound, Failure> {
    Call::get(&paths::collection_round(id)).fetch().await
}

/// Begins a round. The same round with the same key is begun once.
///
/// # Errors
/// `round_exists`, `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn begin(new: NewCollectionRound, key: String) -> Result<CollectionRound, Failure> {
    Call::post(paths::COLLECTION_ROUNDS).json(&new).once_as(key).fetch().await
}

/// Changes a round that is open.
///
/// # Errors
/// `precondition_failed`, `round_closed`, `forbidden`, `invalid`.
pub async fn update(id: CollectionRoundId, version: i64, patch: CollectionRoundPatch) -> Result<CollectionRound, Failure> {
    Call::patch(&paths::collection_round(id)).if_match(version).json(&patch).fetch().await
}

/// Notes what came of a stop, for who has seen this version of it; to be sent or kept by [`crate::outbox`]. The same record
/// with the same key is noted once, however often it is sent.
///
/// Refused with `precondition_failed`, `round_closed`, `forbidden`, `invalid`.
#[must_use]
pub fn note_stop(id: CollectionRoundId, number: i64, seen: i64, record: &StopRecord, key: String) -> Call {
    Call::put(&paths::collection_stop(id, number)).if_match(seen).json(record).once_as(key)
}

/// Receives what a round brought. The same end with the same key is one end.
///
/// # Errors
/// `round_closed`, `forbidden`, `invalid`.
pub async fn finish(id: CollectionRoundId, told: CollectionFinish, key: String) -> Result<CollectionRound, Failure> {
    Call::post(&paths::finish_collection_round(id)).json(&told).once_as(key).fetch().await
}

/// Calls a round off.
///
/// # Errors
/// `round_closed`, `forbidden`.
pub async fn cancel(id: CollectionRoundId) -> Result<CollectionRound, Failure> {
    Call::post(&paths::cancel_collection_round(id)).once().fetch().await
}

/// What finished rounds brought, as a table of comma-separated values.
///
/// # Errors
/// `not_found` for an organisation of others, `invalid`.
pub async fn table(query: CollectionTableQuery) -> Result<Blob, Failure> {
    Call::get_with(paths::COLLECTION_TABLE, &query).file().await
}
