//! Wishes for more time in the database. While one waits, the loan's `busy_until` reaches to the wished end and the gap
//! after it: so the item's calendar, its lock and its triggers hold the time for this loan as they do for every other.

use super::rules::{self, Running};
use crate::db::schema::{loan_renewals as renewals, loans, users};
use crate::equipment::{Period, store as equipment, waits};
use crate::http::{Actor, Cx, Error};
use crate::loans::model::LoanRow;
use crate::loans::news::{self, Told};
use crate::loans::reminders;
use crate::loans::rules::{Refusal, lapses_at};
use crate::loans::store::load;
use diesel::prelude::*;
use shared::ids::{LoanId, OrganisationId, UserId};
use shared::loans::LoanParty;
use shared::notifications::{LoanNews, NotificationKind};
use shared::renewals::{LoanRenewals, NewRenewal, Renewal, RenewalState};
use shared::text::tidy;
use shared::time::{HOUR, UtcMillis};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = renewals, treat_none_as_default_value = false)]
struct RenewalRow {
    loan_id: LoanId,
    number: i64,
    ends_at: UtcMillis,
    ended_at: UtcMillis,
    note: Option<String>,
    state: RenewalState,
    asked_by: UserId,
    asked_at: UtcMillis,
    answer_by: UtcMillis,
    answered_at: Option<UtcMillis>,
    reason: Option<String>,
}

impl RenewalRow {
    fn shown(self, by: String) -> Renewal {
        let answer_by = (self.state == RenewalState::Asked).then_some(self.answer_by);
        let Self { number, ends_at, ended_at, note, state, asked_at, reason, .. } = self;
        Renewal { number, ends_at, ended_at, note, state, by, asked_at, answer_by, reason }
    }
}

/// A loan's wishes, the first first.
///
/// # Errors
/// 404 when there is no such loan or it is between others.
pub fn list(cx: &mut Cx<'_>, actor: &Actor, id: LoanId) -> Result<LoanRenewals, Error> {
    let (loan, sides) = load(cx.conn, actor, id)?;
    let rows: Vec<(RenewalRow, String)> = renewals::table
        .inner_join(users::table)
        .filter(renewals::loan_id.eq(id))
        .order(renewals::number)
        .select((RenewalRow::as_select(), users::name))
        .load(cx.conn)?;
    let waits = rows.last().is_some_and(|(row, _)| row.state == RenewalState::Asked);
    let borrows = sides.contains(&LoanParty::Borrower) && actor.can_act_for(loan.borrower_id);
    let lends = sides.contains(&LoanParty::Lender) && actor.can_act_for(loan.lender_id);
    Ok(LoanRenewals {
        items: rows.into_iter().map(|(row, by)| row.shown(by)).collect(),
        can_ask: borrows && !waits && rules::fits(loan.state),
        can_answer: lends && waits,
    })
}

/// The borrower asks for more time, which is held until the lender answers; where the item is lent without an answer it is
/// granted at once.
///
/// # Errors
/// 404; 403 for the other side; 409 where the loan's state does not allow it, a wish waits already or somebody follows; 422
/// for an end that does not fit.
pub fn ask(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, new: &NewRenewal) -> Result<LoanRenewals, Error> {
    let permit = actor.act_for(side(cx, actor, id, LoanParty::Borrower)?.borrower_id)?;
    let loan = held(cx, actor, id)?;
    let item = equipment::load(cx.conn, loan.equipment_id)?;
    let running = Running { state: loan.state, ends_at: loan.ends_at, max_days: item.max_days };
    rules::ask(&running, new.ends_at, cx.now).map_err(|refusal| refusal.problem())?;
    if open(cx, id)?.is_some() {
        return Err(Refusal::State(loan.state).problem().into());
    }
    let busy_until = new.ends_at.plus(item.gap_hours.saturating_mul(HOUR)).max(loan.busy_until);
    let wanted = Period { starts_at: loan.starts_at, ends_at: busy_until };
    if let Some(busy) = equipment::overlap(cx.conn, loan.equipment_id, wanted, Some(id))? {
        return Err(busy.refusal().into());
    }
    let more = Period { starts_at: loan.ends_at, ends_at: busy_until };
    waits::store::refuse_kept(cx, loan.equipment_id, more, loan.borrower_id)?;
    let last: Option<i64> =
        renewals::table.filter(renewals::loan_id.eq(id)).select(diesel::dsl::max(renewals::number)).first(cx.conn)?;
    let row = RenewalRow {
        loan_id: id,
        number: last.unwrap_or(0) + 1,
        ends_at: new.ends_at,
        ended_at: loan.ends_at,
        note: new.note.as_deref().and_then(tidy),
        state: RenewalState::Asked,
        asked_by: permit.user_id(),
        asked_at: cx.now,
        answer_by: rules::answer_by(cx.now, new.ends_at),
        answered_at: None,
        reason: None,
    };
    diesel::insert_into(renewals::table).values(&row).execute(cx.conn)?;
    actor.trace.made(id.0);
    let loan = move_end(cx, &loan, loan.ends_at, busy_until)?;
    if item.is_answered() {
        tell(cx, &loan, &row, LoanNews::RenewalAsked, row.note.as_deref())?;
    } else {
        answer(cx, &loan, &row, RenewalState::Accepted, None)?;
    }
    list(cx, actor, id)
}

