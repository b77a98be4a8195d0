//! Matches in the database: what could be among the best, what is known of whom, and what was dismissed.

mod candidates;
mod day;
mod dismissals;
mod facts;
mod needs_of_offer;
mod offers_of_need;

pub use day::of_day;
pub use dismissals::{dismiss, undo};
pub use needs_of_offer::{best_needs, for_offer, takers};
pub use offers_of_need::{best_offers, for_need};

use crate::http::Error;
use shared::matches::{DEFAULT_MATCHES, Fit, MAX_MATCHES, MatchQuery};

/// Offers whose sites and pick-up windows are read at a time: those that could be best come first, and most often the first
/// of these are. For longer lists PostgreSQL reads whole tables.
const CHUNK: usize = 16;

/// A match and why it is one.
#[derive(Clone, Debug)]
pub struct Found<Id> {
    /// What fits.
    pub id: Id,
    /// How well, and why.
    pub fit: Fit,
}

/// How many matches are asked for.
///
/// # Errors
/// 422 for a wrong limit.
pub(super) fn limit(query: &MatchQuery) -> Result<usize, Error> {
    let limit = query.limit.unwrap_or(DEFAULT_MATCHES);
    let usable = usize::try_from(limit).ok().filter(|_| (1..=MAX_MATCHES).contains(&limit));
    usable.ok_or_else(|| Error::invalid("?limit", "out_of_range"))
}
