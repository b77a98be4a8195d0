//! What organisations have borrowed and lent, and how long they were helped and have helped.

use super::{figure, is_fresh, keep, records};
use crate::db::expr::any_of;
use crate::db::schema::{loans, skill_hours as hours};
use crate::engine::matching::help::Exchange;
use crate::follow_through::store as follow_through;
use crate::http::{Cx, Error};
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::loans::LoanState;
use shared::matches::help::HelpKind;
use shared::time::DAY;
use std::collections::HashMap;

/// Over which fairness is counted. Longer than for food: there are a few loans and sessions a season, not a few a week.
const WINDOW: i64 = 90 * DAY;
/// Names of the medians in the table of figures.
const BORROWED: &str = "borrowed_90_days_median";
const HELPED: &str = "helped_90_days_median_minutes";

/// Both sorts of help.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Help {
    pub equipment: Exchange,
    pub skills: Exchange,
}

/// What some organisations have exchanged lately.
///
/// # Errors
/// When the database fails.
pub(super) fn count(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, Help>, Error> {
    let mut found: HashMap<OrganisationId, Help> = ids.iter().map(|id| (*id, Help::default())).collect();
    let mut add = |rows: Vec<(OrganisationId, i64)>, change: fn(&mut Help, i64)| {
        for (id, number) in rows {
            if let Some(help) = found.get_mut(&id) {
                change(help, number);
            }
        }
    };
    add(borrowed(cx, ids)?, |help, number| help.equipment.received += number);
    add(lent(cx, ids)?, |help, number| help.equipment.given += number);
    // Lines of who is helped are negative, those that take them back positive.
    add(minutes(cx, ids, false)?, |help, number| help.skills.received -= number);
    add(minutes(cx, ids, true)?, |help, number| help.skills.given += number);
    for (id, help) in &mut found {
        let (borrowing, helped) = (follow_through::borrowing(cx, *id)?, follow_through::being_helped(cx, *id)?);
        (help.equipment.kept, help.equipment.ended) = (borrowing.kept, borrowing.promised);
        (help.skills.kept, help.skills.ended) = (helped.kept, helped.promised);
    }
    Ok(found)
}

/// Loans that began lately and whose item was fetched, of each borrower.
fn borrowed(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let fetched = loans::table
        .filter(any_of(loans::borrower_id, ids.iter().copied()))
        .filter(any_of(loans::state, [LoanState::Out, LoanState::Returned]))
        .filter(loans::starts_at.ge(cx.now.plus(-WINDOW)))
        .group_by(loans::borrower_id)
        .select((loans::borrower_id, count_star()));
    Ok(fetched.load(cx.conn)?)
}

/// The same, of each lender.
fn lent(cx: &mut Cx<'_>, ids: &[OrganisationId]) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let fetched = loans::table
        .filter(any_of(loans::lender_id, ids.iter().copied()))
        .filter(any_of(loans::state, [LoanState::Out, LoanState::Returned]))
        .filter(loans::starts_at.ge(cx.now.plus(-WINDOW)))
        .group_by(loans::lender_id)
        .select((loans::lender_id, count_star()));
    Ok(fetched.load(cx.conn)?)
}

/// Minutes that were booked lately, of those who helped (`gave`) or of those who were helped, as the lines have them.
fn minutes(cx: &mut Cx<'_>, ids: &[OrganisationId], gave: bool) -> Result<Vec<(OrganisationId, i64)>, Error> {
    let lately = hours::table
        .filter(any_of(hours::organisation_id, ids.iter().copied()))
        .filter(hours::at.ge(cx.now.plus(-WINDOW)))
        .into_boxed();
    let (booked, taken_back) = (hours::reversal.eq(false), hours::reversal.eq(true));
    let of_side = if gave {
        lately.filter(hours::minutes.gt(0).and(booked).or(hours::minutes.lt(0).and(taken_back)))
    } else {
        lately.filter(hours::minutes.lt(0).and(booked).or(hours::minutes.gt(0).and(taken_back)))
    };
    let lines: Vec<(OrganisationId, i64)> = of_side.select((hours::organisation_id, hours::minutes)).load(cx.conn)?;
    Ok(lines)
}

/// What is kept of organisations' exchanges of one sort. Nothing of those that have exchanged nothing.
///
/// # Errors
/// When the database fails.
pub fn exchanges(
    cx: &mut Cx<'_>,
    kind: HelpKind,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Exchange>, Error> {
    let rows = records::table.filter(any_of(records::organisation_id, ids.iter().copied()));
    let rows: Vec<(OrganisationId, i64, i64, i64, i64)> = match kind {
        HelpKind::Equipment => rows
            .select((
                records::organisation_id,
                records::borrowed,
                records::lent,
                records::borrowings_kept,
                records::borrowings_ended,
            ))
            .load(cx.conn)?,
        HelpKind::Skill => rows
            .select((
                records::organisation_id,
                records::helped_minutes,
                records::gave_minutes,
                records::sessions_kept,
                records::sessions_ended,
            ))
            .load(cx.conn)?,
    };
    let exchange = |(id, received, given, kept, ended)| (id, Exchange { received, given, kept, ended });
    Ok(rows.into_iter().map(exchange).collect())
}

/// The median of what organisations have received of one sort; nothing before the worker has first counted it.
///
/// # Errors
/// When the database fails.
pub fn median(cx: &mut Cx<'_>, kind: HelpKind) -> Result<i64, Error> {
    figure(cx, name_of(kind))
}

const fn name_of(kind: HelpKind) -> &'static str {
    match kind {
        HelpKind::Equipment => BORROWED,
        HelpKind::Skill => HELPED,
    }
}

/// Counts the medians anew when they are an hour old. As with food, who has received nothing does not count for them.
///
/// # Errors
/// When the database fails.
pub(super) fn count_medians(cx: &mut Cx<'_>) -> Result<(), Error> {
    for kind in HelpKind::ALL {
        let name = name_of(*kind);
        if is_fresh(cx, name)? {
            continue;
        }
        let received: Vec<i64> = match kind {
            HelpKind::Equipment => records::table
                .filter(records::borrowed.gt(0))
                .order(records::borrowed)
                .select(records::borrowed)
                .load(cx.conn)?,
            HelpKind::Skill => records::table
                .filter(records::helped_minutes.gt(0))
                .order(records::helped_minutes)
                .select(records::helped_minutes)
                .load(cx.conn)?,
        };
        keep(cx, name, received.get(received.len() / 2).copied().unwrap_or(0))?;
    }
    Ok(())
}
