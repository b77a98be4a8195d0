//! The two dates of food, as every country's pack speaks of them: use-by (unsafe after this day) and best-before (edible
//! after this day). A date without a kind does not exist.

use crate::time::UtcMillis;
use chrono::NaiveDate;

/// The rules of one country about dates.
pub struct DateRules {
    /// Time that must be left of a shop's gift when it changes hands, in milliseconds.
    pub shop_notice: i64,
    /// Whether food may change hands at an instant, to somebody who has declared, or not, that it redistributes in time;
    /// the gravest obstacle where it may not.
    pub hand_over: fn(&Food, UtcMillis, bool) -> Result<(), Obstacle>,
    /// The use-by date of food frozen on a day, from that day, the printed use-by date and today.
    pub use_by_once_frozen: fn(NaiveDate, Option<NaiveDate>, NaiveDate) -> Result<NaiveDate, NotFreezable>,
}

/// What counts of food when it changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Food {
    /// End of its use-by day, where it has one.
    pub safe_until: Option<UtcMillis>,
    /// End of its best-before day, where it has one.
    pub best_until: Option<UtcMillis>,
    /// Whether a recorded check has passed.
    pub checked: bool,
    /// Whether a shop (or another company) gives it.
    pub from_shop: bool,
}

/// Why food may not change hands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Its use-by day is over.
    UseByOver,
    /// A shop's gift too short before the end of its use-by day.
    UseByTooNear {
        /// The last instant at which it might have changed hands.
        latest: UtcMillis,
    },
    /// Its best-before day is over and no check has passed.
    Unchecked,
}

/// Why food cannot count as frozen on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFreezable {
    /// The day has not come.
    InTheFuture,
    /// Freezing saves no food whose use-by day was over.
    AfterUseBy,
    /// Frozen so long ago that its new limit is over.
    TooLongAgo,
}

impl NotFreezable {
    /// The word for it at the day's field.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InTheFuture => "frozen_in_future",
            Self::AfterUseBy => "frozen_after_use_by",
            Self::TooLongAgo => "frozen_too_long",
        }
    }
}
