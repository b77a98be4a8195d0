//! What a report is about, as the caller sees it.

use crate::http::{Actor, Cx, Error};
use crate::reports::rules::Matter;
use crate::{claims, loans, offers, organisations, skill_sessions};
use shared::ids::{ClaimId, LoanId, ObjectId, OfferId, SkillSessionId};
use shared::reports::{NewReport, ReportSubject};

/// Whose matter it is that the caller reports.
///
/// # Errors
/// 404 when there is no such thing for the caller; 403 for an offer where the caller does not see the network.
pub(super) fn of(cx: &mut Cx<'_>, actor: &Actor, new: &NewReport) -> Result<Matter, Error> {
    match (new.subject, new.subject_id) {
        (ReportSubject::Organisation, _) => {
            let found = organisations::store::find(cx, actor, new.about_organisation_id)?;
            Ok(Matter::Of(found.id))
        }
        // The body's check has refused it.
        (_, None) => Err(Error::not_found()),
        (ReportSubject::Offer, Some(ObjectId(id))) => {
            let offer = offers::store::find(cx, actor, OfferId(id))?;
            Ok(Matter::Of(offer.organisation.id))
        }
        (ReportSubject::Claim, Some(ObjectId(id))) => {
            let sides = claims::store::sides(cx.conn, actor, ClaimId(id))?;
            Ok(Matter::Between(sides.giving, sides.taking))
        }
        (ReportSubject::Loan, Some(ObjectId(id))) => {
            let sides = loans::store::sides(cx.conn, actor, LoanId(id))?;
            Ok(Matter::Between(sides.giving, sides.taking))
        }
        (ReportSubject::SkillSession, Some(ObjectId(id))) => {
            let sides = skill_sessions::store::sides(cx.conn, actor, SkillSessionId(id))?;
            Ok(Matter::Between(sides.giving, sides.taking))
        }
    }
}
