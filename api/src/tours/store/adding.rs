//! Something more to carry: the food of a claim, the item of a loan, what a shop gives.

use super::stepping::{self, By, LIVE};
use super::{planning, read, shops};
use crate::claims::store::{self as claims, Carriage};
use crate::db::Conn;
use crate::db::conflict::UniqueKey;
use crate::db::expr::literal;
use crate::db::schema::{loans, sites as places, tour_loads};
use crate::equipment::store as equipment;
use crate::http::{Actor, Cx, Error};
use crate::loans::LoanRow;
use crate::sites;
use crate::tours::model::{LoadRow, NewEventRow, TourRow};
use crate::tours::news;
use crate::tours::rules::{self, Refusal};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::claims::ClaimState;
use shared::ids::{ClaimId, OrganisationId, SiteId, TourId, TourLoadId};
use shared::loans::LoanState;
use shared::notifications::TourNews;
use shared::tours::{
    LoanLeg, MAX_TOUR_LOADS, NewLoanLeg, NewTourLoad, TourLoad, TourLoadAction, TourLoadKind, TourLoadState, TourParty,
};
use shared::units::{Grams, TemperatureClass};
use uuid::Uuid;

/// Asks that a tour carries something, or plans it at once where nobody else has a say: for one's own tour, or where the
/// caller answers for both sides.
///
/// # Errors
/// 404 when there is no such tour; 403 where the caller has no say; 409 `tour_state`, `on_tour`, `tour_full`, `tour_late`,
/// `tour_elsewhen`, `too_many_tour_loads`, `claim_state`, `loan_state`; 422 for something unknown.
pub fn add(cx: &mut Cx<'_>, actor: &Actor, id: TourId, new: &NewTourLoad) -> Result<TourLoad, Error> {
    let (seen, _) = read::visible(cx.conn, actor, id)?;
    let wish = wish(cx, actor, &seen, new)?;
    let tour = read::hold(cx, id)?;
    rules::step_on(tour.state, TourLoadAction::Accept).map_err(|refusal| refusal.problem())?;
    let loads = read::loads(cx.conn, id)?;
    if loads.iter().filter(|load| load.state.is_live()).count() >= MAX_TOUR_LOADS {
        return Err(Refusal::TooManyLoads.problem().into());
    }
    let load = LoadRow { leaves_at: tour.leaves_at, ..wish.load };
    if is_on_tour(cx.conn, &load)? {
        return Err(Refusal::OnTour.problem().into());
    }
    // Asked for or planned: what has no room or no time now is not worth an answer.
    let (planned, schedule) = planning::with_one_more(cx, &tour, &loads, &load)?;
    diesel::insert_into(tour_loads::table).values(&load).execute(cx.conn).map_err(on_tour)?;
    begin(cx, &load, wish.by)?;
    if load.state == TourLoadState::Planned {
        planning::keep(cx, &tour, &planned, &schedule)?;
        news::stepped(cx, &tour, &load, TourNews::Planned, Some(wish.by.organisation), None)?;
    } else {
        news::asked(cx, &tour, &load)?;
    }
    let tour = read::find(cx, actor, id)?;
    tour.loads.into_iter().find(|shown| shown.id == load.id).ok_or_else(Error::not_found)
}

/// Something to carry, and who would like it.
struct Wish {
    load: LoadRow,
    by: By,
}

/// What a load is, whoever asks for it.
struct What {
    kind: TourLoadKind,
    title: String,
    sender: Option<OrganisationId>,
    receiver: OrganisationId,
    from: Option<SiteId>,
    to: SiteId,
    grams: Grams,
    class: TemperatureClass,
}

fn wish(cx: &mut Cx<'_>, actor: &Actor, tour: &TourRow, new: &NewTourLoad) -> Result<Wish, Error> {
    match (new.claim_id, new.loan, &new.shop) {
        (Some(claim), _, _) => of_claim(cx, actor, tour, claim),
        (_, Some(leg), _) => of_loan(cx, actor, tour, leg),
        (_, _, Some(shop)) => {
            let permit = actor.act_for(tour.organisation_id)?;
            let load = shops::load(cx, actor, tour, shop)?;
            Ok(Wish { load, by: carrier(actor, permit.organisation_id()) })
        }
        _ => Err(Error::invalid("/claim_id", "required")),
    }
}

fn carrier(actor: &Actor, organisation: OrganisationId) -> By {
    By { user_id: actor.user_id, party: TourParty::Carrier, organisation }
}

