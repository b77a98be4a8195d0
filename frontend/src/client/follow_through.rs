//! What became of our promises.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::follow_through::FollowThrough;
use shared::ids::OrganisationId;
use shared::paths;

impl Content for FollowThrough {
    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

/// What became of an organisation's promises.
///
/// # Errors
/// `not_found`.
pub async fn find(id: OrganisationId) -> Result<FollowThrough, Failure> {
    Call::get(&paths::follow_through(id)).fetch().await
}
