//! Allocation rounds: how they are made, decided and explained, what sites ask for and answer, and schedules.

use super::{Call, Failure};
use crate::hooks::Content;
use shared::ids::{AllocationRoundId, AllocationScheduleId, SiteId};
use shared::paths;
use shared::rounds::{
    AllocationRound, AllocationRoundPage, AllocationRoundPatch, AllocationRoundQuery, AllocationSchedule,
    AllocationScheduleList, NewAdjustment, NewAllocationRound, NewAllocationSchedule, NewHandOver, NewRoundApproval,
    NewRoundRequest, NewStandingRequest, RoundAnswers, RoundExplanation, RoundRevision, RoundRevisionList, RoundStatement,
    Simulation, SimulationResult, SiteRequest, StandingRequest, Workbench,
};
use web_sys::Blob;

impl Content for AllocationRound {}

impl Content for Workbench {}

impl Content for RoundExplanation {}

impl Content for RoundStatement {}

impl Content for StandingRequest {}

impl Content for SiteRequest {}

impl Content for AllocationRoundPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for RoundRevisionList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Content for AllocationScheduleList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// What is decided of a round as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Shares it out.
    Compute,
    /// Takes back the last line set by hand.
    Undo,
    /// Tells everybody.
    Publish,
    /// Ends it.
    Close,
    /// Gives it up.
    Cancel,
}

/// A page of rounds, the latest day first.
///
/// # Errors
/// `cursor_mismatch`, `invalid`.
pub async fn list(query: AllocationRoundQuery) -> Result<AllocationRoundPage, Failure> {
    Call::get_with(paths::ALLOCATION_ROUNDS, &query).fetch().await
}

/// One round.
///
/// # Errors
/// `not_found`.
pub async fn find(id: AllocationRoundId) -> Result<AllocationRound, Failure> {
    Call::get(&paths::allocation_round(id)).fetch().await
}

/// A round with all its parts.
///
/// # Errors
/// `not_found`, `forbidden` for who does not lead it.
pub async fn workbench(id: AllocationRoundId) -> Result<Workbench, Failure> {
    Call::get(&paths::workbench(id)).fetch().await
}

/// Begins a round. The same round with the same key is begun once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewAllocationRound, key: String) -> Result<AllocationRound, Failure> {
    Call::post(paths::ALLOCATION_ROUNDS).json(&new).once_as(key).fetch().await
}

/// Changes a round that is not published.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`, `round_state`.
pub async fn update(id: AllocationRoundId, version: i64, patch: AllocationRoundPatch) -> Result<(), Failure> {
    Call::patch(&paths::allocation_round(id)).if_match(version).json(&patch).done().await
}

/// Says what the food bank approves of a site's request.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`, `round_state`.
pub async fn approve(id: AllocationRoundId, site: SiteId, version: i64, new: NewRoundApproval) -> Result<(), Failure> {
    Call::put(&paths::round_approval(id, site)).if_match(version).json(&new).done().await
}

/// Takes a decision on the whole round, for who has seen this version.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `round_state`, `round_lot_short`.
pub async fn decide(id: AllocationRoundId, version: i64, decision: Decision) -> Result<(), Failure> {
    let path = match decision {
        Decision::Compute => paths::compute_round(id),
        Decision::Undo => paths::undo_adjustment(id),
        Decision::Publish => paths::publish_round(id),
        Decision::Close => paths::close_round(id),
        Decision::Cancel => paths::cancel_round(id),
    };
    Call::post(&path).if_match(version).once().done().await
}

/// Sets a line by hand, and tells what that costs the others. The same line with the same key is set once.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`, `round_state`, `round_line_impossible`.
pub async fn adjust(id: AllocationRoundId, version: i64, new: NewAdjustment, key: String) -> Result<RoundRevision, Failure> {
    Call::post(&paths::round_adjustments(id)).if_match(version).json(&new).once_as(key).fetch().await
}

