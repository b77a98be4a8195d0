//! What two organisations write to each other about a claim or a loan.

use crate::check;
use crate::claims::ClaimState;
use crate::ids::{ClaimId, ConversationId, LoanId, MessageId, OrganisationId};
use crate::loans::LoanState;
use crate::organisations::OrganisationSummary;
use crate::page::{Page, page_of};
use crate::time::{DAY, MINUTE, UtcMillis};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Longest message, characters.
pub const MAX_TEXT: usize = 2_000;
/// How long its author can take a message back, in milliseconds.
pub const WITHDRAW_WITHIN: i64 = 15 * MINUTE;
/// How long people can still write once the claim or loan is over, in milliseconds.
pub const OPEN_AFTER_END: i64 = 30 * DAY;

/// Something to say to the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Plain text; white space around it is taken off.
    #[garde(custom(check::text(1, MAX_TEXT)))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Y a-t-il une rampe pour le diable ?", min_length = 1, max_length = 2000)
    )]
    pub text: String,
}

/// Up to where somebody has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadMark {
    /// The last message that was read.
    #[garde(skip)]
    pub up_to: MessageId,
}

/// One message, as the caller sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// Its place in the conversation, from 1.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub number: i64,
    /// Name of who wrote it.
    #[cfg_attr(feature = "openapi", schema(example = "Nadia Berger"))]
    pub author: String,
    /// In whose name.
    pub organisation: OrganisationSummary,
    /// Whether it comes from one of the caller's organisations.
    pub ours: bool,
    /// What was said; absent once it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Y a-t-il une rampe pour le diable ?"))]
    pub text: Option<String>,
    /// When.
    pub created_at: UtcMillis,
    /// When its author took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<UtcMillis>,
    /// Until when the caller, who wrote it, can take it back; absent for others and once it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw_until: Option<UtcMillis>,
}

/// A page of a conversation, the newest first; after a version, what was written or withdrawn since, the first first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePage {
    /// The messages.
    pub items: Vec<Message>,
    /// Opaque; pass it as `cursor` for older messages. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Grows with each message and each withdrawal; pass it as `after` to learn what has happened since. 0 before the first
    /// message.
    pub version: i64,
    /// Messages of the other side that the caller has not read.
    pub unread: i64,
    /// Whether the caller can write.
    pub may_write: bool,
    /// Until when people can write, once the claim or loan is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writable_until: Option<UtcMillis>,
}

impl Page for MessagePage {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// Which messages to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MessageQuery {
    /// Only what was written or withdrawn after this `version`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// What a conversation is about: one of its members is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subject {
    /// The claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_id: Option<ClaimId>,
    /// Where the claim stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_state: Option<ClaimState>,
    /// The loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_id: Option<LoanId>,
    /// Where the loan stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_state: Option<LoanState>,
    /// What is claimed or lent.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature"))]
    pub title: String,
}

/// A conversation, as somebody of one of its sides sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conversation {
    /// Identifier.
    pub id: ConversationId,
    /// What it is about.
    pub subject: Subject,
    /// The caller's organisation.
    pub organisation: OrganisationSummary,
    /// The other side.
    pub other: OrganisationSummary,
    /// What was said last.
    pub last_message: Message,
    /// Messages of the other side that the caller has not read.
    pub unread: i64,
}

page_of!(
    /// A page of conversations.
    ConversationPage,
    Conversation
);

/// Which conversations of the caller's organisations to list, what was said last first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ConversationQuery {
    /// Only those of this organisation of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Only those with something that the caller has not read; the newest of it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// For which organisation to count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UnreadQuery {
    /// Only messages to this organisation of the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
}

/// How much waits to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unread {
    /// Messages of other sides that the caller has not read.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub messages: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> Option<String> {
        NewMessage { text: text.to_owned() }.validate().err().map(|report| report.to_string())
    }

    #[test]
    fn a_message_is_some_text_and_no_control_characters() {
        assert_eq!(complaint("Oui 👍🏽,\nà droite de l’entrée"), None);
        assert!(complaint(" \n ").unwrap().contains("required"));
        assert!(complaint("a\u{0}b").unwrap().contains("control_character"));
        assert_eq!(complaint(&"é".repeat(MAX_TEXT)), None);
        assert!(complaint(&"é".repeat(MAX_TEXT + 1)).unwrap().contains("too_long|max=2000"));
    }
}
