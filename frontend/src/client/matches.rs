//! Matches: what fits our offers and needs, and what we do not want to see again.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::{DismissalId, NeedId, OfferId};
use shared::matches::{Dismissal, MatchedNeedList, MatchedOfferList, NewDismissal};
use shared::paths;

impl Content for MatchedNeedList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for MatchedOfferList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// The needs that our offer fits best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_offer(id: OfferId) -> Result<MatchedNeedList, Failure> {
    Call::get(&paths::matches_of_offer(id)).fetch().await
}

/// The offers that fit our need best.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn list_of_need(id: NeedId) -> Result<MatchedOfferList, Failure> {
    Call::get(&paths::matches_of_need(id)).fetch().await
}

/// "Not this one."
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn dismiss(new: NewDismissal) -> Result<Dismissal, Failure> {
    Call::post(paths::DISMISSALS).json(&new).once().fetch().await
}

/// "This one after all."
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn undo(id: DismissalId) -> Result<(), Failure> {
    Call::delete(&paths::dismissal(id)).done().await
}
