//! What conversations ask of loans.

use super::read::load;
use crate::conversations::Sides;
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{equipment, loans};
use crate::http::{Actor, Error};
use diesel::prelude::*;
use shared::ids::LoanId;
use shared::loans::LoanState;
use std::collections::HashMap;

/// Between whom a loan is that the caller may see, and since when it is over.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn sides(conn: &mut Conn, actor: &Actor, id: LoanId) -> Result<Sides, Error> {
    let (row, _) = load(conn, actor, id)?;
    let ended_at = row.state.is_final().then_some(row.updated_at);
    Ok(Sides { giving: row.lender_id, taking: row.borrower_id, ended_at })
}

/// What is lent, and where the loan stands.
///
/// # Errors
/// When the database fails.
pub fn subjects(conn: &mut Conn, ids: &[LoanId]) -> Result<HashMap<LoanId, (String, LoanState)>, Error> {
    let rows: Vec<(LoanId, String, LoanState)> = loans::table
        .inner_join(equipment::table)
        .filter(any_of(loans::id, ids.iter().copied()))
        .select((loans::id, equipment::name, loans::state))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, title, state)| (id, (title, state))).collect())
}