/// The lender agrees: the loan ends later.
///
/// # Errors
/// 404; 403 for the other side; 409 when that wish does not wait (any more).
pub fn accept(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, number: i64) -> Result<LoanRenewals, Error> {
    actor.act_for(side(cx, actor, id, LoanParty::Lender)?.lender_id)?;
    let loan = held(cx, actor, id)?;
    let row = waiting(cx, &loan, number)?;
    answer(cx, &loan, &row, RenewalState::Accepted, None)?;
    list(cx, actor, id)
}

/// The lender says no: the loan ends as agreed, and the time is free again.
///
/// # Errors
/// As [`accept`].
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, number: i64, reason: &str) -> Result<LoanRenewals, Error> {
    actor.finish_for(side(cx, actor, id, LoanParty::Lender)?.lender_id)?;
    let loan = held(cx, actor, id)?;
    let row = waiting(cx, &loan, number)?;
    answer(cx, &loan, &row, RenewalState::Declined, Some(reason))?;
    list(cx, actor, id)
}

/// Ends the wishes that nobody answered in time, at most `limit`, and tells how many.
///
/// # Errors
/// When the database fails.
pub fn lapse_due(cx: &mut Cx<'_>, limit: i64) -> Result<usize, Error> {
    let due: Vec<RenewalRow> = renewals::table
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>("loan_renewals.state = 'asked'"))
        .filter(renewals::answer_by.le(cx.now))
        .order(renewals::answer_by)
        .limit(limit)
        .select(RenewalRow::as_select())
        .load(cx.conn)?;
    let mut lapsed = 0;
    for seen in &due {
        let loan: LoanRow = loans::table.find(seen.loan_id).select(LoanRow::as_select()).first(cx.conn)?;
        equipment::hold(cx.conn, loan.equipment_id)?;
        // Read again under the lock: somebody may have answered meanwhile.
        let loan: LoanRow = loans::table.find(seen.loan_id).select(LoanRow::as_select()).first(cx.conn)?;
        if let Some(row) = open(cx, seen.loan_id)?.filter(|row| row.number == seen.number) {
            answer(cx, &loan, &row, RenewalState::Lapsed, None)?;
            lapsed += 1;
        }
    }
    Ok(lapsed)
}

/// Ends the wish that waits, because its loan is over. Its time goes with the loan's.
///
/// # Errors
/// When the database fails.
pub fn drop_open(cx: &mut Cx<'_>, id: LoanId) -> Result<(), Error> {
    let waits = renewals::table.filter(renewals::loan_id.eq(id)).filter(renewals::state.eq(RenewalState::Asked));
    let over = (renewals::state.eq(RenewalState::Lapsed), renewals::answered_at.eq(cx.now));
    diesel::update(waits).set(over).execute(cx.conn)?;
    Ok(())
}

/// The loan, if the caller stands on this side of it.
fn side(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, party: LoanParty) -> Result<LoanRow, Error> {
    let (loan, sides) = load(cx.conn, actor, id)?;
    if sides.contains(&party) { Ok(loan) } else { Err(Error::forbidden()) }
}

/// The loan as it is once its item's calendar is ours.
fn held(cx: &mut Cx<'_>, actor: &Actor, id: LoanId) -> Result<LoanRow, Error> {
    let (seen, _) = load(cx.conn, actor, id)?;
    equipment::hold(cx.conn, seen.equipment_id)?;
    Ok(load(cx.conn, actor, id)?.0)
}

