//! The reminders that are due. Whoever moves a loan's next reminder on tells, in the same transaction: so each is told
//! once, however many servers share the work or die at it.

use super::rules;
use crate::db::schema::loans;
use crate::http::{Cx, Error};
use crate::loans::model::LoanRow;
use crate::loans::news::{self, Told};
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::notifications::{LoanNews, NotificationKind};

/// Reminds people of the loans whose time has come, at most `limit`, and tells of how many.
///
/// # Errors
/// When the database fails.
pub fn send_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<LoanRow> = loans::table
        .filter(loans::remind_at.is_not_null())
        .filter(loans::remind_at.le(cx.now))
        .order(loans::remind_at)
        .limit(limit)
        .select(LoanRow::as_select())
        .load(cx.conn)?;
    let mut reminded = 0;
    for row in &due {
        reminded += usize::from(remind(cx, row)?);
    }
    Ok(reminded)
}

fn remind(cx: &mut Cx<'_>, row: &LoanRow) -> Result<bool, Error> {
    let as_seen =
        loans::table.find(row.id).filter(loans::version.eq(row.version)).filter(loans::remind_at.eq(row.remind_at));
    let next = rules::next(row.state, row.starts_at, row.ends_at, cx.now);
    if diesel::update(as_seen).set(loans::remind_at.eq(next)).execute(cx.conn)? == 0 {
        return Ok(false);
    }
    let Some(news) = rules::due(row.state, row.starts_at, row.ends_at, cx.now) else { return Ok(false) };
    for (to, other) in hearers(row, news) {
        // A renewal moves the end: each end, and each day after it, is a cause of its own.
        let cause = format!("loan:{}:{news}:{}", row.id, row.remind_at.unwrap_or(cx.now));
        news::tell(cx, row, &Told { to, other, kind: NotificationKind::LoanReminded, news, cause: &cause, said: None })?;
    }
    Ok(true)
}

/// Who is reminded, each with the organisation on the other side: the lender too when the item is not back.
fn hearers(row: &LoanRow, news: LoanNews) -> Vec<(OrganisationId, OrganisationId)> {
    let borrower = (row.borrower_id, row.lender_id);
    if news == LoanNews::Late { vec![borrower, (row.lender_id, row.borrower_id)] } else { vec![borrower] }
}
