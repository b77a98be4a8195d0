//! A new loan.

use super::read;
use super::steps::record;
use crate::db::schema::loans;
use crate::equipment::store as equipment;
use crate::equipment::{EquipmentRow, Period, bits_of};
use crate::http::{Actor, Cx, Error};
use crate::loans::model::{LoanRow, NewEventRow};
use crate::loans::rules::{self, Lent, Wish};
use crate::loans::{mails, notices};
use diesel::prelude::*;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanParty, LoanState, NewLoan};
use shared::time::HOUR;
use uuid::Uuid;

/// Asks for an item. Its time is held back from others until the lender answers, at most two days; where the lender wants
/// no request the item is lent at once.
///
/// # Errors
/// 404 when there is no such item; 403 for another organisation; 409 where the time is taken or the item is lent no more;
/// 422 for a time that does not fit or something that is not confirmed.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewLoan) -> Result<Loan, Error> {
    actor.see_network()?;
    equipment::visible(cx.conn, actor, new.equipment_id)?;
    let permit = actor.act_for(new.organisation_id)?;
    equipment::hold(cx.conn, new.equipment_id)?;
    let item = equipment::load(cx.conn, new.equipment_id)?;
    let period = Period { starts_at: new.starts_at, ends_at: new.ends_at };
    let wish = Wish { borrower: permit.organisation_id(), period, confirmed: &new.confirmed };
    rules::request(&lent(&item), &wish, cx.now).map_err(|refusal| refusal.problem())?;
    let busy_until = new.ends_at.plus(item.gap_hours.saturating_mul(HOUR));
    let taken = Period { ends_at: busy_until, ..period };
    if let Some(busy) = equipment::overlap(cx.conn, item.id, taken, None)? {
        return Err(busy.refusal().into());
    }
    let state = if item.needs_approval { LoanState::Requested } else { LoanState::Accepted };
    let row = LoanRow {
        id: LoanId(Uuid::now_v7()),
        equipment_id: item.id,
        lender_id: item.organisation_id,
        borrower_id: permit.organisation_id(),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        busy_until,
        purpose: new.purpose.trim().to_owned(),
        confirmed: bits_of(&new.confirmed),
        state,
        lapses_at: rules::lapses_at(state, cx.now, new.ends_at),
        requested_by: permit.user_id(),
        requested_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(loans::table).values(&row).execute(cx.conn)?;
    let first = NewEventRow {
        loan_id: row.id,
        number: 1,
        at: cx.now,
        state: LoanState::Requested,
        user_id: Some(actor.user_id),
        party: Some(LoanParty::Borrower),
        item_condition: None,
        note: None,
    };
    record(cx, first.clone())?;
    if state == LoanState::Accepted {
        record(cx, NewEventRow { number: 2, state, user_id: None, party: None, ..first })?;
    }
    let loan = read::find(cx, actor, row.id)?;
    notices::requested(cx, &loan)?;
    mails::requested(cx, &loan)?;
    Ok(loan)
}

const fn lent(item: &EquipmentRow) -> Lent {
    Lent {
        lender: item.organisation_id,
        retired: item.retired_at.is_some(),
        requirements: item.requirements,
        max_days: item.max_days,
    }
}
