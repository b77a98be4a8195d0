//! Steps on loads: an answer, a change of mind, and the two hand-overs on the road.

use super::driving::on_the_road;
use super::stepping::{self, By, Note};
use super::{planning, read};
use crate::claims::rules::{self as claim_rules, CodeTry};
use crate::claims::store as claims;
use crate::db::schema::tour_loads;
use crate::http::{Actor, Cx, Error};
use crate::tours::model::{LoadRow, TourRow};
use crate::tours::news;
use crate::tours::rules::{self, Refusal};
use diesel::prelude::*;
use shared::claims::Collection;
use shared::ids::{ClaimId, OrganisationId, TourId, TourLoadId};
use shared::notifications::TourNews;
use shared::problem::Problem;
use shared::tours::{Tour, TourCollection, TourDelivery, TourLoadAction, TourLoadKind, TourLoadState, TourParty};

/// Whoever was asked agrees, where there still is room and time.
///
/// # Errors
/// 404; 403 for the other side; 409 `tour_state`, `tour_load_state`, `tour_full`, `tour_late`, `tour_elsewhen`.
pub fn accept(cx: &mut Cx<'_>, actor: &Actor, id: TourId, load: TourLoadId) -> Result<Tour, Error> {
    let by = permitted(cx, actor, id, load, TourLoadAction::Accept)?;
    let Held { tour, loads, load } = held(cx, id, load, TourLoadAction::Accept)?;
    let state = rules::load_step(load.state, TourLoadAction::Accept).map_err(|refusal| refusal.problem())?;
    let (planned, schedule) = planning::with_one_more(cx, &tour, &loads, &load)?;
    stepping::apply(cx, &load, state, Some(by), Note::default())?;
    planning::keep(cx, &tour, &planned, &schedule)?;
    news::stepped(cx, &tour, &load, TourNews::Planned, Some(by.organisation), None)?;
    read::find(cx, actor, id)
}

/// Whoever was asked says no.
///
/// # Errors
/// As [`accept`].
pub fn decline(cx: &mut Cx<'_>, actor: &Actor, id: TourId, load: TourLoadId, reason: &str) -> Result<Tour, Error> {
    take_off(cx, actor, id, load, TourLoadAction::Decline, reason)
}

/// Whoever asked, or later either side, takes it off the tour.
///
/// # Errors
/// As [`accept`].
pub fn withdraw(cx: &mut Cx<'_>, actor: &Actor, id: TourId, load: TourLoadId, reason: &str) -> Result<Tour, Error> {
    take_off(cx, actor, id, load, TourLoadAction::Withdraw, reason)
}

/// The driver could not fetch it, or hand it over. The claim or loan stays as it is.
///
/// # Errors
/// As [`accept`].
pub fn fail(cx: &mut Cx<'_>, actor: &Actor, id: TourId, load: TourLoadId, reason: &str) -> Result<Tour, Error> {
    take_off(cx, actor, id, load, TourLoadAction::Fail, reason)
}

fn take_off(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: TourId,
    load: TourLoadId,
    action: TourLoadAction,
    reason: &str,
) -> Result<Tour, Error> {
    let by = permitted(cx, actor, id, load, action)?;
    let Held { tour, load, .. } = held(cx, id, load, action)?;
    // Who may withdraw depends on whether it was answered meanwhile.
    if !load.standing().is_for(action, by.party) {
        return Err(Refusal::LoadState(load.state).problem().into());
    }
    let state = rules::load_step(load.state, action).map_err(|refusal| refusal.problem())?;
    stepping::end(cx, &tour, &load, state, Some(by), reason)?;
    read::find(cx, actor, id)
}

/// The driver has it. A claim's food is collected by the claim's own rules, in the taker's place. The inner error is a wrong
/// code, whose count must be kept although the step fails.
///
/// # Errors
/// As [`accept`]; 409 `code_locked`, `too_warm`, or what the food's dates forbid; 422 without a code or temperature that is
/// needed.
pub fn collect(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: TourId,
    load: TourLoadId,
    told: &TourCollection,
) -> Result<Result<Tour, Problem>, Error> {
    let by = permitted(cx, actor, id, load, TourLoadAction::Collect)?;
    let Held { load, .. } = held(cx, id, load, TourLoadAction::Collect)?;
    let state = rules::load_step(load.state, TourLoadAction::Collect).map_err(|refusal| refusal.problem())?;
    if told.grams.is_some() && load.kind != TourLoadKind::Shop {
        return Err(Refusal::GramsOfShopOnly.problem().into());
    }
    if let Some(claim) = load.claim_id {
        return collect_claim(cx, actor, &load, claim, by, told);
    }
    if let Err(wrong) = check_code(cx, actor, &load, load.pickup_code.as_deref(), told.code.as_deref())? {
        return Ok(Err(wrong));
    }
    claim_rules::temperature(load.temperature_class, told.temperature_decidegrees).map_err(|refusal| refusal.problem())?;
    let given = (load.kind == TourLoadKind::Shop).then(|| told.grams.unwrap_or(load.grams));
    let note = Note { grams: given, temperature: told.temperature_decidegrees, reason: None };
    stepping::apply(cx, &load, state, Some(by), note)?;
    if given.is_some() {
        diesel::update(tour_loads::table.find(load.id)).set(tour_loads::collected_grams.eq(given)).execute(cx.conn)?;
    }
    read::find(cx, actor, id).map(Ok)
}

