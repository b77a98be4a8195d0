//! What is recorded about dates: checks after the best-before day, freezings; and whether food may change hands.

use super::read;
use crate::db::Conn;
use crate::db::schema::{best_before_checks, freezings, offers, users};
use crate::http::{Actor, Cx, Error};
use crate::offers::model::{CheckRow, FreezingRow, OfferRow};
use crate::offers::rules::{self, Refusal, Timing};
use crate::stock::store::giving;
use crate::{on_backend, organisations, redistribution, stock};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::ids::{ClaimId, OfferId, OrganisationId};
use shared::national::PACK;
use shared::offers::{BestBeforeCheck, Freezing, NewBestBeforeCheck, NewFreezing, NewOffer, Offer, OfferStatus};
use shared::organisations::OrganisationKind;
use shared::problem::{Code, Problem};
use shared::time::UtcMillis;
use shared::units::TemperatureClass;
use uuid::Uuid;

/// Refuses a hand-over of an offer's food to `taker` at `at` that its dates forbid.
///
/// # Errors
/// 409 `use_by_over`, `use_by_too_near`, `best_before_unchecked`; `lot_status` when the lot that it is of may not leave.
pub fn check_hand_over(cx: &mut Cx<'_>, offer: &OfferRow, taker: OrganisationId, at: UtcMillis) -> Result<(), Error> {
    let checked = offer.best_before_checked_at.is_some();
    let mut food = match offer.lot_id {
        Some(lot) => giving::food(cx, lot)?,
        None => rules::food(offer.use_by, offer.best_before, checked, cx.settings.time_zone),
    };
    // Who gives and what the taker has declared only matters in the last days: most hand-overs need no query for it.
    let near = food.safe_until.is_some_and(|end| end.plus(-PACK.dates.shop_notice) < at);
    food.from_shop = near && gives_as_shop(cx.conn, offer.organisation_id)?;
    let in_time = food.from_shop && redistribution::store::in_time(cx.conn, taker)?;
    (PACK.dates.hand_over)(&food, at, in_time).map_err(|reason| rules::obstacle(reason).into())
}

fn gives_as_shop(conn: &mut Conn, organisation: OrganisationId) -> Result<bool, Error> {
    let found = organisations::store::summaries(conn, &[organisation])?;
    Ok(found.get(&organisation).is_some_and(|giver| giver.kind == OrganisationKind::Donor))
}

/// Records what a new offer says about checks and freezing. `use_by` is the limit that counts.
///
/// # Errors
/// When the database fails.
pub(super) fn record_published(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: OfferId,
    new: &NewOffer,
    use_by: Option<NaiveDate>,
) -> Result<(), Error> {
    if let Some(check) = new.best_before_check.as_ref().filter(|_| new.best_before.is_some()) {
        record_check(cx, actor, id, 1, check)?;
    }
    if let (Some(frozen_on), Some(use_by)) = (new.frozen_on, use_by) {
        let printed = (new.use_by, new.best_before);
        let told = NewFreezing { frozen_on, note: None };
        record_freezing(cx, actor, Frozen { offer_id: id, claim_id: None, printed, use_by }, &told)?;
    }
    Ok(())
}

/// The giver checks food whose best-before day is over, or soon will be. Of a lot it is the lot that is checked, and its
/// offers follow.
///
/// # Errors
/// 403 for another organisation's offer, and for another one's lot; 409 when it is no longer open; 422 when it has no
/// best-before date.
pub fn check(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, told: &NewBestBeforeCheck) -> Result<Offer, Error> {
    let row = open_offer(cx, actor, id)?;
    if row.best_before.is_none() {
        return Err(Error::invalid("/best_before", "required"));
    }
    // First, because it waits for whoever changes the offer now: numbers then follow each other.
    match row.lot_id {
        Some(lot) => stock::store::check(cx, actor, lot, told).map(drop)?,
        None => note_check(cx, &row, told)?,
    }
    let number: i64 = best_before_checks::table.filter(best_before_checks::offer_id.eq(id)).count().get_result(cx.conn)?;
    record_check(cx, actor, id, number + 1, told)?;
    read::find(cx, actor, id)
}

/// Writes what came of a check.
fn note_check(cx: &mut Cx<'_>, row: &OfferRow, told: &NewBestBeforeCheck) -> Result<(), Error> {
    let checked_at = told.passes().then_some(cx.now);
    let written = diesel::update(unchanged(row))
        .set((
            offers::best_before_checked_at.eq(checked_at),
            offers::updated_at.eq(cx.now),
            offers::version.eq(offers::version + 1),
        ))
        .execute(cx.conn)?;
    require_one(written)
}

/// The giver freezes what it offers.
///
/// # Errors
/// 403 for another organisation's offer; 409 when it is no longer open, claimed in part or frozen; 422 for a day on which
/// it could not be frozen, and for food of a lot, which is frozen in stock.
pub fn freeze(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, told: &NewFreezing) -> Result<Offer, Error> {
    let row = open_offer(cx, actor, id)?;
    let zone = cx.settings.time_zone;
    let use_by = freezable(&row, told, rules::today(cx.now, zone))?;
    if row.left_grams != row.total_grams {
        return Err(Refusal::Claimed.problem().into());
    }
    let windows = read::pickup_windows_of(cx.conn, id)?;
    let timing = Timing { use_by: Some(use_by), best_before: None, checked: false, windows: &windows };
    let closes_at = rules::closes_at(timing, cx.now, zone).map_err(Refusal::problem)?;
    let written = diesel::update(unchanged(&row))
        .set((
            offers::temperature_class.eq(TemperatureClass::Frozen),
            offers::frozen_on.eq(told.frozen_on),
            offers::use_by.eq(use_by),
            offers::best_before.eq(None::<NaiveDate>),
            offers::closes_at.eq(closes_at),
            offers::updated_at.eq(cx.now),
            offers::version.eq(offers::version + 1),
        ))
        .execute(cx.conn)?;
    require_one(written)?;
    let printed = (row.use_by, row.best_before);
    record_freezing(cx, actor, Frozen { offer_id: id, claim_id: None, printed, use_by }, told)?;
    read::find(cx, actor, id)
}

