//! Saved searches and their alerts.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::SavedSearchId;
use shared::paths;
use shared::saved_searches::{AlertPreview, NewSavedSearch, SavedSearch, SavedSearchList, SavedSearchPatch};

impl Content for SavedSearchList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for AlertPreview {}

/// The logged-in person's searches.
///
/// # Errors
/// See [`Failure`].
pub async fn list() -> Result<SavedSearchList, Failure> {
    Call::get(paths::SAVED_SEARCHES).fetch().await
}

/// Keeps a search. The same search with the same key is kept once, however often it is sent.
///
/// # Errors
/// `too_many_saved_searches`, `invalid`.
pub async fn create(new: NewSavedSearch, key: String) -> Result<SavedSearch, Failure> {
    Call::post(paths::SAVED_SEARCHES).json(&new).once_as(key).fetch().await
}

/// Changes a search.
///
/// # Errors
/// `not_found`, `precondition_failed`, `invalid`.
pub async fn update(id: SavedSearchId, version: i64, patch: SavedSearchPatch) -> Result<SavedSearch, Failure> {
    Call::patch(&paths::saved_search(id)).if_match(version).json(&patch).fetch().await
}

/// Forgets a search.
///
/// # Errors
/// `not_found`.
pub async fn delete(id: SavedSearchId) -> Result<(), Failure> {
    Call::delete(&paths::saved_search(id)).done().await
}

/// Marks what a search has found as seen.
///
/// # Errors
/// `not_found`.
pub async fn look(id: SavedSearchId) -> Result<SavedSearch, Failure> {
    Call::post(&paths::look_at_saved_search(id)).fetch().await
}

/// The alert of a mail's link.
///
/// # Errors
/// `not_found`.
pub async fn find_alert(token: &str) -> Result<AlertPreview, Failure> {
    Call::get(&paths::alert(token)).anonymous().fetch().await
}

/// Stops the alert of a mail's link.
///
/// # Errors
/// `not_found`.
pub async fn stop_alert(token: &str) -> Result<AlertPreview, Failure> {
    Call::post(&paths::stop_alert(token)).anonymous().fetch().await
}
