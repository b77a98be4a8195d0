//! Rows of conversations and messages, and what the wire shows of them.

use super::rules;
use crate::db::schema::{conversations, messages};
use crate::http::Actor;
use diesel::prelude::*;
use serde::Serialize;
use shared::conversations::{Message, MessagePhoto};
use shared::ids::{ClaimId, ConversationId, LoanId, MessageId, ObjectId, OrganisationId, SkillSessionId, UserId};
use shared::organisations::OrganisationSummary;
use shared::time::UtcMillis;

/// What a conversation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Food that changes hands.
    Claim(ClaimId),
    /// An item that is lent.
    Loan(LoanId),
    /// A session in which one helps the other.
    SkillSession(SkillSessionId),
}

impl About {
    /// The thing's own identifier, whatever its kind.
    #[must_use]
    pub const fn id(self) -> ObjectId {
        match self {
            Self::Claim(id) => ObjectId(id.0),
            Self::Loan(id) => ObjectId(id.0),
            Self::SkillSession(id) => ObjectId(id.0),
        }
    }
}

/// Between whom it is.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    /// Who gives, lends or helps.
    pub giving: OrganisationId,
    /// Who takes, borrows or is helped.
    pub taking: OrganisationId,
    /// Since when what it is about is over.
    pub ended_at: Option<UtcMillis>,
}

impl Sides {
    /// Both organisations.
    #[must_use]
    pub const fn both(&self) -> [OrganisationId; 2] {
        [self.giving, self.taking]
    }
}

/// A row of `conversations`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = conversations, treat_none_as_default_value = false)]
pub struct ConversationRow {
    pub id: ConversationId,
    pub claim_id: Option<ClaimId>,
    pub loan_id: Option<LoanId>,
    pub skill_session_id: Option<SkillSessionId>,
    pub giving_id: OrganisationId,
    pub taking_id: OrganisationId,
    pub last_number: i64,
    pub last_message_id: MessageId,
    pub last_at: UtcMillis,
    pub version: i64,
}

impl ConversationRow {
    /// What it is about; the database has one of the columns filled.
    #[must_use]
    pub fn about(&self) -> Option<About> {
        let claim_or_loan = self.claim_id.map(About::Claim).or_else(|| self.loan_id.map(About::Loan));
        claim_or_loan.or_else(|| self.skill_session_id.map(About::SkillSession))
    }

    /// The other one of its two organisations.
    #[must_use]
    pub fn other_than(&self, organisation: OrganisationId) -> OrganisationId {
        if organisation == self.giving_id { self.taking_id } else { self.giving_id }
    }
}

/// A row of `messages`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = messages, treat_none_as_default_value = false)]
pub struct MessageRow {
    pub id: MessageId,
    pub conversation_id: ConversationId,
    pub number: i64,
    pub version: i64,
    pub organisation_id: OrganisationId,
    pub author_id: UserId,
    pub text: Option<String>,
    pub created_at: UtcMillis,
    pub withdrawn_at: Option<UtcMillis>,
}

impl MessageRow {
    /// The message as the caller sees it.
    #[must_use]
    pub fn shown(
        self,
        author: String,
        organisation: OrganisationSummary,
        photos: Vec<MessagePhoto>,
        actor: &Actor,
        now: UtcMillis,
    ) -> Message {
        let is_author = self.author_id == actor.user_id && self.withdrawn_at.is_none();
        let withdrawable = rules::withdraw(is_author, self.created_at, now).is_ok();
        Message {
            id: self.id,
            number: self.number,
            author,
            ours: actor.belongs_to(organisation.id),
            organisation,
            // Empty where photos say it all: the table wants a text of what stands.
            text: self.text.filter(|text| !text.is_empty()),
            photos,
            created_at: self.created_at,
            withdrawn_at: self.withdrawn_at,
            withdraw_until: withdrawable.then_some(rules::withdraw_until(self.created_at)),
        }
    }
}