fn open(cx: &mut Cx<'_>, id: LoanId) -> Result<Option<RenewalRow>, Error> {
    let waits = renewals::table.filter(renewals::loan_id.eq(id)).filter(renewals::state.eq(RenewalState::Asked));
    Ok(waits.select(RenewalRow::as_select()).first(cx.conn).optional()?)
}

/// The wish of this number, if it waits and its time is not over.
fn waiting(cx: &mut Cx<'_>, loan: &LoanRow, number: i64) -> Result<RenewalRow, Error> {
    let known: Option<i64> = renewals::table.find((loan.id, number)).select(renewals::number).first(cx.conn).optional()?;
    known.ok_or_else(Error::not_found)?;
    let row = open(cx, loan.id)?.filter(|row| row.number == number && row.answer_by > cx.now);
    row.ok_or_else(|| Refusal::State(loan.state).problem().into())
}

/// Writes the answer, gives the loan its end, and tells the borrower.
fn answer(
    cx: &mut Cx<'_>,
    loan: &LoanRow,
    row: &RenewalRow,
    state: RenewalState,
    reason: Option<&str>,
) -> Result<(), Error> {
    let waits = renewals::table.find((row.loan_id, row.number)).filter(renewals::state.eq(RenewalState::Asked));
    let said = (renewals::state.eq(state), renewals::answered_at.eq(cx.now), renewals::reason.eq(reason));
    if diesel::update(waits).set(said).execute(cx.conn)? == 0 {
        return Err(Refusal::State(loan.state).problem().into());
    }
    let accepted = state == RenewalState::Accepted;
    // What is held beyond the wish is the gap for cleaning, as it was when it was asked for.
    let gap = loan.busy_until.0.saturating_sub(row.ends_at.0).max(0);
    let ends_at = if accepted { row.ends_at } else { loan.ends_at };
    let loan = move_end(cx, loan, ends_at, ends_at.plus(gap).max(loan.starts_at))?;
    let news = match state {
        RenewalState::Accepted => LoanNews::RenewalAccepted,
        RenewalState::Declined => LoanNews::RenewalDeclined,
        RenewalState::Asked | RenewalState::Lapsed => LoanNews::RenewalLapsed,
    };
    tell(cx, &loan, row, news, reason)?;
    if accepted { Ok(()) } else { waits::store::advance(cx, loan.equipment_id) }
}

/// Gives the loan another end, if it is as it was read.
fn move_end(cx: &mut Cx<'_>, loan: &LoanRow, ends_at: UtcMillis, busy_until: UtcMillis) -> Result<LoanRow, Error> {
    let unchanged = loans::table.find(loan.id).filter(loans::state.eq(loan.state)).filter(loans::version.eq(loan.version));
    let moved = LoanRow {
        ends_at,
        busy_until,
        lapses_at: lapses_at(loan.state, loan.requested_at, ends_at),
        remind_at: reminders::rules::next(loan.state, loan.starts_at, ends_at, cx.now),
        updated_at: cx.now,
        version: loan.version + 1,
        ..loan.clone()
    };
    let changed = diesel::update(unchanged)
        .set((
            loans::ends_at.eq(moved.ends_at),
            loans::busy_until.eq(moved.busy_until),
            loans::lapses_at.eq(moved.lapses_at),
            loans::remind_at.eq(moved.remind_at),
            loans::updated_at.eq(moved.updated_at),
            loans::version.eq(moved.version),
        ))
        .execute(cx.conn)?;
    if changed == 1 { Ok(moved) } else { Err(Refusal::State(loan.state).problem().into()) }
}

fn tell(cx: &mut Cx<'_>, loan: &LoanRow, row: &RenewalRow, news: LoanNews, said: Option<&str>) -> Result<(), Error> {
    let (to, other): (OrganisationId, OrganisationId) = match news {
        LoanNews::RenewalAsked => (loan.lender_id, loan.borrower_id),
        _ => (loan.borrower_id, loan.lender_id),
    };
    let kind = if news == LoanNews::RenewalAsked { NotificationKind::LoanAsked } else { NotificationKind::LoanStepped };
    let cause = format!("loan:{}:{news}:{}", row.loan_id, row.number);
    news::tell(cx, loan, &Told { to, other, kind, news, cause: &cause, said })
}
