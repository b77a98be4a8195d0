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

use shared::matches::help::HelpFit;

/// A match and why it is one.
#[derive(Clone, Debug)]
pub struct Found<Id> {
    /// What fits.
    pub id: Id,
    /// How well, and why.
    pub fit: HelpFit,
}
