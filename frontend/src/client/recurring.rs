//! Recurring surplus: "every Monday, bread".

use super::{Call, Failure};
use crate::hooks::Content;
use chrono::NaiveDate;
use shared::ids::{OrganisationId, RecurringSurplusId};
use shared::paths;
use shared::recurring::{
    NewRecurringSurplus, OccurrenceDay, RecurringSurplus, RecurringSurplusPage, RecurringSurplusPatch, RecurringSurplusQuery,
};

impl Content for RecurringSurplus {}

impl Content for RecurringSurplusPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A step that needs nothing but the will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Publishes nothing for now.
    Pause,
    /// Publishes again.
    Resume,
    /// Never again.
    End,
}

impl Step {
    const fn path(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::End => "end",
        }
    }
}

/// A page of an organisation's.
///
/// # Errors
/// `forbidden`, `cursor_mismatch`.
pub async fn list(organisation: OrganisationId, cursor: Option<String>) -> Result<RecurringSurplusPage, Failure> {
    let query = RecurringSurplusQuery { organisation, limit: None, cursor };
    Call::get_with(paths::RECURRING_SURPLUSES, &query).fetch().await
}

/// One of them.
///
/// # Errors
/// `not_found`.
pub async fn find(id: RecurringSurplusId) -> Result<RecurringSurplus, Failure> {
    Call::get(&paths::recurring_surplus(id)).fetch().await
}

/// Plans one. The same plan with the same key is made once.
///
/// # Errors
/// `organisation_not_approved`, `forbidden`, `invalid`.
pub async fn create(new: NewRecurringSurplus, key: String) -> Result<RecurringSurplus, Failure> {
    Call::post(paths::RECURRING_SURPLUSES).json(&new).once_as(key).fetch().await
}

/// Changes what is still to come.
///
/// # Errors
/// `precondition_failed`, `recurring_state`, `invalid`.
pub async fn update(
    id: RecurringSurplusId,
    version: i64,
    patch: RecurringSurplusPatch,
) -> Result<RecurringSurplus, Failure> {
    Call::patch(&paths::recurring_surplus(id)).if_match(version).json(&patch).fetch().await
}

/// Takes a step.
///
/// # Errors
/// `recurring_state`.
pub async fn take(id: RecurringSurplusId, step: Step) -> Result<RecurringSurplus, Failure> {
    Call::post(&paths::recurring_step(id, step.path())).once().fetch().await
}

/// Lets one day pass without an offer.
///
/// # Errors
/// `no_occurrence`.
pub async fn skip(id: RecurringSurplusId, day: NaiveDate) -> Result<RecurringSurplus, Failure> {
    Call::post(&paths::recurring_step(id, "skip")).json(&OccurrenceDay { day }).once().fetch().await
}
