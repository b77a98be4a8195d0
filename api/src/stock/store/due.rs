//! What is about to be lost; those who have it are told once a day.

use crate::db::expr::{literal, sum_i64};
use crate::db::schema::lot_balances as balances;
use crate::http::{Cx, Error};
use crate::offers::today;
use crate::stock::model::Due;
use crate::stock::rules;
use chrono::Days;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::OrganisationId;
use shared::units::Grams;

/// What each organisation has that could still be given and has its date within three days; nothing before the morning.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>) -> Result<Vec<Due>, Error> {
    let zone = cx.settings.time_zone;
    if !rules::is_alert_time(cx.now, zone) {
        return Ok(Vec::new());
    }
    let today = today(cx.now, zone);
    let last = today.checked_add_days(Days::new(rules::ALERT_DAYS)).unwrap_or(today);
    // Text without parameters, word for word the condition of the partial index.
    let found: Vec<(OrganisationId, i64, i64)> = balances::table
        .filter(literal::<Bool>("lot_balances.grams > 0"))
        .filter(literal::<Bool>("lot_balances.status = 'approved'"))
        .filter(balances::due_on.ge(today))
        .filter(balances::due_on.le(last))
        .group_by(balances::organisation_id)
        .select((balances::organisation_id, count_star(), sum_i64("lot_balances.grams")))
        .load(cx.conn)?;
    let due =
        found.into_iter().map(|(organisation_id, lots, grams)| Due { organisation_id, lots, grams: Grams(grams), today });
    Ok(due.collect())
}
