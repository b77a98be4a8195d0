//! Addresses of collection routes and rounds.

use crate::ids::{CollectionRoundId, CollectionRouteId};

/// Path of the routes.
pub const COLLECTION_ROUTES: &str = "/api/v1/collection_routes";
/// Path of the rounds.
pub const COLLECTION_ROUNDS: &str = "/api/v1/collection_rounds";
/// Path of the table of what finished rounds brought, CSV.
pub const COLLECTION_TABLE: &str = "/api/v1/collection_rounds/table";

/// One route.
#[must_use]
pub fn collection_route(id: CollectionRouteId) -> String {
    format!("{COLLECTION_ROUTES}/{id}")
}

/// One round.
#[must_use]
pub fn collection_round(id: CollectionRoundId) -> String {
    format!("{COLLECTION_ROUNDS}/{id}")
}

/// What came of a stop of a round.
#[must_use]
pub fn collection_stop(id: CollectionRoundId, number: i64) -> String {
    format!("{COLLECTION_ROUNDS}/{id}/stops/{number}")
}

/// The end of a round.
#[must_use]
pub fn finish_collection_round(id: CollectionRoundId) -> String {
    format!("{COLLECTION_ROUNDS}/{id}/finish")
}

/// The end of a round that does not take place.
#[must_use]
pub fn cancel_collection_round(id: CollectionRoundId) -> String {
    format!("{COLLECTION_ROUNDS}/{id}/cancel")
}
