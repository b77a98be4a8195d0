//! Answers without logging in, by the link of a mail.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::answers::{AnswerSheet, Answered, LinkedDecline, LinkedTake};
use shared::paths;

impl Content for AnswerSheet {}

/// What a link is about.
///
/// # Errors
/// `not_found`, `link_over`, `organisation_suspended`.
pub async fn find(token: &str) -> Result<AnswerSheet, Failure> {
    Call::get(&paths::answer(token)).anonymous().fetch().await
}

/// "We take it."
///
/// # Errors
/// As [`find`], and as a claim: `offer_exhausted`, `storage_too_small`, `invalid` and the like.
pub async fn take(token: &str, wanted: LinkedTake) -> Result<Answered, Failure> {
    Call::post(&paths::take_answer(token)).anonymous().json(&wanted).fetch().await
}

/// "No, thank you."
///
/// # Errors
/// As [`find`].
pub async fn decline(token: &str, said: LinkedDecline) -> Result<Answered, Failure> {
    Call::post(&paths::decline_answer(token)).anonymous().json(&said).fetch().await
}
