//! A new report.

use super::{matter, read};
use crate::accounts::store::users;
use crate::db::schema::reports;
use crate::http::{Actor, Cx, Error};
use crate::reports::mails;
use crate::reports::model::ReportRow;
use crate::reports::rules::{self, Refusal};
use diesel::prelude::*;
use shared::ids::{OrganisationId, ReportId};
use shared::reports::{NewReport, Report};
use uuid::Uuid;

/// Reports a problem with another organisation; the administrators get a mail.
///
/// # Errors
/// 404 when there is no such thing for the caller; 403 for who belongs to no approved or suspended organisation, or not to
/// the other side; 422 for one's own organisation or one that is not concerned; 409 with too many open reports.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewReport) -> Result<Report, Error> {
    let about = new.about_organisation_id;
    if actor.belongs_to(about) {
        return Err(Refusal::OwnOrganisation.problem().into());
    }
    let matter = matter::of(cx, actor, new)?;
    let side = rules::reporting(matter, about).map_err(Refusal::problem)?;
    let permit = actor.finish_for(side.map_or_else(|| usual(actor), Ok)?)?;
    // Two at once are counted one after the other.
    users::hold(cx.conn, permit.user_id())?;
    rules::one_more(open_reports(cx, actor)?).map_err(Refusal::problem)?;
    let row = ReportRow {
        id: ReportId(Uuid::now_v7()),
        reporter_id: permit.user_id(),
        organisation_id: permit.organisation_id(),
        about_organisation_id: about,
        subject: new.subject,
        subject_id: new.subject_id,
        reason: new.reason,
        text: new.text.trim().to_owned(),
        created_at: cx.now,
        closed_at: None,
        closed_by: None,
        outcome: None,
        answer: None,
        version: 1,
    };
    diesel::insert_into(reports::table).values(&row).execute(cx.conn)?;
    let report = read::find(cx, actor, row.id)?;
    mails::arrived(cx, &report, permit.user_id())?;
    Ok(report)
}

/// As whose member somebody reports what anybody may: the first organisation that is admitted, or was.
fn usual(actor: &Actor) -> Result<OrganisationId, Error> {
    let all = || actor.memberships.iter().map(|membership| membership.organisation_id);
    all().find(|id| actor.can_finish_for(*id)).or_else(|| all().next()).ok_or_else(Error::forbidden)
}

fn open_reports(cx: &mut Cx<'_>, actor: &Actor) -> Result<i64, Error> {
    let own = reports::table.filter(reports::reporter_id.eq(actor.user_id)).filter(reports::closed_at.is_null());
    Ok(own.count().get_result(cx.conn)?)
}
