//! Loans that are kept longer: the borrower asks, the lender answers, and nobody else's time is touched.

pub mod handlers;
pub mod rules;
pub mod store;
