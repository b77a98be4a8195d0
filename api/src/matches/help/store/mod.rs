//! Matches of equipment and skills in the database: what could be among the best, what is known of whom, and what was
//! dismissed. Searched in blocks of cells around the place, as food is, so that a match reads what is near and not the whole
//! network; what can be done from afar is read beside them.

mod calendars;
mod day;
mod dismissals;
mod items_of_need;
mod known;
mod needs_of_item;
mod places;
mod skills;

pub use day::{equipment_of_day, skills_of_day};
pub use dismissals::{dismiss, undo};
pub use items_of_need::{best_items, for_need};
pub use needs_of_item::{best_needs, for_item};
pub use skills::{best_skills, for_skill};

use crate::engine::matching::Best;
use crate::http::Error;
use shared::matches::help::HelpFit;
use std::cmp::Reverse;

/// Candidates whose sites, calendars and organisations are read at a time: those that could be best come first, and most
/// often the first of these are. For longer lists PostgreSQL reads whole tables.
const CHUNK: usize = 16;

/// A match and why it is one.
#[derive(Clone, Debug)]
pub struct Found<Id> {
    /// What fits.
    pub id: Id,
    /// How well, and why.
    pub fit: HelpFit,
}

/// Judges those first that could score most, some at a time, while they could still be among the best. `rank` tells the most
/// that one can score, and what comes first of equals.
fn judge_ranked<C, Id: Ord + Copy, T>(
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
