//! What reports say in words. Names of sets stand here and not among the words that every visitor fetches.

use crate::components::{Badge, Mood};
use crate::i18n::t;
use crate::routes::Route;
use shared::ids::{ClaimId, LoanId, ObjectId, OfferId};
use shared::reports::{Report, ReportOutcome, ReportReason, ReportState, ReportSubject};
use yew::prelude::*;

/// The name of a reason.
#[must_use]
pub fn reason(reason: ReportReason) -> AttrValue {
    match reason {
        ReportReason::NoShow => t!("report.no_show"),
        ReportReason::UnsafeFood => t!("report.unsafe_food"),
        ReportReason::DamagedEquipment => t!("report.damaged_equipment"),
        ReportReason::Misconduct => t!("report.misconduct"),
        ReportReason::WrongInformation => t!("report.wrong_information"),
        ReportReason::Other => t!("report.other_reason"),
    }
}

/// What came of a report.
#[must_use]
pub fn outcome(outcome: ReportOutcome) -> AttrValue {
    match outcome {
        ReportOutcome::Helped => t!("report.helped"),
        ReportOutcome::Warned => t!("report.warned"),
        ReportOutcome::Suspended => t!("report.suspended"),
        ReportOutcome::Unfounded => t!("report.unfounded"),
        ReportOutcome::Other => t!("report.other_outcome"),
    }
}

/// What is reported.
#[must_use]
pub fn subject(subject: ReportSubject) -> AttrValue {
    match subject {
        ReportSubject::Claim => t!("report.claim"),
        ReportSubject::Loan => t!("report.loan"),
        ReportSubject::SkillSession => t!("report.skill_session"),
        ReportSubject::Offer => t!("report.offer"),
        ReportSubject::Organisation => t!("report.organisation"),
    }
}

/// Open or closed.
#[must_use]
pub fn state(state: ReportState) -> AttrValue {
    match state {
        ReportState::Open => t!("report.open"),
        ReportState::Closed => t!("report.closed"),
    }
}

/// The same as a badge.
pub fn badge(report: &Report) -> Html {
    let mood = if report.state == ReportState::Open { Mood::Warm } else { Mood::Good };
    html! { <Badge {mood}>{ state(report.state) }</Badge> }
}

/// The page of what is reported; none for an organisation, which has no page for others.
#[must_use]
pub fn page(report: &Report) -> Option<Route> {
    let ObjectId(id) = report.subject_id?;
    match report.subject {
        ReportSubject::Claim => Some(Route::Claim { id: ClaimId(id) }),
        ReportSubject::Loan => Some(Route::Loan { id: LoanId(id) }),
        ReportSubject::SkillSession => Some(Route::Skills { path: format!("seances/{id}") }),
        ReportSubject::Offer => Some(Route::Offer { id: OfferId(id) }),
        ReportSubject::Organisation => None,
    }
}
