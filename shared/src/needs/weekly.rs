//! Standing needs: the same food every week, by a weekday and a time of day in the network's time zone.

use crate::local_time::LocalTime;
use crate::sites::Weekday;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When a standing need comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WeeklyPattern {
    /// On which day of each week the food must be there.
    pub weekday: Weekday,
    /// By when on that day, in the network's time zone.
    pub time: LocalTime,
    /// No week before this day.
    pub starts_on: NaiveDate,
    /// No week after this day; for ever where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
}