/// Records that a taker froze what it fetched of an offer.
///
/// # Errors
/// 409 when it is frozen already; 422 for a day on which it could not be frozen, and for food of a lot, which is in the
/// taker's stock and is frozen there.
pub fn freeze_claimed(
    cx: &mut Cx<'_>,
    actor: &Actor,
    claim_id: ClaimId,
    offer_id: OfferId,
    told: &NewFreezing,
) -> Result<(), Error> {
    let row = read::load(cx.conn, offer_id)?;
    let use_by = freezable(&row, told, rules::today(cx.now, cx.settings.time_zone))?;
    if freezing_of_claim(cx.conn, claim_id)?.is_some() {
        return Err(Refusal::Frozen.problem().into());
    }
    let printed = (row.use_by, row.best_before);
    record_freezing(cx, actor, Frozen { offer_id, claim_id: Some(claim_id), printed, use_by }, told)
}

/// The limit of an offer's food once frozen. A lot's own books say what was frozen of it, so that a recall follows it.
fn freezable(row: &OfferRow, told: &NewFreezing, today: NaiveDate) -> Result<NaiveDate, Error> {
    if row.temperature_class == TemperatureClass::Frozen {
        return Err(Refusal::Frozen.problem().into());
    }
    if row.lot_id.is_some() {
        return Err(Error::invalid("/frozen_on", "frozen_in_stock"));
    }
    rules::freeze(told.frozen_on, row.use_by, today).map_err(|refusal| refusal.problem().into())
}

fn open_offer(cx: &mut Cx<'_>, actor: &Actor, id: OfferId) -> Result<OfferRow, Error> {
    actor.see_network()?;
    let row = read::load(cx.conn, id)?;
    actor.act_for(row.organisation_id)?;
    if row.status == OfferStatus::Open && row.closes_at > cx.now { Ok(row) } else { Err(Refusal::Closed.problem().into()) }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn unchanged(row: &OfferRow) -> _ {
    let (id, version): (OfferId, i64) = (row.id, row.version);
    offers::table.find(id).filter(offers::version.eq(version))
}

fn require_one(written: usize) -> Result<(), Error> {
    if written == 1 { Ok(()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

fn record_check(
    cx: &mut Cx<'_>,
    actor: &Actor,
    offer_id: OfferId,
    number: i64,
    told: &NewBestBeforeCheck,
) -> Result<(), Error> {
    let row = CheckRow {
        offer_id,
        number,
        at: cx.now,
        user_id: actor.user_id,
        packaging_intact: told.packaging_intact,
        storage_kept: told.storage_kept,
        traceable: told.traceable,
        note: told.note.clone(),
    };
    diesel::insert_into(best_before_checks::table).values(row).execute(cx.conn)?;
    Ok(())
}

/// What was frozen, and what that means for its date.
struct Frozen {
    offer_id: OfferId,
    claim_id: Option<ClaimId>,
    printed: (Option<NaiveDate>, Option<NaiveDate>),
    use_by: NaiveDate,
}

fn record_freezing(cx: &mut Cx<'_>, actor: &Actor, frozen: Frozen, told: &NewFreezing) -> Result<(), Error> {
    let row = FreezingRow {
        id: Uuid::now_v7().as_bytes().to_vec(),
        offer_id: frozen.offer_id,
        claim_id: frozen.claim_id,
        frozen_on: told.frozen_on,
        printed_use_by: frozen.printed.0,
        printed_best_before: frozen.printed.1,
        use_by: frozen.use_by,
        note: told.note.clone(),
        recorded_by: actor.user_id,
        recorded_at: cx.now,
    };
    diesel::insert_into(freezings::table).values(row).execute(cx.conn)?;
    Ok(())
}

/// An offer's checks, oldest first.
pub(super) fn checks(conn: &mut Conn, offer: OfferId) -> Result<Vec<BestBeforeCheck>, Error> {
    let rows: Vec<(CheckRow, String)> = on_backend!(conn, conn => best_before_checks::table
        .inner_join(users::table)
        .filter(best_before_checks::offer_id.eq(offer))
        .order(best_before_checks::number)
        .select((CheckRow::as_select(), users::name))
        .load(conn))?;
    Ok(rows.into_iter().map(|(row, by)| row.shown(by)).collect())
}

/// How an offer's giver froze it.
pub(super) fn freezing(conn: &mut Conn, offer: OfferId) -> Result<Option<Freezing>, Error> {
    let found = on_backend!(conn, conn => freezings::table
        .inner_join(users::table)
        .filter(freezings::offer_id.eq(offer))
        .filter(freezings::claim_id.is_null())
        .select((FreezingRow::as_select(), users::name))
        .first::<(FreezingRow, String)>(conn)
        .optional())?;
    Ok(found.map(|(row, by)| row.shown(by)))
}

/// How a taker froze what it fetched.
///
/// # Errors
/// When the database fails.
pub fn freezing_of_claim(conn: &mut Conn, claim: ClaimId) -> Result<Option<Freezing>, Error> {
    let found = freezings::table
        .inner_join(users::table)
        .filter(freezings::claim_id.eq(claim))
        .select((FreezingRow::as_select(), users::name))
        .first::<(FreezingRow, String)>(conn)
        .optional()?;
    Ok(found.map(|(row, by)| row.shown(by)))
}
