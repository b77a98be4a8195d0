//! Paths of what decides who is asked for an offer, and of the answers.

use super::{API, OFFERS, SITES};
use crate::ids::{OfferId, SiteId};

/// What a site takes.
#[must_use]
pub fn acceptance(id: SiteId) -> String {
    format!("{SITES}/{id}/acceptance")
}

/// What speaks against an offer, by a site's criteria; the query names the offer.
#[must_use]
pub fn objections(id: SiteId) -> String {
    format!("{SITES}/{id}/acceptance/objections")
}

/// To whom a site's offers are proposed first.
#[must_use]
pub fn partners(id: SiteId) -> String {
    format!("{SITES}/{id}/partners")
}

/// What the link of a mail is about, for whoever holds it.
#[must_use]
pub fn answer(token: &str) -> String {
    format!("{API}/answers/{token}")
}

/// The answer "we take it", by the link of a mail.
#[must_use]
pub fn take_answer(token: &str) -> String {
    format!("{API}/answers/{token}/take")
}

/// The answer "no, thank you", by the link of a mail.
#[must_use]
pub fn decline_answer(token: &str) -> String {
    format!("{API}/answers/{token}/decline")
}

/// How far the cascade of an offer is.
#[must_use]
pub fn cascade(id: OfferId) -> String {
    format!("{OFFERS}/{id}/cascade")
}

/// The early end of an offer's cascade.
#[must_use]
pub fn end_cascade(id: OfferId) -> String {
    format!("{OFFERS}/{id}/cascade/end")
}

/// A wish for part of an offer whose cascade runs.
#[must_use]
pub fn cascade_wishes(id: OfferId) -> String {
    format!("{OFFERS}/{id}/cascade/wishes")
}

/// The answer "no, thank you" to an offer whose cascade runs.
#[must_use]
pub fn decline_cascade(id: OfferId) -> String {
    format!("{OFFERS}/{id}/cascade/decline")
}
