//! A new loan.

use super::read;
use super::steps::record;
use crate::db::schema::{loan_answers, loans};
use crate::equipment::store as equipment;
use crate::equipment::{EquipmentRow, Period, bits_of, repairs, waits};
use crate::equipment_needs::store as needs;
use crate::http::{Actor, Cx, Error};
use crate::loans::model::{LoanRow, NewEventRow};
use crate::loans::rules::{self, Lent, Wish};
use crate::loans::{mails, notices, reminders};
use diesel::prelude::*;
use shared::equipment::Requirement;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanParty, LoanState, NewLoan};
use shared::time::HOUR;
use uuid::Uuid;

/// Asks for an item. Its time is held back from others until the lender answers, at most two days; where the lender wants
/// no request the item is lent at once.
///
/// # Errors
/// 404 when there is no such item; 403 for another organisation; 409 where the time is taken or the item is lent no more;
/// 422 for a time that does not fit, something that is not confirmed, or a need that is none of the borrower's open ones.
pub fn create(cx: &mut Cx<'_>, actor: &Actor, new: &NewLoan) -> Result<Loan, Error> {
    actor.see_network()?;
    equipment::visible(cx.conn, actor, new.equipment_id)?;
    let permit = actor.act_for(new.organisation_id)?;
    equipment::hold(cx.conn, new.equipment_id)?;
    let item = equipment::load(cx.conn, new.equipment_id)?;
    let period = Period { starts_at: new.starts_at, ends_at: new.ends_at };
    let wish = Wish { borrower: permit.organisation_id(), period, confirmed: &new.confirmed };
    rules::request(&lent(&item), &wish, cx.now).map_err(|refusal| refusal.problem())?;
    if item.in_repair_at(new.starts_at) {
        return Err(repairs::store::refusal(&item).into());
    }
    let busy_until = new.ends_at.plus(item.gap_hours.saturating_mul(HOUR));
    let taken = Period { ends_at: busy_until, ..period };
    if let Some(busy) = equipment::overlap(cx.conn, item.id, taken, None)? {
        return Err(busy.refusal().into());
    }
    waits::store::refuse_kept(cx, item.id, taken, permit.organisation_id())?;
    if let Some(need) = new.equipment_need_id
        && !needs::is_for(cx, need, permit.organisation_id())?
    {
        return Err(Error::invalid("/equipment_need_id", "unknown"));
    }
    let state = if item.is_answered() { LoanState::Requested } else { LoanState::Accepted };
    let row = LoanRow {
        id: LoanId(Uuid::now_v7()),
        equipment_id: item.id,
        lender_id: item.organisation_id,
        borrower_id: permit.organisation_id(),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        busy_until,
        purpose: new.purpose.trim().to_owned(),
        equipment_need_id: new.equipment_need_id,
        confirmed: bits_of(&new.confirmed),
        state,
        lapses_at: rules::lapses_at(state, cx.now, new.ends_at),
        remind_at: reminders::rules::next(state, new.starts_at, new.ends_at, cx.now),
        requested_by: permit.user_id(),
        requested_at: cx.now,
        updated_at: cx.now,
        version: 1,
    };
    diesel::insert_into(loans::table).values(&row).execute(cx.conn)?;
    waits::store::served(cx, item.id, row.borrower_id, taken)?;
    answers(cx, row.id, new)?;
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
        if let Some(need) = row.equipment_need_id {
            needs::loan_agreed(cx, need, row.id)?;
        }
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

/// What is said about the requirements, as far as it is about them.
fn answers(cx: &mut Cx<'_>, id: LoanId, new: &NewLoan) -> Result<(), Error> {
    let mut said: Vec<Requirement> = Vec::new();
    for one in new.answers.iter().filter(|one| new.confirmed.contains(&one.requirement)) {
        if said.contains(&one.requirement) {
            return Err(Error::invalid("/answers", "other"));
        }
        said.push(one.requirement);
        let row = (
            loan_answers::loan_id.eq(id),
            loan_answers::requirement.eq(one.requirement),
            loan_answers::answer.eq(one.answer.trim()),
        );
        diesel::insert_into(loan_answers::table).values(row).execute(cx.conn)?;
    }
    Ok(())
}
