//! The commune search.

use super::{Call, Failure};
use shared::communes::{CommuneList, CommuneQuery};
use shared::paths;

/// Communes whose name or postcode begins so; best first.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: CommuneQuery) -> Result<CommuneList, Failure> {
    Call::get_with(paths::COMMUNES, &query).anonymous().fetch().await
}
