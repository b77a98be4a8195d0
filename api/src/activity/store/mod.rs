//! Weekly activity in the database.

mod declare;
mod export;
mod list;
mod missing;
mod reminders;
mod served;
mod sums;

pub use declare::{Declared, declare};
pub use export::export;
pub use list::list;
pub use missing::of_day;
pub use reminders::remind_due;
pub use served::{PeopleServed, people_served};
pub use sums::{of_network, of_organisation};

use crate::activity::rules::Refusal;
use crate::db::Sql;
use crate::db::expr::{any_of, literal};
use crate::db::schema::sites as places;
use crate::http::Error;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::OrganisationId;

/// The sites of admitted organisations.
const OF_APPROVED: &str =
    "(SELECT organisations.status FROM organisations WHERE organisations.id = sites.organisation_id) = 'approved'";

/// The first week that a site has declared.
const FIRST_WEEK: &str =
    "(SELECT weekly_activity_spans.first_week FROM weekly_activity_spans WHERE weekly_activity_spans.site_id = sites.id)";

/// The sites that are expected to declare: of these organisations, else of all that are admitted.
fn declaring(of: Option<&[OrganisationId]>) -> places::BoxedQuery<'static, Sql> {
    let select = places::table.filter(places::declares_activity.eq(true)).into_boxed();
    match of {
        Some(own) => select.filter(any_of(places::organisation_id, own.iter().copied())),
        None => select.filter(literal::<Bool>(OF_APPROVED)),
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}
