//! Loans of equipment: list, one loan, and the steps on it.

pub mod card;
mod detail;
mod history;
mod list;
mod photos;
mod renewals;
mod steps;
pub mod words;

pub use detail::{LoanPageProps, use_loan_page};
pub use list::use_loans_page;