fn collect_claim(
    cx: &mut Cx<'_>,
    actor: &Actor,
    load: &LoadRow,
    claim: ClaimId,
    by: By,
    told: &TourCollection,
) -> Result<Result<Tour, Problem>, Error> {
    let code = told.code.clone().ok_or_else(|| Refusal::CodeMissing.problem())?;
    let collection = Collection { code, temperature_decidegrees: told.temperature_decidegrees };
    let checked = match claims::check_collection(cx, actor, claim, &collection)? {
        Ok(checked) => checked,
        Err(wrong) => return Ok(Err(wrong)),
    };
    // First the load: a claim that is collected takes what is not on board off its tour.
    let note = Note { grams: Some(load.grams), temperature: told.temperature_decidegrees, reason: None };
    stepping::apply(cx, load, TourLoadState::Collected, Some(by), note)?;
    claims::collect_checked(cx, actor, &checked)?;
    read::find(cx, actor, load.tour_id).map(Ok)
}

/// It is where it should be. A claim's taker counts it in as usual. The inner error is a wrong code, as in [`collect`].
///
/// # Errors
/// As [`collect`].
pub fn deliver(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: TourId,
    load: TourLoadId,
    told: &TourDelivery,
) -> Result<Result<Tour, Problem>, Error> {
    let by = permitted(cx, actor, id, load, TourLoadAction::Deliver)?;
    let Held { load, .. } = held(cx, id, load, TourLoadAction::Deliver)?;
    let state = rules::load_step(load.state, TourLoadAction::Deliver).map_err(|refusal| refusal.problem())?;
    if let Err(wrong) = check_code(cx, actor, &load, load.drop_code.as_deref(), told.code.as_deref())? {
        return Ok(Err(wrong));
    }
    claim_rules::temperature(load.temperature_class, told.temperature_decidegrees).map_err(|refusal| refusal.problem())?;
    let note = Note { temperature: told.temperature_decidegrees, ..Note::default() };
    stepping::apply(cx, &load, state, Some(by), note)?;
    read::find(cx, actor, id).map(Ok)
}

/// Compares a code with what the driver typed, where one is needed.
fn check_code(
    cx: &mut Cx<'_>,
    actor: &Actor,
    load: &LoadRow,
    code: Option<&str>,
    typed: Option<&str>,
) -> Result<Result<(), Problem>, Error> {
    let Some(code) = code else { return Ok(Ok(())) };
    let typed = typed.ok_or_else(|| Refusal::CodeMissing.problem())?;
    let tried = claim_rules::try_code(code, typed, load.wrong_codes, load.code_locked_until, cx.now);
    match tried.map_err(|refusal| refusal.problem())? {
        CodeTry::Right => {
            // The next code is another one's: its tries begin anew.
            let row = tour_loads::table.find(load.id);
            diesel::update(row).set(tour_loads::wrong_codes.eq(0_i64)).execute(cx.conn)?;
            Ok(Ok(()))
        }
        CodeTry::Wrong { tries_left } => {
            let (wrong, locked) = claim_rules::after_wrong_code(load.wrong_codes, tries_left, cx.now);
            diesel::update(tour_loads::table.find(load.id))
                .set((tour_loads::wrong_codes.eq(wrong), tour_loads::code_locked_until.eq(locked)))
                .execute(cx.conn)?;
            actor.trace.say("wrong_code");
            Ok(Err(Refusal::WrongCode { tries_left }.problem()))
        }
    }
}

/// Who takes the step: the first side on which the caller stands that may.
fn permitted(cx: &mut Cx<'_>, actor: &Actor, id: TourId, load: TourLoadId, action: TourLoadAction) -> Result<By, Error> {
    let (tour, loads) = read::visible(cx.conn, actor, id)?;
    let load = read::load_of(&loads, load)?;
    let sides = read::sides(actor, &tour, &load);
    // Somebody else's load is not for the caller to see, unless everything on board is.
    if sides.is_empty() {
        return Err(Error::not_found());
    }
    if matches!(action, TourLoadAction::Collect | TourLoadAction::Deliver | TourLoadAction::Fail) {
        let party = on_the_road(actor, &tour)?;
        return Ok(By { user_id: actor.user_id, party, organisation: organisation(&tour, &load, party)? });
    }
    let standing = load.standing();
    let party = sides.into_iter().find(|side| standing.is_for(action, *side)).ok_or_else(Error::forbidden)?;
    let organisation = organisation(&tour, &load, party)?;
    // A suspended organisation promises nothing new, but what it has promised is brought to an end.
    if action == TourLoadAction::Accept {
        actor.act_for(organisation)?
    } else {
        actor.finish_for(organisation)?
    };
    Ok(By { user_id: actor.user_id, party, organisation })
}

fn organisation(tour: &TourRow, load: &LoadRow, party: TourParty) -> Result<OrganisationId, Error> {
    let found = match party {
        TourParty::Carrier => Some(tour.organisation_id),
        TourParty::Driver => tour.driver_organisation_id,
        TourParty::Sender => load.sender_id,
        TourParty::Receiver => Some(load.receiver_id),
        TourParty::Observer => None,
    };
    found.ok_or_else(Error::forbidden)
}

/// A tour and what it carries, held until the end of the transaction.
struct Held {
    tour: TourRow,
    loads: Vec<LoadRow>,
    load: LoadRow,
}

fn held(cx: &mut Cx<'_>, id: TourId, load: TourLoadId, action: TourLoadAction) -> Result<Held, Error> {
    let tour = read::hold(cx, id)?;
    rules::step_on(tour.state, action).map_err(|refusal| refusal.problem())?;
    let loads = read::loads(cx.conn, id)?;
    let load = read::load_of(&loads, load)?;
    Ok(Held { tour, loads, load })
}
