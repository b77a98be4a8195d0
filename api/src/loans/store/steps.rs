//! Steps on a loan: each checks the caller's side and the state, then changes the row only if it still is as it was read.

use super::read::{self, load};
use crate::db::schema::{loan_events, loans};
use crate::equipment::{Period, repairs, store as equipment, waits};
use crate::equipment_needs::store as needs;
use crate::http::{Actor, Cx, Error};
use crate::loans::model::{LoanRow, NewEventRow};
use crate::loans::rules::{self, Refusal};
use crate::loans::{mails, notices, reminders, renewals};
use crate::{records, tours};
use diesel::prelude::*;
use shared::ids::{LoanId, UserId};
use shared::loans::{Handling, ItemCondition, Loan, LoanAction, LoanParty, LoanState};
use shared::repairs::NewRepair;
use shared::time::{DAY, UtcMillis};

/// What a step leaves in the timeline besides the state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Note<'n> {
    pub condition: Option<ItemCondition>,
    pub text: Option<&'n str>,
}

/// Who takes a step; `None` for time.
pub(super) type By = Option<(UserId, LoanParty)>;

/// The lender agrees.
///
/// # Errors
/// 404, 403 for the other side, 409 when the state does not allow it.
pub fn accept(cx: &mut Cx<'_>, actor: &Actor, id: LoanId) -> Result<Loan, Error> {
    simple(cx, actor, id, LoanAction::Accept, None)
}

/// The lender says no; the time is free again.
///
/// # Errors
/// As [`accept`].
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, reason: &str) -> Result<Loan, Error> {
    simple(cx, actor, id, LoanAction::Decline, Some(reason))
}

/// Either side calls it off; the time is free again.
///
/// # Errors
/// As [`accept`].
pub fn cancel(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, reason: &str) -> Result<Loan, Error> {
    simple(cx, actor, id, LoanAction::Cancel, Some(reason))
}

fn simple(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, action: LoanAction, reason: Option<&str>) -> Result<Loan, Error> {
    let (row, party) = permitted(cx, actor, id, action)?;
    // First, as whoever books does: what becomes free is the next one's, one at a time.
    equipment::hold(cx.conn, row.equipment_id)?;
    let note = Note { text: reason, ..Note::default() };
    apply(cx, &row, action, Some((actor.user_id, party)), note, row.times())?;
    told(cx, actor, id, party, reason)
}

/// The borrower has the item. Handed out before its time, the loan begins now, where nobody else has that time.
///
/// # Errors
/// As [`accept`]; 409 `equipment_busy` while somebody else has the item, or has the time until the loan begins.
pub fn hand_out(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, told_of: &Handling) -> Result<Loan, Error> {
    let (row, party) = permitted(cx, actor, id, LoanAction::HandOut)?;
    rules::step(row.state, LoanAction::HandOut).map_err(|refusal| refusal.problem())?;
    equipment::hold(cx.conn, row.equipment_id)?;
    let item = equipment::load(cx.conn, row.equipment_id)?;
    if item.in_repair_at(cx.now) {
        return Err(repairs::store::refusal(&item).into());
    }
    if let Some(other) = still_out(cx, &row)? {
        return Err(other.refusal().into());
    }
    let times = Times { starts_at: row.starts_at.min(cx.now), ..row.times() };
    if times.starts_at < row.starts_at {
        let before = Period { starts_at: times.starts_at, ends_at: row.starts_at };
        if let Some(busy) = equipment::overlap(cx.conn, row.equipment_id, before, Some(row.id))? {
            return Err(busy.refusal().into());
        }
    }
    let note = Note { condition: Some(told_of.condition), text: told_of.note.as_deref().map(str::trim) };
    apply(cx, &row, LoanAction::HandOut, Some((actor.user_id, party)), note, times)?;
    told(cx, actor, id, party, note.text)
}

/// Another loan of the same item from which it has not come back.
fn still_out(cx: &mut Cx<'_>, row: &LoanRow) -> Result<Option<Period>, Error> {
    let out: Option<(UtcMillis, UtcMillis)> = loans::table
        .filter(loans::equipment_id.eq(row.equipment_id))
        .filter(loans::state.eq(LoanState::Out))
        .select((loans::starts_at, loans::busy_until))
        .first(cx.conn)
        .optional()?;
    Ok(out.map(|(starts_at, ends_at)| Period { starts_at, ends_at }))
}

/// The item is back. From now on only its gap for cleaning is taken.
///
/// # Errors
/// As [`accept`].
pub fn take_back(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, told_of: &Handling) -> Result<Loan, Error> {
    let (row, party) = permitted(cx, actor, id, LoanAction::TakeBack)?;
    equipment::hold(cx.conn, row.equipment_id)?;
    let item = equipment::load(cx.conn, row.equipment_id)?;
    let later = Period { starts_at: row.busy_until, ends_at: cx.now.plus(30 * DAY).max(row.busy_until) };
    let next = equipment::overlap(cx.conn, row.equipment_id, later, Some(row.id))?.map(|busy| busy.starts_at);
    let busy_until = rules::cleaned(cx.now, item.gap_hours, row.busy_until, next).max(row.starts_at);
    let note = Note { condition: Some(told_of.condition), text: told_of.note.as_deref().map(str::trim) };
    let times = Times { busy_until, ..row.times() };
    if told_of.condition == ItemCondition::Damaged {
        let what = note.text.unwrap_or_default();
        let broken = NewRepair { what: what.to_owned(), lendable: told_of.lendable.unwrap_or(false), expected_at: None };
        repairs::store::report(cx, &item, &broken, actor.user_id, Some(row.id))?;
    }
    apply(cx, &row, LoanAction::TakeBack, Some((actor.user_id, party)), note, times)?;
    told(cx, actor, id, party, note.text)
}

