//! The end of a step: wishes become claims, as far as there is enough.

use super::calls;
use crate::cascades::model::{CallRow, WishRow};
use crate::cascades::notices::{self, Decided};
use crate::cascades::rules::{self, Supply, Wish};
use crate::db::schema::cascade_wishes;
use crate::http::{Actor, Cx, Error};
use crate::offers::{self, OfferRow};
use crate::{claims, needs};
use diesel::prelude::*;
use shared::claims::{Claim, NewClaim};
use shared::ids::{NeedId, OfferId};
use shared::problem::Code;
use shared::units::Grams;

/// Decides who gets how much of what was wished in a step that the caller holds. Returns how many wishes there were.
pub(super) fn decide(cx: &mut Cx<'_>, id: OfferId, number: i64) -> Result<usize, Error> {
    let rows: Vec<WishRow> = cascade_wishes::table
        .filter(cascade_wishes::offer_id.eq(id))
        .filter(cascade_wishes::number.eq(number))
        .filter(cascade_wishes::granted_grams.is_null())
        .order(cascade_wishes::organisation_id)
        .select(WishRow::as_select())
        .load(cx.conn)?;
    if rows.is_empty() {
        return Ok(0);
    }
    let (offer, calls) = (offers::store::load(cx.conn, id)?, calls(cx, id)?);
    let wishes: Vec<Wish> = rows.iter().map(|row| standing(row, &calls)).collect();
    let supply = supply(&offer);
    let granted = rules::decide(supply.available(cx.now), supply.unit, supply.piece, &wishes);
    for (row, grams) in rows.iter().zip(granted) {
        let claim = if grams > Grams::ZERO { grant(cx, &offer, row, grams)? } else { None };
        record(cx, row, claim.as_ref())?;
        notices::decided(cx, &offer, &Decided { wish: row, claim: claim.as_ref() })?;
    }
    Ok(rows.len())
}

fn supply(offer: &OfferRow) -> Supply {
    Supply {
        status: offer.status,
        closes_at: offer.closes_at,
        left: offer.left_grams,
        unit: offer.unit,
        piece: offer.grams_per_unit,
    }
}

fn standing(row: &WishRow, calls: &[CallRow]) -> Wish {
    let call = calls.iter().find(|call| call.organisation_id == row.organisation_id);
    Wish {
        organisation: row.organisation_id,
        grams: row.grams,
        is_partner: call.is_some_and(|call| call.is_partner),
        score: call.map_or(0, |call| call.score),
    }
}

/// Makes the claim, as the person who wished; `None` where that cannot be any more (he or she has left, say): then the
/// quantity is for others.
fn grant(cx: &mut Cx<'_>, offer: &OfferRow, row: &WishRow, grams: Grams) -> Result<Option<Claim>, Error> {
    let claim = NewClaim {
        offer_id: offer.id,
        site_id: row.site_id,
        grams,
        pickup_at: row.pickup_at.filter(|at| *at > cx.now),
        need_id: answered_need(cx, offer, row)?,
        message: row.message.clone(),
    };
    let made = Actor::of(cx.conn, row.wished_by)
        .map(|actor| actor.only_for(row.organisation_id))
        .and_then(|actor| claims::store::grant(cx, &actor, &claim));
    match made {
        Ok(claim) => Ok(Some(claim)),
        // These are found out after the quantity was taken: all of it is undone, and tried again without the need.
        Err(Error::Refused(problem)) if !matches!(problem.code, Code::NeedCovered | Code::NeedClosed) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The need that was named, as long as it lacks something.
fn answered_need(cx: &mut Cx<'_>, offer: &OfferRow, row: &WishRow) -> Result<Option<NeedId>, Error> {
    let Some(id) = row.need_id else { return Ok(None) };
    let need = needs::store::current(cx, id)?;
    let lacks = needs::rules::answer(&need.terms(), offer.temperature_class, cx.now).is_ok();
    Ok((lacks && need.site_id == row.site_id).then_some(id))
}

fn record(cx: &mut Cx<'_>, row: &WishRow, claim: Option<&Claim>) -> Result<(), Error> {
    let own = cascade_wishes::table.find((row.offer_id, row.organisation_id, row.number));
    let decided = (
        cascade_wishes::granted_grams.eq(claim.map_or(Grams::ZERO, |claim| claim.grams)),
        cascade_wishes::claim_id.eq(claim.map(|claim| claim.id)),
    );
    diesel::update(own).set(decided).execute(cx.conn)?;
    Ok(())
}
