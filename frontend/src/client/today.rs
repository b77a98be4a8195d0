//! The day of one organisation.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::OrganisationId;
use shared::paths;
use shared::today::{Today, TodayQuery};

impl Content for Today {}

/// Everything of the first page in one answer.
///
/// # Errors
/// `not_found` for an organisation of others.
pub async fn find(organisation: OrganisationId) -> Result<Today, Failure> {
    Call::get_with(paths::TODAY, &TodayQuery { organisation }).fetch().await
}
