//! Loans of equipment and the steps on them.

use super::{Call, Failure};
use crate::hooks::Content;
use serde::Serialize;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanAction, LoanPage, LoanQuery, NewLoan};
use shared::organisations::Reason;
use shared::paths;
use shared::renewals::{LoanRenewals, NewRenewal};

impl Content for Loan {}

impl Content for LoanRenewals {}

impl Content for LoanPage {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A page of loans.
///
/// # Errors
/// See [`Failure`].
pub async fn list(query: LoanQuery) -> Result<LoanPage, Failure> {
    Call::get_with(paths::LOANS, &query).fetch().await
}

/// One loan.
///
/// # Errors
/// `not_found`.
pub async fn find(id: LoanId) -> Result<Loan, Failure> {
    Call::get(&paths::loan(id)).fetch().await
}

/// Asks for an item. The same request with the same key is made once.
///
/// # Errors
/// `equipment_busy`, `equipment_retired`, `own_equipment`, `invalid`.
pub async fn create(new: NewLoan, key: String) -> Result<Loan, Failure> {
    Call::post(paths::LOANS).json(&new).once_as(key).fetch().await
}

/// Agrees.
///
/// # Errors
/// `loan_state`, `forbidden`.
pub async fn accept(id: LoanId) -> Result<Loan, Failure> {
    Call::post(&paths::loan_action(id, LoanAction::Accept)).once().fetch().await
}

/// A step with what it tells: why (decline, cancel), or the item's condition ([`shared::loans::Handling`]).
///
/// # Errors
/// `loan_state`, `forbidden`, `invalid`.
pub async fn tell(id: LoanId, action: LoanAction, told: impl Serialize) -> Result<Loan, Failure> {
    Call::post(&paths::loan_action(id, action)).json(&told).once().fetch().await
}

/// A loan's wishes for more time.
///
/// # Errors
/// `not_found`.
pub async fn renewals(id: LoanId) -> Result<LoanRenewals, Failure> {
    Call::get(&paths::renewals(id)).fetch().await
}

/// Asks to keep the item longer. The same wish with the same key is made once.
///
/// # Errors
/// `equipment_busy`, `loan_state`, `forbidden`, `invalid`.
pub async fn renew(id: LoanId, new: NewRenewal, key: String) -> Result<LoanRenewals, Failure> {
    Call::post(&paths::renewals(id)).json(&new).once_as(key).fetch().await
}

/// Lets the borrower keep the item longer.
///
/// # Errors
/// `loan_state`, `forbidden`.
pub async fn accept_renewal(id: LoanId, number: i64) -> Result<LoanRenewals, Failure> {
    Call::post(&paths::answer_renewal(id, number, "accept")).once().fetch().await
}

/// Does not let the borrower keep the item longer.
///
/// # Errors
/// `loan_state`, `forbidden`, `invalid`.
pub async fn decline_renewal(id: LoanId, number: i64, reason: Reason) -> Result<LoanRenewals, Failure> {
    Call::post(&paths::answer_renewal(id, number, "decline")).json(&reason).once().fetch().await
}
