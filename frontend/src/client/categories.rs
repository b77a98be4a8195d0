//! The tree of food categories.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::categories::CategoryList;
use shared::paths;

impl Content for CategoryList {}

/// The whole tree.
///
/// # Errors
/// See [`Failure`].
pub async fn list() -> Result<CategoryList, Failure> {
    Call::get(paths::CATEGORIES).fetch().await
}