fn of_claim(cx: &mut Cx<'_>, actor: &Actor, tour: &TourRow, id: ClaimId) -> Result<Wish, Error> {
    let unknown = || Error::invalid("/claim_id", "unknown");
    let claim: Carriage = claims::carriages(cx.conn, &[id])?.remove(&id).ok_or_else(unknown)?;
    let lapsed = claim.lapses_at <= cx.now && rules::claim(claim.state).is_ok();
    let state = if lapsed { ClaimState::Expired } else { claim.state };
    if rules::claim(state).is_err() && actor.sides(claim.giver, claim.taker).is_empty() {
        // Where it stands is the matter of its sides.
        return Err(unknown());
    }
    let owner = [(TourParty::Receiver, claim.taker)];
    let asked = asked(actor, tour, &owner)?;
    rules::claim(state).map_err(|refusal| refusal.problem())?;
    let what = What {
        kind: TourLoadKind::Claim,
        title: claim.title,
        sender: Some(claim.giver),
        receiver: claim.taker,
        from: Some(claim.from),
        to: claim.to,
        grams: claim.grams,
        class: claim.class,
    };
    let load = LoadRow { claim_id: Some(id), pickup_code: None, ..row(cx, tour, what, &asked)? };
    placed(cx, &load, "/claim_id")?;
    claims::hold_waiting(cx, id)?;
    Ok(Wish { load, by: asked.by })
}

fn of_loan(cx: &mut Cx<'_>, actor: &Actor, tour: &TourRow, new: NewLoanLeg) -> Result<Wish, Error> {
    let unknown = || Error::invalid("/loan/loan_id", "unknown");
    let loan: Option<LoanRow> = loans::table.find(new.loan_id).select(LoanRow::as_select()).first(cx.conn).optional()?;
    let loan = loan.ok_or_else(unknown)?;
    let over = loan.state == LoanState::Accepted && loan.lapses_at <= cx.now;
    let state = if over { LoanState::Expired } else { loan.state };
    if rules::loan(state, new.leg).is_err() && actor.sides(loan.lender_id, loan.borrower_id).is_empty() {
        return Err(unknown());
    }
    let (sender, receiver) = match new.leg {
        LoanLeg::Out => (loan.lender_id, loan.borrower_id),
        LoanLeg::Back => (loan.borrower_id, loan.lender_id),
    };
    let owners = [(TourParty::Sender, sender), (TourParty::Receiver, receiver)];
    let asked = asked(actor, tour, &owners)?;
    rules::loan(state, new.leg).map_err(|refusal| refusal.problem())?;
    let item = equipment::load(cx.conn, loan.equipment_id)?;
    let borrower_site = borrower_site(cx.conn, loan.borrower_id, new.site_id)?;
    let (from, to) = match new.leg {
        LoanLeg::Out => (item.site_id, borrower_site),
        LoanLeg::Back => (borrower_site, item.site_id),
    };
    let what = What {
        kind: TourLoadKind::Loan,
        title: item.name,
        sender: Some(sender),
        receiver,
        from: Some(from),
        to,
        grams: new.grams.unwrap_or(Grams::ZERO),
        class: TemperatureClass::Ambient,
    };
    let load = LoadRow { loan_id: Some(loan.id), leg: Some(new.leg), ..row(cx, tour, what, &asked)? };
    placed(cx, &load, "/loan/site_id")?;
    hold_loan(cx, &loan)?;
    Ok(Wish { load, by: asked.by })
}

/// Holds a loan until the end of the transaction: it does not end while its item is put on a tour.
fn hold_loan(cx: &mut Cx<'_>, loan: &LoanRow) -> Result<(), Error> {
    let unchanged = loans::table.find(loan.id).filter(loans::state.eq(loan.state));
    // Nothing changes; but whoever changes it comes before or after.
    if diesel::update(unchanged).set(loans::updated_at.eq(loans::updated_at)).execute(cx.conn)? == 1 {
        return Ok(());
    }
    let now: LoanState = loans::table.find(loan.id).select(loans::state).first(cx.conn)?;
    Err(Refusal::Loan(now).problem().into())
}

/// Where the borrower has the item: the site that was named, else its first one.
pub(super) fn borrower_site(conn: &mut Conn, borrower: OrganisationId, named: Option<SiteId>) -> Result<SiteId, Error> {
    let of_borrower = places::table.filter(places::organisation_id.eq(borrower)).into_boxed();
    let of_borrower = match named {
        Some(site) => of_borrower.filter(places::id.eq(site)),
        None => of_borrower,
    };
    let first = of_borrower.order((places::name_key, places::id)).select(places::id).first(conn).optional()?;
    first.ok_or_else(|| Error::invalid("/loan/site_id", if named.is_some() { "unknown" } else { "required" }))
}

/// Who asks, and whether somebody else has to answer.
struct Asked {
    by: By,
    planned: bool,
}

