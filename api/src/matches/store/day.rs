//! The matches of an organisation's first page.

use super::{Found, best_needs, best_offers};
use crate::db::schema::offers;
use crate::http::{Actor, Cx, Error};
use crate::needs;
use crate::offers::{self as offering, OfferRow};
use diesel::prelude::*;
use shared::ids::{NeedId, OfferId, OrganisationId};
use shared::matches::{Fit, MatchSide};
use shared::needs::Need;
use shared::offers::OfferStatus;
use shared::today::DayMatch;
use std::cmp::Reverse;

/// Own needs and own offers for which matches are looked for: each is a search of its own.
const OWN: usize = 4;
/// Matches of one need or offer.
const EACH: usize = 2;

/// A match before what it is between is read.
struct Pair {
    side: MatchSide,
    offer: OfferId,
    need: NeedId,
    fit: Fit,
}

/// The best matches of an organisation's own needs, which still lack something, and of its newest open offers; best first,
/// at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn of_day(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    own_needs: &[Need],
    limit: usize,
) -> Result<Vec<DayMatch>, Error> {
    let mut pairs = of_needs(cx, own_needs)?;
    pairs.extend(of_offers(cx, organisation)?);
    pairs.sort_by_key(|pair| (Reverse(pair.fit.score), pair.offer, pair.need));
    pairs.truncate(limit);
    shown(cx, actor, pairs)
}

fn of_needs(cx: &mut Cx<'_>, own: &[Need]) -> Result<Vec<Pair>, Error> {
    let ids: Vec<NeedId> = own.iter().take(OWN).map(|need| need.id).collect();
    let mut pairs = Vec::new();
    for row in needs::store::summaries(cx.conn, &ids)?.into_values() {
        let found = best_offers(cx, &row, EACH)?.into_iter();
        pairs.extend(found.map(|Found { id, fit }| Pair { side: MatchSide::Needing, offer: id, need: row.id, fit }));
    }
    Ok(pairs)
}

fn of_offers(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Vec<Pair>, Error> {
    let mut pairs = Vec::new();
    for row in open_offers(cx, organisation)? {
        let found = best_needs(cx, &row, EACH)?.into_iter();
        pairs.extend(found.map(|Found { id, fit }| Pair { side: MatchSide::Offering, offer: row.id, need: id, fit }));
    }
    Ok(pairs)
}

/// The organisation's newest open offers of which something is left, and can be proposed: what is kept for those who are
/// called first cannot.
fn open_offers(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Vec<OfferRow>, Error> {
    Ok(offers::table
        .filter(offers::organisation_id.eq(organisation))
        .filter(offers::status.eq(OfferStatus::Open))
        .filter(offers::left_grams.gt(0))
        .filter(offers::closes_at.gt(cx.now))
        .filter(offers::first_until.is_null())
        .order((offers::published_at.desc(), offers::id.desc()))
        .limit(OWN as i64)
        .select(OfferRow::as_select())
        .load(cx.conn)?)
}

/// On the wire: what all of them are between is read at once.
fn shown(cx: &mut Cx<'_>, actor: &Actor, pairs: Vec<Pair>) -> Result<Vec<DayMatch>, Error> {
    let (offer_ids, need_ids): (Vec<OfferId>, Vec<NeedId>) = pairs.iter().map(|pair| (pair.offer, pair.need)).unzip();
    let offers = offering::store::rows(cx.conn, &offer_ids)?;
    let needs = needs::store::summaries(cx.conn, &need_ids)?;
    let (mut kept, mut offer_rows, mut need_rows) = (Vec::new(), Vec::new(), Vec::new());
    for pair in pairs {
        let (Some(offer), Some(need)) = (offers.get(&pair.offer), needs.get(&pair.need)) else { continue };
        let metres = Some(pair.fit.distance_m);
        offer_rows.push((offer.clone(), metres));
        need_rows.push((need.clone(), metres));
        kept.push(pair);
    }
    let offers = offering::store::assemble(cx.conn, actor, offer_rows)?;
    let needs = needs::store::assemble(cx.conn, actor, need_rows)?;
    let shown = kept.into_iter().zip(offers).zip(needs);
    Ok(shown.map(|((Pair { side, fit, .. }, offer), need)| DayMatch { side, offer, need, fit }).collect())
}
