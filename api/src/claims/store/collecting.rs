//! The collection of a claim's food: by its taker, or by the driver of a tour in the taker's place.

use super::ledger;
use super::read;
use super::steps::{Note, apply, permitted};
use crate::claims::model::ClaimRow;
use crate::claims::rules::{self, CodeTry, Refusal};
use crate::claims::{mails, notices};
use crate::db::schema::claims;
use crate::http::{Actor, Cx, Error};
use crate::offers::{self, OfferRow};
use diesel::prelude::*;
use shared::claims::{Claim, ClaimAction, Collection, Party};
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, UserId};
use shared::problem::Problem;

/// Food that may change hands now.
pub struct Checked {
    pub(super) row: ClaimRow,
    offer: OfferRow,
    temperature: Option<DeciCelsius>,
}

/// The taker has the food: the code is right, the food is cold enough, the ledger says whose it is now. The inner
/// error is a wrong code, whose count must be kept although the step fails.
///
/// # Errors
/// As for every step; 409 `code_locked`, `too_warm`, or what the food's dates forbid; 422 without a temperature for chilled
/// or frozen food.
pub fn collect(cx: &mut Cx<'_>, actor: &Actor, id: ClaimId, told: &Collection) -> Result<Result<Claim, Problem>, Error> {
    let (row, party) = permitted(cx, actor, id, ClaimAction::Collect)?;
    let checked = match check(cx, actor, row, told)? {
        Ok(checked) => checked,
        Err(wrong) => return Ok(Err(wrong)),
    };
    hand_over(cx, &checked, (actor.user_id, party))?;
    let claim = read::find(cx, actor, id)?;
    tell(cx, &checked, &claim, party)?;
    Ok(Ok(claim))
}

/// Whether the food may change hands now.
///
/// # Errors
/// As [`collect`].
pub(super) fn check(
    cx: &mut Cx<'_>,
    actor: &Actor,
    row: ClaimRow,
    told: &Collection,
) -> Result<Result<Checked, Problem>, Error> {
    // Before the code: a try that cannot succeed must not cost one.
    rules::step(row.state, ClaimAction::Collect).map_err(|refusal| refusal.problem())?;
    let offer = offers::store::load(cx.conn, row.offer_id)?;
    offers::store::check_hand_over(cx, &offer, row.taker_id, cx.now)?;
    let told_code = rules::try_code(&row.handover_code, &told.code, row.wrong_codes, row.code_locked_until, cx.now);
    if let CodeTry::Wrong { tries_left } = told_code.map_err(|refusal| refusal.problem())? {
        count_wrong_code(cx, &row, tries_left)?;
        actor.trace.say("wrong_code");
        return Ok(Err(Refusal::WrongCode { tries_left }.problem()));
    }
    let temperature = told.temperature_decidegrees;
    rules::temperature(offer.temperature_class, temperature).map_err(|refusal| refusal.problem())?;
    Ok(Ok(Checked { row, offer, temperature }))
}

/// The food changes hands: state, timeline and ledger.
///
/// # Errors
/// 409 when somebody was faster; for food of a lot as for every hand-over of it.
pub(super) fn hand_over(cx: &mut Cx<'_>, checked: &Checked, by: (UserId, Party)) -> Result<(), Error> {
    let Checked { row, offer, temperature } = checked;
    let note = Note { grams: Some(row.grams), temperature: *temperature, reason: None };
    apply(cx, row, ClaimAction::Collect, Some(by), note)?;
    ledger::handed_over(cx, row, offer, by.0, *temperature)
}

/// The other side hears of it.
///
/// # Errors
/// When the database fails.
pub(super) fn tell(cx: &mut Cx<'_>, checked: &Checked, claim: &Claim, by: Party) -> Result<(), Error> {
    notices::stepped(cx, claim, &checked.row, by)?;
    mails::stepped(cx, claim, &checked.row, by, None)
}

fn count_wrong_code(cx: &mut Cx<'_>, row: &ClaimRow, tries_left: i64) -> Result<(), Error> {
    let (wrong, locked) = rules::after_wrong_code(row.wrong_codes, tries_left, cx.now);
    diesel::update(claims::table.find(row.id))
        .set((claims::wrong_codes.eq(wrong), claims::code_locked_until.eq(locked)))
        .execute(cx.conn)?;
    Ok(())
}
