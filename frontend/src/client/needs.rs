//! Needs, and proposals that answer them.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::claims::Claim;
use shared::ids::NeedId;
use shared::needs::{Need, NeedOccurrencePage, NeedPage, NeedPatch, NeedQuery, NewAnswer, NewNeed};
use shared::paths;

impl Content for Need {}

impl Content for NeedPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for NeedOccurrencePage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of needs.
///
/// # Errors
/// `cursor_mismatch`, `invalid`.
pub async fn list(query: NeedQuery) -> Result<NeedPage, Failure> {
    Call::get_with(paths::NEEDS, &query).fetch().await
}

/// One need.
///
/// # Errors
/// `not_found`.
pub async fn find(id: NeedId) -> Result<Need, Failure> {
    Call::get(&paths::need(id)).fetch().await
}

/// A new need, to be sent or kept by [`crate::outbox`]. The same need with the same key is published once, however often it
/// is sent.
///
/// Refused with `organisation_not_approved`, `forbidden`, `too_many_urgent`, `invalid`.
#[must_use]
pub fn publish(new: &NewNeed, key: String) -> Call {
    Call::post(paths::NEEDS).json(new).once_as(key)
}

/// Changes a need.
///
/// # Errors
/// `precondition_failed`, `need_closed`, `too_many_urgent`, `invalid`.
pub async fn update(id: NeedId, version: i64, patch: NeedPatch) -> Result<Need, Failure> {
    Call::patch(&paths::need(id)).if_match(version).json(&patch).fetch().await
}

/// Takes a need back; a standing one stops.
///
/// # Errors
/// `need_closed`.
pub async fn withdraw(id: NeedId) -> Result<Need, Failure> {
    Call::post(&paths::withdraw_need(id)).once().fetch().await
}

/// The latest past weeks of a standing need.
///
/// # Errors
/// `not_found`.
pub async fn occurrences(id: NeedId) -> Result<NeedOccurrencePage, Failure> {
    Call::get(&paths::occurrences(id)).fetch().await
}

/// Proposes part of one of our offers: a claim that the needing side accepts or declines.
///
/// # Errors
/// `need_closed`, `need_covered`, `need_temperature`, and all of a claim.
pub async fn answer(id: NeedId, new: NewAnswer) -> Result<Claim, Failure> {
    Call::post(&paths::answers(id)).json(&new).once().fetch().await
}
