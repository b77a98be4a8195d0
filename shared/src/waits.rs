//! Waiting for an item whose days are taken: first come, first told, and a time in which nobody else may have them.

use crate::ids::{OrganisationId, WaitId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// How it stands with a place in the queue.
    pub enum WaitState {
        /// The days are taken.
        Waiting = "waiting",
        /// The days are free, and kept for the organisation.
        Offered = "offered",
        /// It has asked for them.
        Booked = "booked",
        /// It let the time go by in which they were kept for it.
        Missed = "missed",
        /// It waits no more.
        Withdrawn = "withdrawn",
        /// The days have come and were never free.
        Lapsed = "lapsed",
    }
}

/// A wish to be told when days of an item are free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWait {
    /// Who waits: one of the caller's organisations.
    #[garde(skip)]
    pub organisation_id: OrganisationId,
    /// From when, not in the past.
    #[garde(skip)]
    pub starts_at: UtcMillis,
    /// Until when, at most the item's longest loan later.
    #[garde(skip)]
    pub ends_at: UtcMillis,
}

/// A place in the queue for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wait {
    /// Identifier.
    pub id: WaitId,
    /// Who waits.
    pub organisation: OrganisationSummary,
    /// From when it wants the item.
    pub starts_at: UtcMillis,
    /// Until when.
    pub ends_at: UtcMillis,
    /// How it stands: waiting or offered.
    pub state: WaitState,
    /// Its place among all who wait for the item, from 1.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub place: usize,
    /// Until when the days are kept for it, once they are offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<UtcMillis>,
    /// Whether the caller may give the place up.
    pub can_withdraw: bool,
}

/// Those who wait for an item, as the caller may see them: its lender's members see all, others their own organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EquipmentWaits {
    /// The first first.
    pub items: Vec<Wait>,
}
