//! Loans of equipment and the steps on them.

use super::{Call, Failure};
use crate::hooks::Content;
use serde::Serialize;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanAction, LoanPage, LoanQuery, NewLoan};
use shared::paths;

impl Content for Loan {}

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
