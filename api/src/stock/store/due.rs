//! What is about to be lost, told once a day to those who have it.

use crate::db::expr::{literal, sum_i64};
use crate::db::schema::lot_balances as balances;
use crate::http::{Cx, Error};
use crate::offers::today;
use crate::stock::{news, rules};
use chrono::Days;
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::OrganisationId;
use shared::units::Grams;

/// Tells each organisation, in the morning and once a day, what has its date within three days and could still be given.
/// Returns how many people were told; asked again on the same day, nobody is.
///
/// # Errors
/// When the database fails.
pub fn alert_due(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let zone = cx.settings.time_zone;
    if !rules::is_alert_time(cx.now, zone) {
        return Ok(0);
    }
    let today = today(cx.now, zone);
    let last = today.checked_add_days(Days::new(rules::ALERT_DAYS)).unwrap_or(today);
    // Text without parameters, word for word the condition of the partial index.
    let due: Vec<(OrganisationId, i64, i64)> = balances::table
        .filter(literal::<Bool>("lot_balances.grams > 0"))
        .filter(literal::<Bool>("lot_balances.status = 'approved'"))
        .filter(balances::due_on.ge(today))
        .filter(balances::due_on.le(last))
        .group_by(balances::organisation_id)
        .select((balances::organisation_id, count_star(), sum_i64("lot_balances.grams")))
        .load(cx.conn)?;
    let mut told = 0;
    for (organisation, lots, grams) in due {
        told += news::due(cx, organisation, lots, Grams(grams), today)?;
    }
    Ok(told)
}
