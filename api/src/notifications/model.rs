//! Rows of notifications, and what is told.

use crate::db::schema::notifications;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::{NeedId, NotificationId, ObjectId, OfferId, OrganisationId, UserId};
use shared::matches::MatchSide;
use shared::notifications::{Facts, Notification, NotificationKind};
use shared::time::UtcMillis;

/// A row of `notifications`, without what only the database needs.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = notifications)]
pub(super) struct NotificationRow {
    pub id: NotificationId,
    pub user_id: UserId,
    organisation_id: OrganisationId,
    kind: NotificationKind,
    facts: String,
    pub created_at: UtcMillis,
    read_at: Option<UtcMillis>,
}

impl NotificationRow {
    /// The notification on the wire.
    ///
    /// # Errors
    /// When the facts are not ours, which is a mistake of ours.
    pub fn shown(self) -> Result<Notification, Error> {
        let Self { id, user_id: _, organisation_id, kind, facts, created_at, read_at } = self;
        let facts = serde_json::from_str(&facts).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Notification { id, organisation_id, kind, facts, created_at, read_at })
    }
}

/// What some people are told.
#[derive(Clone, Debug)]
pub struct News {
    /// For which of their organisations.
    pub organisation_id: OrganisationId,
    /// Which sentence.
    pub kind: NotificationKind,
    /// What happened: nobody is told twice of the same.
    pub cause: String,
    /// What the sentence needs.
    pub facts: Facts,
}

/// What has matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An offer.
    Offer(OfferId),
    /// A need.
    Need(NeedId),
}

impl Subject {
    /// The offer or need of this identifier.
    pub(super) const fn of(side: MatchSide, id: ObjectId) -> Self {
        match side {
            MatchSide::Offering => Self::Offer(OfferId(id.0)),
            MatchSide::Needing => Self::Need(NeedId(id.0)),
        }
    }

    /// Its identifier.
    pub(super) const fn id(self) -> ObjectId {
        match self {
            Self::Offer(OfferId(id)) | Self::Need(NeedId(id)) => ObjectId(id),
        }
    }

    /// Which side of a match it is.
    pub(super) const fn side(self) -> MatchSide {
        match self {
            Self::Offer(_) => MatchSide::Offering,
            Self::Need(_) => MatchSide::Needing,
        }
    }
}
