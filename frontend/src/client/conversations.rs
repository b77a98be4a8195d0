//! What two organisations write to each other about a claim, a loan or a session.

use super::{Call, Failure, token};
use crate::hooks::Content;
use shared::conversations::{
    ConversationPage, ConversationQuery, Message, MessagePage, MessageQuery, NewMessage, ReadMark, Unread, UnreadQuery,
};
use shared::ids::{ClaimId, LoanId, MessageId, OrganisationId, SkillSessionId};
use shared::paths;

impl Content for ConversationPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// What is talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A claim.
    Claim(ClaimId),
    /// A loan.
    Loan(LoanId),
    /// A session.
    SkillSession(SkillSessionId),
}

impl About {
    /// Address of the messages.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Claim(id) => paths::messages_of_claim(id),
            Self::Loan(id) => paths::messages_of_loan(id),
            Self::SkillSession(id) => paths::messages_of_skill_session(id),
        }
    }
}

/// A page of messages.
///
/// # Errors
/// `not_found`.
pub async fn messages(about: About, query: MessageQuery) -> Result<MessagePage, Failure> {
    Call::get_with(&about.path(), &query).fetch().await
}

/// Writes to the other side. The same message with the same key is written once, however often it is sent.
///
/// # Errors
/// `conversation_closed`, `forbidden`, `invalid`.
pub async fn create(about: About, new: NewMessage, key: String) -> Result<Message, Failure> {
    Call::post(&about.path()).json(&new).once_as(key).fetch().await
}

/// The logged-in person has read everything up to a message.
///
/// # Errors
/// See [`Failure`].
pub async fn read(about: About, up_to: MessageId) -> Result<(), Failure> {
    Call::put(&paths::read_mark(&about.path())).json(&ReadMark { up_to }).done().await
}

/// Takes a message back.
///
/// # Errors
/// `withdrawal_over`, `forbidden`.
pub async fn withdraw(id: MessageId) -> Result<Message, Failure> {
    Call::post(&paths::withdraw_message(id)).fetch().await
}

/// A page of conversations.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: ConversationQuery) -> Result<ConversationPage, Failure> {
    Call::get_with(paths::CONVERSATIONS, &query).fetch().await
}

/// How many messages to an organisation the logged-in person has not read.
///
/// # Errors
/// See [`Failure`].
pub async fn unread(organisation: OrganisationId) -> Result<Unread, Failure> {
    token::ensure().await?;
    Call::get_with(paths::UNREAD, &UnreadQuery { organisation: Some(organisation) }).fetch().await
}
