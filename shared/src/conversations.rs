//! What two organisations write to each other about a claim, a loan or a session, and the photos that go with it.

use crate::check;
use crate::claims::ClaimState;
use crate::ids::{ClaimId, ConversationId, LoanId, MessageId, OrganisationId, PhotoId, SkillSessionId};
use crate::loans::LoanState;
use crate::organisations::OrganisationSummary;
use crate::page::{Page, page_of};
use crate::photos::{MAX_ALT, MAX_PER_MESSAGE, Photo};
use crate::skill_sessions::SkillSessionState;
use crate::time::{DAY, MINUTE, UtcMillis};
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Longest message, characters.
pub const MAX_TEXT: usize = 2_000;
/// How long its author can take a message back, in milliseconds.
pub const WITHDRAW_WITHIN: i64 = 15 * MINUTE;
/// How long people can still write once the claim, loan or session is over, in milliseconds.
pub const OPEN_AFTER_END: i64 = 30 * DAY;

/// Something to say to the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Plain text; white space around it is taken off. Needed where there are no photos.
    #[garde(inner(custom(check::text(1, MAX_TEXT))), custom(check_something(&self.photos)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Y a-t-il une rampe pour le diable ?", min_length = 1, max_length = 2000)
    )]
    pub text: Option<String>,
    /// Photos that the caller has sent to this conversation before, in this order.
    #[garde(dive, custom(check::count(0, MAX_PER_MESSAGE)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 4, example = json!([])))]
    pub photos: Vec<NewMessagePhoto>,
}

/// A message is some text, a photo, or both.
fn check_something(photos: &[NewMessagePhoto]) -> impl Fn(&Option<String>, &()) -> garde::Result {
    let silent = photos.is_empty();
    move |text, ()| if silent && text.is_none() { Err(garde::Error::new("required")) } else { Ok(()) }
}

/// A photo to go with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessagePhoto {
    /// The photo: sent by the caller, for this conversation, and in no message yet.
    #[garde(skip)]
    pub id: PhotoId,
    /// What is to be seen, for those who do not see it.
    #[garde(inner(custom(check::text(0, MAX_ALT))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Le quai, avec sa rampe à droite", max_length = 200))]
    pub alt: Option<String>,
}

/// A photo of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePhoto {
    /// The photo.
    #[serde(flatten)]
    pub photo: Photo,
    /// What is to be seen, as its author has said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Le quai, avec sa rampe à droite"))]
    pub alt: Option<String>,
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
    /// What was said; absent where photos say it all, and once it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Y a-t-il une rampe pour le diable ?"))]
    pub text: Option<String>,
    /// Its photos, in its author's order; none once it is withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<MessagePhoto>,
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
    /// The session of a skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_session_id: Option<SkillSessionId>,
    /// Where the session stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_session_state: Option<SkillSessionState>,
    /// What is claimed or lent, or what the session is about.
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
    use uuid::Uuid;

    fn complaint(new: &NewMessage) -> Option<String> {
        new.validate().err().map(|report| report.to_string())
    }

    fn said(text: &str) -> NewMessage {
        NewMessage { text: Some(text.to_owned()), photos: Vec::new() }
    }

    fn shown(photos: usize, alt: Option<&str>) -> NewMessage {
        let photo = NewMessagePhoto { id: PhotoId(Uuid::from_u128(1)), alt: alt.map(str::to_owned) };
        NewMessage { text: None, photos: vec![photo; photos] }
    }

    #[test]
    fn a_message_is_some_text_and_no_control_characters() {
        assert_eq!(complaint(&said("Oui 👍🏽,\nà droite de l’entrée")), None);
        assert!(complaint(&said(" \n ")).unwrap().contains("required"));
        assert!(complaint(&said("a\u{0}b")).unwrap().contains("control_character"));
        assert_eq!(complaint(&said(&"é".repeat(MAX_TEXT))), None);
        assert!(complaint(&said(&"é".repeat(MAX_TEXT + 1))).unwrap().contains("too_long|max=2000"));
    }

    #[test]
    fn a_message_without_text_has_one_to_four_photos() {
        assert!(complaint(&shown(0, None)).unwrap().contains("text: required"));
        assert_eq!(complaint(&shown(1, None)), None);
        assert_eq!(complaint(&shown(MAX_PER_MESSAGE, Some("La rampe"))), None);
        assert!(complaint(&shown(MAX_PER_MESSAGE + 1, None)).unwrap().contains("too_many|max=4"));
        assert_eq!(complaint(&shown(1, Some(&"é".repeat(MAX_ALT)))), None);
        assert!(complaint(&shown(1, Some(&"é".repeat(MAX_ALT + 1)))).unwrap().contains("photos[0].alt: too_long|max=200"));
    }
}
