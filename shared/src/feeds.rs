//! Links by which other programs read when equipment is lent (iCalendar, RFC 5545).

use crate::equipment::EquipmentSummary;
use crate::ids::{EquipmentId, FeedId};
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// A new link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCalendarFeed {
    /// Of this item of the organisation's; left out: of all that it lends and borrows.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment_id: Option<EquipmentId>,
}

/// A link by which other programs read a calendar of loans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeed {
    /// Identifier.
    pub id: FeedId,
    /// The item; absent where it is of all that the organisation lends and borrows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<EquipmentSummary>,
    /// Name of who made it.
    #[cfg_attr(feature = "openapi", schema(example = "Camille"))]
    pub by: String,
    /// When it was made.
    pub created_at: UtcMillis,
    /// The whole address, when it is made and never again: only its hash is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// An organisation's links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeeds {
    /// The oldest first.
    pub items: Vec<CalendarFeed>,
}
