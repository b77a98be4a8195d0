//! Rows of loans, and what the wire shows of them.

use crate::db::schema::{loan_events, loans};
use crate::equipment::{EquipmentRow, requirements_of};
use diesel::prelude::*;
use shared::ids::{EquipmentId, EquipmentNeedId, LoanId, OrganisationId, UserId};
use shared::loans::{ItemCondition, Loan, LoanAction, LoanEvent, LoanParty, LoanState};
use shared::organisations::OrganisationSummary;
use shared::sites::SiteSummary;
use shared::time::UtcMillis;

/// A row of `loans`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = loans)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct LoanRow {
    pub id: LoanId,
    pub equipment_id: EquipmentId,
    pub lender_id: OrganisationId,
    pub borrower_id: OrganisationId,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
    pub busy_until: UtcMillis,
    pub purpose: String,
    pub equipment_need_id: Option<EquipmentNeedId>,
    pub confirmed: i64,
    pub state: LoanState,
    pub lapses_at: UtcMillis,
    pub remind_at: Option<UtcMillis>,
    pub requested_by: UserId,
    pub requested_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
}

/// A row of `loan_events`.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = loan_events, treat_none_as_default_value = false)]
pub struct NewEventRow<'e> {
    pub loan_id: LoanId,
    pub number: i64,
    pub at: UtcMillis,
    pub state: LoanState,
    pub user_id: Option<UserId>,
    pub party: Option<LoanParty>,
    pub item_condition: Option<ItemCondition>,
    pub note: Option<&'e str>,
}

/// A row of `loan_events` with the person's name.
#[derive(Clone, Debug, Queryable)]
pub struct EventRow {
    pub at: UtcMillis,
    pub state: LoanState,
    pub by: Option<String>,
    pub party: Option<LoanParty>,
    pub condition: Option<ItemCondition>,
    pub note: Option<String>,
}

impl From<EventRow> for LoanEvent {
    fn from(row: EventRow) -> Self {
        let EventRow { at, state, by, party, condition, note } = row;
        Self { at, state, by, party, condition, note }
    }
}

/// What stands beside a loan's row when it is shown.
pub struct Beside {
    /// The item.
    pub item: EquipmentRow,
    /// Who lends.
    pub lender: OrganisationSummary,
    /// Who borrows.
    pub borrower: OrganisationSummary,
    /// Where the item is.
    pub site: SiteSummary,
}

impl LoanRow {
    /// The loan as somebody on this side sees it, without what has happened.
    #[must_use]
    pub fn shown(self, beside: Beside, party: LoanParty, actions: Vec<LoanAction>, now: UtcMillis) -> Loan {
        Loan {
            id: self.id,
            equipment: beside.item.summary(),
            lender: beside.lender,
            borrower: beside.borrower,
            site: beside.site,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            busy_until: self.busy_until,
            purpose: self.purpose,
            confirmed: requirements_of(self.confirmed),
            answers: Vec::new(),
            state: self.state,
            late: self.state == LoanState::Out && self.ends_at <= now,
            answer_by: (self.state == LoanState::Requested).then_some(self.lapses_at),
            party,
            actions,
            events: Vec::new(),
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}
