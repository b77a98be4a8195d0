//! Weekly activity: what a site counts from Monday to Sunday. Counts only, of nobody in particular: no name, no text.
//!
//! A figure that is left out was not counted; 0 is none. The two are never mixed up.

mod counts;
mod view;

pub use counts::{ActivityCounts, PeopleByAge};
pub use view::{
    ActivityChange, ActivityQuery, ActivitySums, MissingActivity, WeekSums, WeeklyActivity, WeeklyActivityPage,
    WeeklyActivityQuery,
};

/// The largest count that is believed.
pub const MAX_COUNT: i64 = 100_000;
/// How many weeks back a week can be declared or corrected.
pub const MAX_WEEKS_BACK: i64 = 53;
/// Weeks that are looked back on where nothing else is asked for.
pub const USUAL_WEEKS: i64 = 12;
/// The most weeks over which sums are given at once: two years.
pub const MAX_SUMMED_WEEKS: i64 = 106;