/// The loan as it is now, after the other side has been written to.
fn told(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, by: LoanParty, note: Option<&str>) -> Result<Loan, Error> {
    let loan = read::find(cx, actor, id)?;
    notices::stepped(cx, &loan, by)?;
    mails::stepped(cx, &loan, by, note)?;
    Ok(loan)
}

/// The loan, if the caller may take this step on it as far as sides go, and for which side.
fn permitted(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, action: LoanAction) -> Result<(LoanRow, LoanParty), Error> {
    let (row, sides) = load(cx.conn, actor, id)?;
    let party = sides.into_iter().find(|side| action.is_for(*side)).ok_or_else(Error::forbidden)?;
    let organisation = if party == LoanParty::Lender { row.lender_id } else { row.borrower_id };
    // A suspended organisation promises nothing new, but what it has promised is brought to an end.
    if action == LoanAction::Accept {
        actor.act_for(organisation)?
    } else {
        actor.finish_for(organisation)?
    };
    // Time may have ended it although no worker has come by yet.
    if row.state.after(LoanAction::Expire).is_some() && row.lapses_at <= cx.now {
        return Err(Refusal::State(LoanState::Expired).problem().into());
    }
    Ok((row, party))
}

/// Which time a loan takes of its item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub starts_at: UtcMillis,
    pub busy_until: UtcMillis,
}

impl LoanRow {
    pub(super) const fn times(&self) -> Times {
        Times { starts_at: self.starts_at, busy_until: self.busy_until }
    }
}

/// Moves the loan on: the new state if it still is in the old one, and the timeline.
///
/// # Errors
/// 409 when the state does not allow the step, or somebody was faster.
pub(super) fn apply(
    cx: &mut Cx<'_>,
    row: &LoanRow,
    action: LoanAction,
    by: By,
    note: Note<'_>,
    times: Times,
) -> Result<(), Error> {
    let state = rules::step(row.state, action).map_err(|refusal| refusal.problem())?;
    let unchanged = loans::table.find(row.id).filter(loans::state.eq(row.state)).filter(loans::version.eq(row.version));
    let changed = diesel::update(unchanged)
        .set((
            loans::state.eq(state),
            loans::starts_at.eq(times.starts_at),
            loans::busy_until.eq(times.busy_until),
            loans::lapses_at.eq(rules::lapses_at(state, row.requested_at, row.ends_at)),
            loans::remind_at.eq(reminders::rules::next(state, times.starts_at, row.ends_at, cx.now)),
            loans::updated_at.eq(cx.now),
            loans::version.eq(loans::version + 1),
        ))
        .execute(cx.conn)?;
    if changed == 0 {
        let now: LoanState = loans::table.find(row.id).select(loans::state).first(cx.conn)?;
        return Err(Refusal::State(now).problem().into());
    }
    if state.is_final() {
        tours::store::loan_ended(cx, row.id)?;
        renewals::store::drop_open(cx, row.id)?;
    }
    let number: i64 = loan_events::table.filter(loan_events::loan_id.eq(row.id)).count().get_result(cx.conn)?;
    record(
        cx,
        NewEventRow {
            loan_id: row.id,
            number: number + 1,
            at: cx.now,
            state,
            user_id: by.map(|(user, _)| user),
            party: by.map(|(_, party)| party),
            item_condition: note.condition,
            note: note.text,
        },
    )?;
    follow(cx, row, state)?;
    if state.is_final() { waits::store::advance(cx, row.equipment_id) } else { Ok(()) }
}

/// What a step means for the needs that the loan answers, and for what is kept of both sides.
fn follow(cx: &mut Cx<'_>, row: &LoanRow, state: LoanState) -> Result<(), Error> {
    match (state, row.equipment_need_id) {
        (LoanState::Accepted, Some(need)) => needs::loan_agreed(cx, need, row.id)?,
        (LoanState::Cancelled | LoanState::Expired, _) => needs::loan_ended(cx, row.id)?,
        _ => {}
    }
    if matches!(state, LoanState::Requested | LoanState::Accepted | LoanState::Declined) {
        return Ok(());
    }
    records::store::change(cx, &[row.lender_id, row.borrower_id])
}

/// Adds to a timeline.
///
/// # Errors
/// When the database fails.
pub(super) fn record(cx: &mut Cx<'_>, event: NewEventRow<'_>) -> Result<(), Error> {
    diesel::insert_into(loan_events::table).values(event).execute(cx.conn)?;
    Ok(())
}
