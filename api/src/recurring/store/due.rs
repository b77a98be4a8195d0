//! What the worker publishes: each occurrence once, however many servers look.

use super::write::{claim_version, save, settle};
use crate::db::schema::recurring_surpluses as surpluses;
use crate::http::{Actor, Cx, Error};
use crate::offers;
use crate::recurring::model::RecurringRow;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::RecurringSurplusId;
use shared::problem::{Code, Problem};
use shared::recurring::RecurringState;

/// Those whose next occurrence is to be published, longest due first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<RecurringSurplusId>, Error> {
    // Text without parameters, word for word the condition of the partial index.
    let due = surpluses::table
        .filter(sql::<Bool>("recurring_surpluses.state = 'active'"))
        .filter(surpluses::next_publish_at.le(cx.now))
        .order(surpluses::next_publish_at)
        .limit(limit)
        .select(surpluses::id)
        .load(cx.conn)?;
    Ok(due)
}

/// Publishes the next occurrence, if it still is due, and tells whether it did. Offer, day and what comes next are one
/// write, and the day is the key of a row: a server that dies in between leaves nothing half done, and no day is
/// published twice. A day whose window is over when a server comes back is missed. Where the offer is refused (the
/// organisation is suspended, the person has left), the surplus is paused with the reason.
///
/// # Errors
/// When the database fails.
pub fn publish_next(cx: &mut Cx<'_>, id: RecurringSurplusId) -> Result<bool, Error> {
    let row: RecurringRow = surpluses::table.find(id).select(RecurringRow::as_select()).first(cx.conn)?;
    let Some(day) = row.next_on.filter(|_| row.next_publish_at.is_some_and(|at| at <= cx.now)) else {
        return Ok(false);
    };
    let Ok(mut row) = claim_version(cx, row) else {
        return Ok(false);
    };
    let zone = cx.settings.time_zone;
    let mut published = false;
    if row.plan().window(day, zone).ends_at > cx.now {
        let new = row.offer(day, zone);
        let offer = Actor::of(cx.conn, row.kept_by).and_then(|actor| offers::store::publish(cx, &actor, &new));
        match offer {
            Ok(offer) => {
                settle(cx, id, day, Some(offer.id))?;
                published = true;
            }
            // Nothing is written before an offer is refused.
            Err(Error::Refused(problem)) => {
                (row.state, row.pause_code) = (RecurringState::Paused, Some(reason(&problem)));
            }
            Err(other) => return Err(other),
        }
    }
    save(cx, row)?;
    Ok(published)
}

/// The code that says most: that of the wrong field, where there is one.
fn reason(problem: &Problem) -> String {
    let field = problem.errors.first().filter(|_| problem.code == Code::Invalid);
    field.map_or_else(|| problem.code.as_str().to_owned(), |error| error.code.clone())
}
