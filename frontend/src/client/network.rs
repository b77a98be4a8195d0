//! What a page must know of this installation.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::network::Network;
use shared::paths;

impl Content for Network {}

/// This installation.
///
/// # Errors
/// See [`Failure`].
pub async fn find() -> Result<Network, Failure> {
    Call::get(paths::NETWORK).anonymous().fetch().await
}

/// The territory's outline: GeoJSON, to be handed to the map as it is.
///
/// # Errors
/// `not_found` where the installation has none.
pub async fn outline() -> Result<serde_json::Value, Failure> {
    Call::get(paths::OUTLINE).anonymous().fetch().await
}
