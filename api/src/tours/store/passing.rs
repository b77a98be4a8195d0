//! Tours that pass by a claim's food or a loan's item, for those between whom it goes.

use super::adding::borrower_site;
use super::fitting::{self, Carry, leaving};
use super::stepping::LIVE;
use crate::claims::store as claims;
use crate::db::expr::literal;
use crate::db::schema::tour_loads;
use crate::engine::touring::{Amount, Window};
use crate::equipment::store as equipment;
use crate::http::{Actor, Cx, Error};
use crate::loans::{LoanRow, store as loans};
use crate::sites;
use crate::tours::rules;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{ClaimId, LoanId, SiteId, TourId, TourLoadId};
use shared::loans::LoanState;
use shared::tours::{ClaimTours, LoanLeg, LoanTours, TourLoanQuery, TourOption};

/// The tours that can bring the food of a claim, for its giver and its taker.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn of_claim(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId) -> Result<ClaimTours, Error> {
    claims::sides(cx.conn, actor, id)?;
    let live = tour_loads::table.filter(tour_loads::claim_id.eq(id)).filter(literal::<Bool>(LIVE));
    let live: Option<(TourId, TourLoadId)> = live.select((tour_loads::tour_id, tour_loads::id)).first(cx.conn).optional()?;
    if let Some((tour, load)) = live {
        let current = Some(fitting::with_load_alone(cx, actor, tour, load)?);
        return Ok(ClaimTours { current, items: Vec::new() });
    }
    Ok(ClaimTours { current: None, items: claim_options(cx, actor, id)? })
}

fn claim_options(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId) -> Result<Vec<TourOption>, Error> {
    let claim = claims::carriages(cx.conn, &[id])?.remove(&id).ok_or_else(Error::not_found)?;
    let waits = rules::claim(claim.state).is_ok() && claim.lapses_at > cx.now;
    let leaving = leaving(&claim.windows, cx.now).filter(|_| waits);
    let Some(leaving) = leaving else { return Ok(Vec::new()) };
    let amount = Amount::of(claim.class, claim.grams.0);
    match between(cx, claim.from, claim.to)? {
        Some((from, to)) => fitting::options(cx, actor, &Carry { from, to, amount, windows: claim.windows }, leaving),
        None => Ok(Vec::new()),
    }
}

/// The tours that can bring the item of a loan, or bring it back, for its lender and its borrower.
///
/// # Errors
/// 404 when there is none or it is between others.
pub fn of_loan(cx: &mut Cx<'_>, actor: &Actor, id: LoanId, query: &TourLoanQuery) -> Result<LoanTours, Error> {
    let (loan, _) = loans::load(cx.conn, actor, id)?;
    let usual = if matches!(loan.state, LoanState::Requested | LoanState::Accepted) { LoanLeg::Out } else { LoanLeg::Back };
    let leg = query.leg.unwrap_or(usual);
    let live = tour_loads::table.filter(tour_loads::loan_id.eq(id)).filter(tour_loads::leg.eq(leg));
    let live: Option<(TourId, TourLoadId)> =
        live.filter(literal::<Bool>(LIVE)).select((tour_loads::tour_id, tour_loads::id)).first(cx.conn).optional()?;
    if let Some((tour, load)) = live {
        let current = Some(fitting::with_load_alone(cx, actor, tour, load)?);
        return Ok(LoanTours { leg, current, items: Vec::new() });
    }
    Ok(LoanTours { leg, current: None, items: loan_options(cx, actor, &loan, leg)? })
}

fn loan_options(cx: &mut Cx<'_>, actor: &Actor, loan: &LoanRow, leg: LoanLeg) -> Result<Vec<TourOption>, Error> {
    if rules::loan(loan.state, leg).is_err() {
        return Ok(Vec::new());
    }
    // Without a site nobody knows where it would go.
    let borrower = match borrower_site(cx.conn, loan.borrower_id, None) {
        Ok(site) => site,
        Err(Error::Refused(_)) => return Ok(Vec::new()),
        Err(failure) => return Err(failure),
    };
    let lender = equipment::load(cx.conn, loan.equipment_id)?.site_id;
    let (from, to) = match leg {
        LoanLeg::Out => (lender, borrower),
        LoanLeg::Back => (borrower, lender),
    };
    let Window { from: first, until } = rules::around_loan(leg, loan.starts_at, loan.ends_at);
    let leaving = Window { from: first.max(cx.now), until };
    match between(cx, from, to)? {
        Some((from, to)) => {
            let carry = Carry { from, to, amount: Amount::default(), windows: Vec::new() };
            fitting::options(cx, actor, &carry, leaving)
        }
        None => Ok(Vec::new()),
    }
}

/// Where two sites are, where both are known.
fn between(
    cx: &mut Cx<'_>,
    from: SiteId,
    to: SiteId,
) -> Result<Option<(shared::geo::Position, shared::geo::Position)>, Error> {
    let sites = sites::store::summaries(cx.conn, &[from, to])?;
    let position = |id: SiteId| sites.get(&id).and_then(|site| site.position);
    Ok(position(from).zip(position(to)))
}
