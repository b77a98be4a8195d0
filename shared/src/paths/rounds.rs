//! Addresses of allocation rounds, of what sites ask for, and of schedules.

use crate::ids::{AllocationRoundId, AllocationScheduleId, SiteId};

/// Path of the rounds.
pub const ALLOCATION_ROUNDS: &str = "/api/v1/allocation_rounds";
/// Path of the schedules by which rounds begin.
pub const ALLOCATION_SCHEDULES: &str = "/api/v1/allocation_schedules";

/// What a site asks for in every round.
#[must_use]
pub fn standing_request(site: SiteId) -> String {
    format!("/api/v1/sites/{site}/standing_request")
}

/// One round.
#[must_use]
pub fn allocation_round(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}")
}

/// A round with all its parts, for its food bank.
#[must_use]
pub fn workbench(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/workbench")
}

/// What a site asks for in one round.
#[must_use]
pub fn round_request(id: AllocationRoundId, site: SiteId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/requests/{site}")
}

/// What the food bank approves of a site's request.
#[must_use]
pub fn round_approval(id: AllocationRoundId, site: SiteId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/approvals/{site}")
}

/// Shares a round out.
#[must_use]
pub fn compute_round(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/compute")
}

/// Lines set by hand.
#[must_use]
pub fn round_adjustments(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/adjustments")
}

/// Takes back the last adjustment.
#[must_use]
pub fn undo_adjustment(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/undo")
}

/// All revisions of a round.
#[must_use]
pub fn round_revisions(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/revisions")
}

/// Tells everybody.
#[must_use]
pub fn publish_round(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/publish")
}

/// Ends a published round.
#[must_use]
pub fn close_round(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/close")
}

/// Gives a round up before it is published.
#[must_use]
pub fn cancel_round(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/cancel")
}

/// What a site gets, and why.
#[must_use]
pub fn round_share(id: AllocationRoundId, site: SiteId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/shares/{site}")
}

/// What sites answer.
#[must_use]
pub fn round_answers(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/answers")
}

/// What sites fetch.
#[must_use]
pub fn round_hand_overs(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/hand_overs")
}

/// How fair a round is.
#[must_use]
pub fn round_statement(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/statement")
}

/// How fair a round is, PDF.
#[must_use]
pub fn round_statement_paper(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/statement.pdf")
}

/// "What if": the round shared out with something changed.
#[must_use]
pub fn round_simulations(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/simulations")
}

/// The delivery note of a site, PDF.
#[must_use]
pub fn delivery_note(id: AllocationRoundId, site: SiteId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/delivery_notes/{site}")
}

/// All delivery notes of a round, PDF.
#[must_use]
pub fn delivery_notes(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/delivery_notes")
}

/// What to take from the shelves, by lot, PDF.
#[must_use]
pub fn round_pick_list(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/pick_list")
}

/// The round as a table, CSV.
#[must_use]
pub fn round_csv(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/lines.csv")
}

/// The round as a workbook, XLSX.
#[must_use]
pub fn round_xlsx(id: AllocationRoundId) -> String {
    format!("{ALLOCATION_ROUNDS}/{id}/lines.xlsx")
}

/// One schedule.
#[must_use]
pub fn allocation_schedule(id: AllocationScheduleId) -> String {
    format!("{ALLOCATION_SCHEDULES}/{id}")
}
