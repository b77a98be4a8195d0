//! Rows of notifications, and what is told.

use crate::db::schema::notifications;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::{
    EquipmentId, EquipmentNeedId, NeedId, NotificationId, ObjectId, OfferId, OrganisationId, SkillListingId, UserId,
};
use shared::matches::MatchSubject;
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
    /// Something to lend.
    Equipment(EquipmentId),
    /// A need of equipment.
    EquipmentNeed(EquipmentNeedId),
    /// A skill that is offered or looked for.
    Skill(SkillListingId),
}

impl Subject {
    /// What is of this sort and has this identifier.
    pub(super) const fn of(sort: MatchSubject, ObjectId(id): ObjectId) -> Self {
        match sort {
            MatchSubject::Offer => Self::Offer(OfferId(id)),
            MatchSubject::Need => Self::Need(NeedId(id)),
            MatchSubject::Equipment => Self::Equipment(EquipmentId(id)),
            MatchSubject::EquipmentNeed => Self::EquipmentNeed(EquipmentNeedId(id)),
            MatchSubject::Skill => Self::Skill(SkillListingId(id)),
        }
    }

    /// Its identifier.
    pub(super) const fn id(self) -> ObjectId {
        match self {
            Self::Offer(OfferId(id))
            | Self::Need(NeedId(id))
            | Self::Equipment(EquipmentId(id))
            | Self::EquipmentNeed(EquipmentNeedId(id))
            | Self::Skill(SkillListingId(id)) => ObjectId(id),
        }
    }

    /// Of which sort it is.
    pub(super) const fn sort(self) -> MatchSubject {
        match self {
            Self::Offer(_) => MatchSubject::Offer,
            Self::Need(_) => MatchSubject::Need,
            Self::Equipment(_) => MatchSubject::Equipment,
            Self::EquipmentNeed(_) => MatchSubject::EquipmentNeed,
            Self::Skill(_) => MatchSubject::Skill,
        }
    }
}
