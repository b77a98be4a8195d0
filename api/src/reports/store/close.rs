//! The end of a report.

use super::read;
use crate::db::schema::reports;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::reports::mails;
use crate::reports::rules::{self, Refusal};
use diesel::prelude::*;
use shared::ids::ReportId;
use shared::problem::{Code, Problem};
use shared::reports::{Report, ReportClosing};
use shared::text::tidy;

/// Closes a report; its author gets a mail.
///
/// # Errors
/// 404; 403 unless the caller administers the network; 412 when another administrator was faster; 409 when it is closed.
pub fn close(cx: &mut Cx<'_>, actor: &Actor, id: ReportId, seen: IfMatch, closing: &ReportClosing) -> Result<Report, Error> {
    let row = read::load(cx.conn, actor, id)?;
    actor.administer()?;
    seen.check(row.version)?;
    rules::close(row.closed_at).map_err(Refusal::problem)?;
    let unchanged = reports::table.find(id).filter(reports::version.eq(row.version));
    let changed = diesel::update(unchanged)
        .set((
            reports::closed_at.eq(cx.now),
            reports::closed_by.eq(actor.user_id),
            reports::outcome.eq(closing.outcome),
            reports::answer.eq(closing.answer.as_deref().and_then(tidy)),
            reports::version.eq(reports::version + 1),
        ))
        .execute(cx.conn)?;
    if changed == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    let report = read::find(cx, actor, id)?;
    mails::closed(cx, &report, row.reporter_id)?;
    Ok(report)
}
