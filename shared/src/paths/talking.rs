//! Addresses of what organisations write to each other.

use super::{API, CLAIMS, LOANS};
use crate::ids::{ClaimId, LoanId, MessageId};

/// Path of the conversations.
pub const CONVERSATIONS: &str = "/api/v1/conversations";
/// Path of the number of messages that wait to be read.
pub const UNREAD: &str = "/api/v1/conversations/unread";

/// What is said about a claim.
#[must_use]
pub fn messages_of_claim(id: ClaimId) -> String {
    format!("{CLAIMS}/{id}/messages")
}

/// What is said about a loan.
#[must_use]
pub fn messages_of_loan(id: LoanId) -> String {
    format!("{LOANS}/{id}/messages")
}

/// Up to where the caller has read, below [`messages_of_claim`] or [`messages_of_loan`].
#[must_use]
pub fn read_mark(messages: &str) -> String {
    format!("{messages}/read")
}

/// Photos for the caller's next message, below [`messages_of_claim`] or [`messages_of_loan`].
#[must_use]
pub fn message_photos(messages: &str) -> String {
    format!("{messages}/photos")
}

/// The withdrawal of a message by its author.
#[must_use]
pub fn withdraw_message(id: MessageId) -> String {
    format!("{API}/messages/{id}/withdraw")
}
