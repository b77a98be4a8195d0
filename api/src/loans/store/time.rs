//! What time does to loans.

use super::steps::{Note, apply};
use crate::db::schema::loans;
use crate::equipment;
use crate::http::{Cx, Error};
use crate::loans::model::LoanRow;
use crate::loans::{mails, notices};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::loans::LoanAction;

/// Ends the loans that were not answered or not fetched in time, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn lapse_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    // Text without parameters, word for word the condition of the partial index.
    let waits = sql::<Bool>("loans.state IN ('requested', 'accepted')");
    let due: Vec<LoanRow> = loans::table
        .filter(waits)
        .filter(loans::lapses_at.le(cx.now))
        .order(loans::lapses_at)
        .limit(limit)
        .select(LoanRow::as_select())
        .load(cx.conn)?;
    for row in &due {
        equipment::store::hold(cx.conn, row.equipment_id)?;
        apply(cx, row, LoanAction::Expire, None, Note::default(), row.times())?;
        notices::lapsed(cx, row)?;
        mails::lapsed(cx, row)?;
    }
    Ok(due.len())
}
