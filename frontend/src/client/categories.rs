//! The tree of food categories.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::categories::{CategoryList, CategoryQuery};
use shared::paths;

impl Content for CategoryList {}

/// The whole tree.
///
/// # Errors
/// See [`Failure`].
pub async fn list() -> Result<CategoryList, Failure> {
    Call::get(paths::CATEGORIES).fetch().await
}

/// The categories that a text names, by a label or by a synonym; the best first.
///
/// # Errors
/// See [`Failure`].
pub async fn search(text: String) -> Result<CategoryList, Failure> {
    Call::get_with(paths::CATEGORIES, &CategoryQuery { text: Some(text) }).fetch().await
}
