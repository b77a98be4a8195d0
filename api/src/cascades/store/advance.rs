//! From step to step: the worker finds whom to call while it reads; whoever then moves the row on decides the step that
//! ends and calls the next ones, in the same transaction. So each step is decided once, however many servers share the
//! work or die at it.

use super::calling::{Callable, call, callable};
use super::deciding::decide;
use super::{calls, hold, load, set_end};
use crate::cascades::model::CascadeRow;
use crate::cascades::rules::{self, Candidate};
use crate::db::schema::cascades;
use crate::http::{Cx, Error};
use crate::notifications::{Subject, store as notifications};
use crate::offers::{self, OfferRow};
use diesel::prelude::*;
use shared::cascades::CascadeStep;
use shared::ids::{OfferId, OrganisationId};
use shared::offers::OfferStatus;
use shared::time::UtcMillis;
use shared::units::Grams;

/// Begins the cascade of an offer that was just published: the worker calls the first ones.
///
/// # Errors
/// When the database fails.
pub fn begin(cx: &mut Cx<'_>, offer: OfferId) -> Result<(), Error> {
    let row = CascadeRow {
        offer_id: offer,
        step: CascadeStep::Partners,
        number: 0,
        ends_at: Some(cx.now),
        then_everybody: false,
        version: 1,
    };
    diesel::insert_into(cascades::table).values(&row).execute(cx.conn)?;
    Ok(())
}

/// Ends the running step at once, because its offer is off the board: who wished for it is told.
///
/// # Errors
/// When the database fails.
pub fn stop(cx: &mut Cx<'_>, offer: OfferId) -> Result<(), Error> {
    let running = cascades::table.find(offer).filter(cascades::ends_at.is_not_null());
    let over = (cascades::ends_at.eq(cx.now), cascades::version.eq(cascades::version + 1));
    diesel::update(running).set(over).execute(cx.conn)?;
    Ok(())
}

/// Follows an offer whose dates changed: where it closes earlier, its step ends earlier.
///
/// # Errors
/// 409 when the step was decided meanwhile.
pub fn reschedule(cx: &mut Cx<'_>, offer: &OfferRow) -> Result<(), Error> {
    let Some((row, ends_at)) = load(cx, offer.id)?.and_then(|row| Some((row, row.ends_at?))) else { return Ok(()) };
    let latest = rules::step_end(cx.now, offer.closes_at, cx.settings.time_zone).unwrap_or(cx.now);
    if latest < ends_at {
        hold(cx, &row)?;
        set_end(cx, offer.id, Some(latest))?;
    }
    Ok(())
}

/// A cascade whose step is due, as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    offer: OfferId,
    number: i64,
    version: i64,
}

/// What is due, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, limit: i64) -> Result<Vec<Due>, Error> {
    let rows: Vec<(OfferId, i64, i64)> = cascades::table
        .filter(cascades::ends_at.is_not_null())
        .filter(cascades::ends_at.le(cx.now))
        .order((cascades::ends_at, cascades::offer_id))
        .limit(limit)
        .select((cascades::offer_id, cascades::number, cascades::version))
        .load(cx.conn)?;
    Ok(rows.into_iter().map(|(offer, number, version)| Due { offer, number, version }).collect())
}

/// Who could be called next.
pub struct Prepared(Vec<Callable>);

/// Finds who could be called next; nobody where the offer is open no more. Only reads.
///
/// # Errors
/// When the database fails.
pub fn prepare(cx: &mut Cx<'_>, due: &Due) -> Result<Prepared, Error> {
    let offer = offers::store::load(cx.conn, due.offer)?;
    if !is_open(cx, &offer) {
        return Ok(Prepared(Vec::new()));
    }
    let called: Vec<OrganisationId> = calls(cx, due.offer)?.iter().map(|call| call.organisation_id).collect();
    // Partners are called first or not at all.
    let mut callable = callable(cx, &offer, due.number == 0)?;
    callable.retain(|one| !called.contains(&one.candidate.organisation));
    Ok(Prepared(callable))
}

fn is_open(cx: &Cx<'_>, offer: &OfferRow) -> bool {
    offer.status == OfferStatus::Open && offer.closes_at > cx.now && offer.left_grams > Grams::ZERO
}

/// Decides the step that ends, and calls the next ones or opens the offer to everybody. Returns how many things were done;
/// none where another server was faster, or somebody has answered meanwhile.
///
/// # Errors
/// When the database fails.
pub fn advance(cx: &mut Cx<'_>, due: &Due, prepared: &Prepared) -> Result<usize, Error> {
    let as_seen =
        cascades::table.find(due.offer).filter(cascades::version.eq(due.version)).filter(cascades::ends_at.is_not_null());
    if diesel::update(as_seen).set(cascades::version.eq(cascades::version + 1)).execute(cx.conn)? == 0 {
        return Ok(0);
    }
    let decided = decide(cx, due.offer, due.number)?;
    let offer = offers::store::load(cx.conn, due.offer)?;
    let row = load(cx, due.offer)?.ok_or_else(Error::not_found)?;
    match next_step(cx, &offer, &row, prepared) {
        Some((wave, ends_at)) => {
            let partners = wave.iter().any(|one| one.candidate.is_partner);
            move_on(cx, &row, if partners { CascadeStep::Partners } else { CascadeStep::Best }, Some(ends_at))?;
            for one in &wave {
                call(cx, &offer, row.number + 1, ends_at, one)?;
            }
        }
        None => {
            move_on(cx, &row, CascadeStep::Everybody, None)?;
            if is_open(cx, &offer) {
                notifications::matches_changed(cx, Subject::Offer(offer.id))?;
            }
        }
    }
    Ok(decided + 1)
}

/// Whom the next step calls, and when it is decided; `None` where it is everybody's turn, or nothing is left.
fn next_step(cx: &Cx<'_>, offer: &OfferRow, row: &CascadeRow, prepared: &Prepared) -> Option<(Vec<Callable>, UtcMillis)> {
    if row.then_everybody || !is_open(cx, offer) {
        return None;
    }
    let ends_at = rules::step_end(cx.now, offer.closes_at, cx.settings.time_zone)?;
    let candidates: Vec<Candidate> = prepared.0.iter().map(|one| one.candidate).collect();
    let chosen = rules::next_wave(&candidates);
    let of = |wanted: &Candidate| prepared.0.iter().find(|one| one.candidate == *wanted).cloned();
    let wave: Vec<Callable> = chosen.iter().filter_map(of).collect();
    (!wave.is_empty()).then_some((wave, ends_at))
}

fn move_on(cx: &mut Cx<'_>, row: &CascadeRow, step: CascadeStep, ends_at: Option<UtcMillis>) -> Result<(), Error> {
    let next = (cascades::step.eq(step), cascades::number.eq(row.number + 1));
    diesel::update(cascades::table.find(row.offer_id)).set(next).execute(cx.conn)?;
    set_end(cx, row.offer_id, ends_at)
}
