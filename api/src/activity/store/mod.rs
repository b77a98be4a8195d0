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

use crate::activity::model::SpanRow;
use crate::activity::rules::Refusal;
use crate::db::Conn;
use crate::db::schema::weekly_activity_spans as spans;
use crate::http::Error;
use diesel::prelude::*;
use shared::ids::SiteId;
use shared::sites::SiteKind;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        refusal.problem().into()
    }
}

/// From when until when a site has declared; none where it never has.
fn span(conn: &mut Conn, site: SiteId) -> Result<Option<SpanRow>, Error> {
    Ok(spans::table.find(site).select(SpanRow::as_select()).first(conn).optional()?)
}

/// What sites are for that are expected to declare.
fn expected_kinds() -> impl Iterator<Item = SiteKind> {
    SiteKind::ALL.iter().copied().filter(|kind| kind.helps_people())
}
