//! The tree of food categories.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::categories::{CategoryList, CategoryQuery, NewSynonyms, Synonyms};
use shared::paths;

impl Content for CategoryList {}

impl Content for Synonyms {}

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

/// What people call a category besides its labels.
///
/// # Errors
/// `not_found`.
pub async fn synonyms(code: &str) -> Result<Synonyms, Failure> {
    Call::get(&paths::category_synonyms(code)).fetch().await
}

/// Replaces what people call a category.
///
/// # Errors
/// `forbidden`, `not_found`, `precondition_failed`, `invalid`.
pub async fn replace_synonyms(code: &str, version: i64, new: NewSynonyms) -> Result<Synonyms, Failure> {
    Call::put(&paths::category_synonyms(code)).if_match(version).json(&new).fetch().await
}
