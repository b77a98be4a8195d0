//! Tours in the database.

mod adding;
mod carrying;
mod driving;
mod fitting;
mod list;
mod ordering;
mod passing;
mod plan;
mod planning;
mod read;
mod shops;
mod shown;
mod stepping;

pub use adding::add;
pub use carrying::{accept, collect, decline, deliver, fail, withdraw};
pub use driving::{cancel, cancel_all, drive, finish, lapse_due, start, stop_driving};
pub use fitting::suggestions;
pub use list::{list, of_day};
pub use ordering::{ToOrder, keep_order, replace_stops, to_order};
pub use passing::{of_claim, of_loan};
pub use plan::{create, follow_site, update};
pub use read::find;
pub use stepping::{claim_ended, loan_ended};