/// On which side the caller asks: the tour's organisation, or one that would carry it otherwise. Nobody answers where the
/// caller may answer for the other side too, or where both are one.
fn asked(actor: &Actor, tour: &TourRow, owners: &[(TourParty, OrganisationId)]) -> Result<Asked, Error> {
    let owner = owners.iter().find(|(_, id)| actor.can_act_for(*id)).copied();
    let own_tour = owners.iter().any(|(_, id)| *id == tour.organisation_id);
    if actor.can_act_for(tour.organisation_id) {
        let permit = actor.act_for(tour.organisation_id)?;
        let by = carrier(actor, permit.organisation_id());
        return Ok(Asked { by, planned: own_tour || owner.is_some() });
    }
    let Some((party, organisation)) = owner else {
        // Whoever belongs to a side but may not act for it hears why.
        let side = owners.iter().map(|(_, id)| *id).chain([tour.organisation_id]).find(|id| actor.belongs_to(*id));
        return Err(side.and_then(|id| actor.act_for(id).err()).unwrap_or_else(Error::forbidden));
    };
    let permit = actor.act_for(organisation)?;
    Ok(Asked { by: By { user_id: permit.user_id(), party, organisation }, planned: false })
}

fn row(cx: &Cx<'_>, tour: &TourRow, what: What, asked: &Asked) -> Result<LoadRow, Error> {
    // Nobody shows a code to the own organisation.
    let code = |other: Option<OrganisationId>| match other.filter(|id| *id != tour.organisation_id) {
        Some(_) => claims::code().map(Some),
        None => Ok(None),
    };
    Ok(LoadRow {
        id: TourLoadId(Uuid::now_v7()),
        tour_id: tour.id,
        kind: what.kind,
        title: what.title,
        claim_id: None,
        loan_id: None,
        leg: None,
        pickup_code: code(what.sender)?,
        drop_code: code(Some(what.receiver))?,
        sender_id: what.sender,
        receiver_id: what.receiver,
        from_site_id: what.from,
        to_site_id: what.to,
        shop_address: None,
        shop_postcode: None,
        shop_insee_code: None,
        shop_latitude: None,
        shop_longitude: None,
        window_starts_at: None,
        window_ends_at: None,
        grams: what.grams,
        collected_grams: None,
        temperature_class: what.class,
        note: None,
        state: if asked.planned { TourLoadState::Planned } else { TourLoadState::Asked },
        asked_by: asked.by.party,
        wrong_codes: 0,
        code_locked_until: None,
        leaves_at: tour.leaves_at,
        updated_at: cx.now,
    })
}

/// A load of what a shop gives to the tour's organisation: `shop` fills in where it is.
pub(super) fn of_shop(cx: &Cx<'_>, actor: &Actor, tour: &TourRow, title: String, to: SiteId) -> Result<LoadRow, Error> {
    let what = What {
        kind: TourLoadKind::Shop,
        title,
        sender: None,
        receiver: tour.organisation_id,
        from: None,
        to,
        grams: Grams::ZERO,
        class: TemperatureClass::Ambient,
    };
    row(cx, tour, what, &Asked { by: carrier(actor, tour.organisation_id), planned: true })
}

/// The sites between which something goes are where somebody knows.
pub(super) fn placed(cx: &mut Cx<'_>, load: &LoadRow, pointer: &str) -> Result<(), Error> {
    let ends: Vec<SiteId> = std::iter::once(load.to_site_id).chain(load.from_site_id).collect();
    let known = sites::store::summaries(cx.conn, &ends)?;
    let placed = ends.iter().all(|id| known.get(id).is_some_and(|site| site.position.is_some()));
    if placed { Ok(()) } else { Err(Error::invalid(pointer, "position_unknown")) }
}

fn is_on_tour(conn: &mut Conn, load: &LoadRow) -> Result<bool, Error> {
    let live = tour_loads::table.filter(literal::<Bool>(LIVE)).select(tour_loads::id);
    let other: Option<TourLoadId> = match (load.claim_id, load.loan_id, load.leg) {
        (Some(claim), _, _) => live.filter(tour_loads::claim_id.eq(claim)).first(conn).optional()?,
        (_, Some(loan), Some(leg)) => {
            live.filter(tour_loads::loan_id.eq(loan)).filter(tour_loads::leg.eq(leg)).first(conn).optional()?
        }
        _ => None,
    };
    Ok(other.is_some())
}

/// Two tours at once: the second finds the first.
fn on_tour(error: diesel::result::Error) -> Error {
    let taken = [UniqueKey::CarriedClaim, UniqueKey::CarriedLoan].iter().any(|key| key.is_violated_by(&error));
    if taken { Refusal::OnTour.problem().into() } else { error.into() }
}

fn begin(cx: &mut Cx<'_>, load: &LoadRow, by: By) -> Result<(), Error> {
    let first = NewEventRow {
        load_id: load.id,
        number: 1,
        at: cx.now,
        state: load.state,
        user_id: Some(by.user_id),
        party: Some(by.party),
        reason: None,
        grams: None,
        temperature_decidegrees: None,
    };
    stepping::record(cx, first)
}
