//! Weekly activity in the database.

mod declare;
mod list;
mod missing;
mod reminders;
mod served;
mod sums;

pub use declare::{Declared, declare};
pub use list::list;
pub use missing::of_day;
pub use reminders::remind_due;
pub use served::{PeopleServed, people_served};
pub use sums::{of_network, of_organisation};

use crate::activity::rules::Refusal;
use crate::http::Error;
use shared::sites::SiteKind;

/// The sites of admitted organisations.
const OF_APPROVED: &str =
    "(SELECT organisations.status FROM organisations WHERE organisations.id = sites.organisation_id) = 'approved'";

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}

/// What sites are for that are expected to declare.
fn expected_kinds() -> impl Iterator<Item = SiteKind> {
    SiteKind::ALL.iter().copied().filter(|kind| kind.helps_people())
}