/// All revisions, the latest first.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn revisions(id: AllocationRoundId) -> Result<RoundRevisionList, Failure> {
    Call::get(&paths::round_revisions(id)).fetch().await
}

/// What a site gets, and why.
///
/// # Errors
/// `not_found`.
pub async fn share(id: AllocationRoundId, site: SiteId) -> Result<RoundExplanation, Failure> {
    Call::get(&paths::round_share(id, site)).fetch().await
}

/// What a site asks for in one round, in the place of its standing request.
///
/// # Errors
/// `not_found`, `forbidden`, `invalid`, or that it is too late.
pub async fn request(id: AllocationRoundId, site: SiteId, new: NewRoundRequest) -> Result<(), Failure> {
    Call::put(&paths::round_request(id, site)).json(&new).done().await
}

/// What a site has asked for in one round until now.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn asked(id: AllocationRoundId, site: SiteId) -> Result<SiteRequest, Failure> {
    Call::get(&paths::round_request(id, site)).fetch().await
}

/// What a site asks for in every round.
///
/// # Errors
/// `not_found`.
pub async fn standing(site: SiteId) -> Result<StandingRequest, Failure> {
    Call::get(&paths::standing_request(site)).fetch().await
}

/// Declares what a site asks for in every round.
///
/// # Errors
/// `precondition_failed`, `forbidden`, `invalid`.
pub async fn declare_standing(site: SiteId, version: i64, new: NewStandingRequest) -> Result<StandingRequest, Failure> {
    Call::put(&paths::standing_request(site)).if_match(version).json(&new).fetch().await
}

/// Answers lines of a published round; to be sent or kept by [`crate::outbox`]. The same answers with the same key count once.
///
/// Refused with `not_found`, `forbidden`, `invalid`, or because the lines are answered or handed over already.
#[must_use]
pub fn answer(id: AllocationRoundId, answers: &RoundAnswers, key: String) -> Call {
    Call::post(&paths::round_answers(id)).json(answers).once_as(key)
}

/// Books what a site fetches; to be sent or kept by [`crate::outbox`]. The same lines with the same key are booked once.
///
/// Refused with `forbidden`, `invalid`, `stock_short`, `too_warm`, or because the lines are handed over already.
#[must_use]
pub fn hand_over(id: AllocationRoundId, new: &NewHandOver, key: String) -> Call {
    Call::post(&paths::round_hand_overs(id)).json(new).once_as(key)
}

/// How fair a round is.
///
/// # Errors
/// `not_found`.
pub async fn statement(id: AllocationRoundId) -> Result<RoundStatement, Failure> {
    Call::get(&paths::round_statement(id)).fetch().await
}

/// What would come of it if something were different.
///
/// # Errors
/// `not_found`, `forbidden`, `invalid`.
pub async fn simulate(id: AllocationRoundId, changes: Simulation) -> Result<SimulationResult, Failure> {
    Call::post(&paths::round_simulations(id)).json(&changes).fetch().await
}

/// The schedules of one's food banks.
///
/// # Errors
/// See [`Failure`].
pub async fn schedules() -> Result<AllocationScheduleList, Failure> {
    Call::get(paths::ALLOCATION_SCHEDULES).fetch().await
}

/// Makes a schedule. The same schedule with the same key is made once.
///
/// # Errors
/// `forbidden`, `invalid`.
pub async fn schedule(new: NewAllocationSchedule, key: String) -> Result<AllocationSchedule, Failure> {
    Call::post(paths::ALLOCATION_SCHEDULES).json(&new).once_as(key).fetch().await
}

/// Ends a schedule; its rounds stay.
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn end_schedule(id: AllocationScheduleId) -> Result<(), Failure> {
    Call::delete(&paths::allocation_schedule(id)).done().await
}

/// A document of a round: one of the paths that end in a file (delivery notes, pick list, table, workbook).
///
/// # Errors
/// `not_found`, `forbidden`.
pub async fn document(path: String) -> Result<Blob, Failure> {
    Call::get(&path).file().await
}
