//! What people are told of loans in the application: the side that has to act, or that waits. The mails say the same.

use super::model::LoanRow;
use crate::http::{Cx, Error};
use crate::notifications::{News, store as notifications};
use crate::{equipment, members};
use shared::ids::{LoanId, OrganisationId, UserId};
use shared::loans::{Loan, LoanParty, LoanState};
use shared::notifications::{Facts, NotificationKind};

/// The lender has a request to answer, or hears of a loan that it need not answer.
///
/// # Errors
/// When the database fails.
pub fn requested(cx: &mut Cx<'_>, loan: &Loan) -> Result<(), Error> {
    let facts = Facts { other: Some(loan.borrower.name.clone()), ..facts(loan) };
    tell(cx, loan.lender.id, NotificationKind::LoanAsked, facts)
}

/// The other side hears of a step.
///
/// # Errors
/// When the database fails.
pub fn stepped(cx: &mut Cx<'_>, loan: &Loan, by: LoanParty) -> Result<(), Error> {
    let (other, who) = match by {
        LoanParty::Lender => (loan.borrower.id, &loan.lender.name),
        LoanParty::Borrower | LoanParty::Observer => (loan.lender.id, &loan.borrower.name),
    };
    let facts = Facts { other: Some(who.clone()), ..facts(loan) };
    tell(cx, other, NotificationKind::LoanStepped, facts)
}

/// Both sides hear that time ran out.
///
/// # Errors
/// When the database fails.
pub fn lapsed(cx: &mut Cx<'_>, row: &LoanRow) -> Result<(), Error> {
    let item = equipment::store::load(cx.conn, row.equipment_id)?.name;
    let facts = named(row.id, LoanState::Expired, item);
    tell(cx, row.lender_id, NotificationKind::LoanStepped, facts.clone())?;
    tell(cx, row.borrower_id, NotificationKind::LoanStepped, facts)
}

fn facts(loan: &Loan) -> Facts {
    named(loan.id, loan.state, loan.equipment.name.clone())
}

fn named(loan: LoanId, state: LoanState, item: String) -> Facts {
    Facts { loan_id: Some(loan), loan_state: Some(state), item: Some(item), ..Facts::default() }
}

/// Those who manage the organisation. A loan is in each state once.
fn tell(cx: &mut Cx<'_>, organisation_id: OrganisationId, kind: NotificationKind, facts: Facts) -> Result<(), Error> {
    let (Some(loan), Some(state)) = (facts.loan_id, facts.loan_state) else { return Ok(()) };
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let people: Vec<UserId> = managing.into_iter().filter_map(|to| to.person).collect();
    let news = News { organisation_id, kind, cause: format!("loan:{loan}:{state}"), facts };
    notifications::tell_people(cx, &people, &news).map(|_| ())
}
