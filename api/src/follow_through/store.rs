//! How an organisation's claims, loans and sessions ended, counted by the database: for each side one question, which an
//! index of that organisation's own rows answers, and one look into the timeline of each of these rows.

use super::rules::{self, borrowed, given, helped, lent, taken, was_helped};
use crate::db::expr::{any_of, sum_i64};
use crate::db::schema::{
    claim_events, claims, loan_events, loans, skill_session_events as session_events, skill_sessions as sessions,
};
use crate::http::{Actor, Cx, Error};
use crate::organisations;
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::claims::{ClaimState, Party};
use shared::follow_through::{FollowThrough, Kept};
use shared::ids::OrganisationId;
use shared::loans::{LoanParty, LoanState};
use shared::skill_sessions::{SkillSessionParty, SkillSessionState};
use shared::time::{DAY, UtcMillis};

/// Over which promises are counted. By the time for which something was promised, as the indexes have it, and not by the
/// time at which somebody acted: nothing comes back into the window because it is settled late.
const WINDOW: i64 = 180 * DAY;

/// A timeline begins with the wish, and its second line is either the other side's agreement or the end: an end from the
/// third line on is that of a promise.
const AFTER_AGREEMENT: i64 = 3;

/// What became of an organisation's promises.
///
/// # Errors
/// 404 for who neither belongs to the organisation nor administers the network, and where there is none.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: OrganisationId) -> Result<FollowThrough, Error> {
    if !actor.network_admin && !actor.belongs_to(id) {
        return Err(Error::not_found());
    }
    organisations::store::find(cx, actor, id)?;
    let since = cx.now.plus(-WINDOW);
    let gifts = claims_of(cx, id, Party::Giver, since)?;
    let takings = claims_of(cx, id, Party::Taker, since)?;
    let loans = loans_of(cx, id, LoanParty::Lender, since)?;
    let sessions = sessions_of(cx, id, SkillSessionParty::Giver, since)?;
    Ok(FollowThrough {
        since,
        giving: rules::sum(gifts.into_iter().map(|(state, by, number)| (given(state, by), number))),
        taking: rules::sum(takings.into_iter().map(|(state, by, number)| (taken(state, by), number))),
        lending: rules::sum(loans.into_iter().map(|(state, by, number, _)| (lent(state, by), number))),
        borrowing: borrowing(cx, id)?,
        helping: rules::sum(sessions.into_iter().flat_map(|(state, by, number, missed)| {
            [(helped(state, by, true), missed), (helped(state, by, false), number - missed)]
        })),
    })
}

/// What became of an organisation's promises as a borrower.
///
/// # Errors
/// When the database fails.
pub fn borrowing(cx: &mut Cx<'_>, id: OrganisationId) -> Result<Kept, Error> {
    let since = cx.now.plus(-WINDOW);
    let borrowings = loans_of(cx, id, LoanParty::Borrower, since)?;
    Ok(rules::sum(borrowings.into_iter().flat_map(|(state, by, number, late)| {
        [(borrowed(state, by, true), late), (borrowed(state, by, false), number - late)]
    })))
}

/// What became of an organisation's promises as the one that is helped.
///
/// # Errors
/// When the database fails.
pub fn being_helped(cx: &mut Cx<'_>, id: OrganisationId) -> Result<Kept, Error> {
    let since = cx.now.plus(-WINDOW);
    let sessions = sessions_of(cx, id, SkillSessionParty::Receiver, since)?;
    Ok(rules::sum(sessions.into_iter().flat_map(|(state, by, number, missed)| {
        [(was_helped(state, by, true), missed), (was_helped(state, by, false), number - missed)]
    })))
}

/// A state in which a claim ended, who led to it, and how many claims did.
type ClaimEnds = (ClaimState, Option<Party>, i64);

/// Claims that an organisation gave or took, by the time until which they could be fetched.
fn claims_of(cx: &mut Cx<'_>, id: OrganisationId, side: Party, since: UtcMillis) -> Result<Vec<ClaimEnds>, Error> {
    let over = [ClaimState::Collected, ClaimState::Received, ClaimState::Cancelled, ClaimState::Expired];
    let ended = claim_events::table
        .inner_join(claims::table)
        .filter(any_of(claims::state, over))
        .filter(claims::lapses_at.ge(since))
        // The line of the timeline with which it ended.
        .filter(claim_events::state.eq(claims::state))
        .filter(claim_events::number.ge(AFTER_AGREEMENT))
        .group_by((claim_events::state, claim_events::party))
        .select((claim_events::state, claim_events::party, count_star()))
        .into_boxed();
    let ended = match side {
        Party::Giver => ended.filter(claims::giver_id.eq(id)),
        Party::Taker | Party::Observer => ended.filter(claims::taker_id.eq(id)),
    };
    Ok(ended.load(cx.conn)?)
}

/// A state in which a loan ended, who led to it, how many loans did, and with how many of them the end of the loan was over
/// by then.
type LoanEnds = (LoanState, Option<LoanParty>, i64, i64);

/// Loans of an organisation's equipment, or to it, by their beginning.
fn loans_of(cx: &mut Cx<'_>, id: OrganisationId, side: LoanParty, since: UtcMillis) -> Result<Vec<LoanEnds>, Error> {
    let over = [LoanState::Returned, LoanState::Cancelled, LoanState::Expired];
    // A loan that was prolonged has its last end.
    let late = sum_i64("CASE WHEN loan_events.at > loans.ends_at THEN 1 ELSE 0 END");
    let ended = loan_events::table
        .inner_join(loans::table)
        .filter(any_of(loans::state, over))
        .filter(loans::starts_at.ge(since))
        .filter(loan_events::state.eq(loans::state))
        .filter(loan_events::number.ge(AFTER_AGREEMENT))
        .group_by((loan_events::state, loan_events::party))
        .select((loan_events::state, loan_events::party, count_star(), late))
        .into_boxed();
    let ended = match side {
        LoanParty::Lender => ended.filter(loans::lender_id.eq(id)),
        LoanParty::Borrower | LoanParty::Observer => ended.filter(loans::borrower_id.eq(id)),
    };
    Ok(ended.load(cx.conn)?)
}

/// A state in which a session ended, who led to it, how many sessions did, and how many of them took no time.
type SessionEnds = (SkillSessionState, Option<SkillSessionParty>, i64, i64);

/// Sessions in which an organisation helps, or is helped, by their beginning.
fn sessions_of(
    cx: &mut Cx<'_>,
    id: OrganisationId,
    side: SkillSessionParty,
    since: UtcMillis,
) -> Result<Vec<SessionEnds>, Error> {
    let over = [SkillSessionState::Done, SkillSessionState::Reversed, SkillSessionState::Cancelled];
    let missed = sum_i64("CASE WHEN skill_sessions.giver_minutes = 0 THEN 1 ELSE 0 END");
    let ended = session_events::table
        .inner_join(sessions::table)
        .filter(any_of(sessions::state, over))
        .filter(sessions::starts_at.ge(since))
        .filter(session_events::state.eq(sessions::state))
        .filter(session_events::number.ge(AFTER_AGREEMENT))
        .group_by((session_events::state, session_events::party))
        .select((session_events::state, session_events::party, count_star(), missed))
        .into_boxed();
    let ended = match side {
        SkillSessionParty::Giver => ended.filter(sessions::giver_id.eq(id)),
        SkillSessionParty::Receiver | SkillSessionParty::Observer => ended.filter(sessions::receiver_id.eq(id)),
    };
    Ok(ended.load(cx.conn)?)
}
