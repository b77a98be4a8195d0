//! Allocation rounds: how a food bank shares out what it has, exactly, fairly, and so that everybody can see why.
//!
//! A round keeps four numbers apart: what a site asks for, what the food bank approves, what the round allocates and what is
//! received; each has its author and time, and where one differs from the one before, a reason. It goes from `draft` over
//! `computed` (and `adjusted` by hand) to `published`, from when on it only changes by refusals, each a revision of its own,
//! and ends `closed`. Kilograms are whole here; the ledger counts grams.

mod answers;
mod explained;
mod figures;
mod requests;
mod round;
mod schedules;
mod simulation;
mod workbench;

pub use answers::{AnsweredLine, HandedLine, LineAnswer, LineCount, NewHandOver, RoundAnswers, RoundHandOver};
pub use explained::{
    RoundChange, RoundExplanation, RoundExplanationLine, RoundLimit, RoundLineReason, RoundWhatIf, RoundWish,
};
pub use figures::{AllocationRule, BaselineFigures, RoundFigures, RoundLevel, RoundStatement, Tenth, tenths};
pub use requests::{
    ApprovalLine, NewRoundApproval, NewRoundRequest, NewStandingRequest, RequestLine, SiteRequest, StandingRequest,
};
pub use round::{
    AllocationRound, AllocationRoundPage, AllocationRoundPatch, AllocationRoundQuery, NewAllocationRound, RecipientChoice,
    RevisionKind, RoundLotChoice, RoundPart, RoundReason, RoundRevision, RoundRevisionList, RoundStatus,
};
pub use schedules::{AllocationSchedule, AllocationScheduleList, NewAllocationSchedule};
pub use simulation::{SimulatedShare, SimulatedSite, SimulatedSupply, Simulation, SimulationResult};
pub use workbench::{
    LineStatus, NewAdjustment, RoundCategory, RoundLine, RoundLot, RoundRecipient, RoundRequest, RoundShare, Workbench,
};

/// Rounds over which levels are counted where nothing else is said (W), this one included.
pub const USUAL_WINDOW: i64 = 4;
/// The entitlement of one person for one round, kg. Only proportions matter to who gets what; the unit makes a level a share
/// of what a person needs.
pub const RATION_KG: i64 = 4;
/// Days that food without a date keeps.
pub const UNDATED_DAYS: i64 = 3_650;
/// Days that food past its best-before day keeps once somebody has checked it.
pub const CHECKED_DAYS: i64 = 7;
/// The most that anybody asks for of one category, kg.
pub const MAX_REQUEST_KG: i64 = 100_000;
