//! Matches in the database: what could be among the best, what is known of whom, and what was dismissed.

mod candidates;
mod day;
mod dismissals;
mod facts;
mod known;
mod needs_of_offer;
mod offers_of_need;

pub use day::of_day;
pub use dismissals::{dismiss, undo};
pub use needs_of_offer::{best_needs, for_offer, takers};
pub use offers_of_need::{best_offers, for_need};

use crate::engine::matching::Best;
use crate::http::Error;
use shared::matches::{DEFAULT_MATCHES, Fit, MAX_MATCHES, MatchQuery};
use std::cmp::Reverse;

/// Candidates of which more is read at a time (sites, windows, calendars): those that could be best come first, and most
/// often the first of these are. For longer lists PostgreSQL reads whole tables.
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

/// Judges those first that could score most, some at a time, while they could still be among the best. `rank` tells the most
/// that one can score, and what comes first of equals.
///
/// # Errors
/// What `judge` returns.
pub(super) fn judge_ranked<C, Id: Ord + Copy, T>(
    best: &mut Best<Id, T>,
    candidates: Vec<C>,
    rank: impl Fn(&C) -> (i64, Id),
    mut judge: impl FnMut(&[C], &mut Best<Id, T>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut ranked: Vec<C> = candidates.into_iter().filter(|one| best.is_open_to(rank(one).0)).collect();
    ranked.sort_unstable_by_key(|one| {
        let (ceiling, id) = rank(one);
        (Reverse(ceiling), id)
    });
    for chunk in ranked.chunks(CHUNK) {
        if chunk.first().is_some_and(|one| best.is_open_to(rank(one).0)) {
            judge(chunk, best)?;
        }
    }
    Ok(())
}
