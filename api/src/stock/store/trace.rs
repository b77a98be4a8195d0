//! Where a lot went.

use super::freezing::frozen_of;
use super::read::{Known, donor, summaries, visible};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::stock_movements as movements;
use crate::http::{Actor, Cx, Error};
use crate::stock::model::MovementRow;
use crate::stock::rules::flow::{self, Line, Passage};
use diesel::prelude::*;
use shared::ids::{LotId, SiteId};
use shared::stock::{LotTrace, TracePlace, TraceStep};
use std::collections::BTreeSet;

/// Every site that received any of a lot, and what became of it there, frozen or not; whoever got some of it later sees its
/// own part.
///
/// # Errors
/// 404 when there is none that the caller may see.
pub fn trace(cx: &mut Cx<'_>, actor: &Actor, id: LotId) -> Result<LotTrace, Error> {
    let seen = visible(cx.conn, actor, id)?;
    let mut family = frozen_of(cx.conn, &[id])?;
    family.push(id);
    let flow::Trace { places, steps } = flow::trace(&lines(cx.conn, &family)?);
    let mut places: Vec<(SiteId, Passage)> =
        places.into_iter().filter(|(_, place)| seen.all || actor.belongs_to(place.organisation)).collect();
    places.sort_by_key(|(site, place)| (place.first_at, *site));
    let own: BTreeSet<SiteId> = places.iter().map(|(site, _)| *site).collect();
    let known = Known::of(cx.conn, places.iter().map(|(site, place)| (place.organisation, *site)), std::iter::empty())?;
    let touches = |site: Option<SiteId>| site.is_some_and(|site| own.contains(&site));
    let steps = steps.into_iter().filter(|step| seen.all || touches(step.from) || touches(step.to));
    Ok(LotTrace {
        lot: summaries(cx.conn, &[&seen.row])?.into_iter().next().ok_or_else(Error::not_found)?,
        donor: donor(cx.conn, &seen.row)?,
        places: places.iter().map(|(site, place)| shown(&known, *site, place)).collect::<Result<_, Error>>()?,
        steps: steps
            .map(|step| TraceStep { from_site_id: step.from, to_site_id: step.to, grams: step.grams, last_at: step.last_at })
            .collect(),
    })
}

fn shown(known: &Known, site: SiteId, place: &Passage) -> Result<TracePlace, Error> {
    Ok(TracePlace {
        organisation: known.organisation(place.organisation)?,
        site: known.site(site)?,
        received_grams: place.received,
        passed_on_grams: place.passed_on,
        distributed_grams: place.distributed,
        wasted_grams: place.wasted,
        adjusted_grams: place.adjusted,
        left_grams: place.left(),
        first_at: place.first_at,
    })
}

/// The whole ledger of lots, the first lines first.
///
/// # Errors
/// When the database fails.
pub(super) fn lines(conn: &mut Conn, lots: &[LotId]) -> Result<Vec<Line>, Error> {
    let rows: Vec<MovementRow> = movements::table
        .filter(any_of(movements::lot_id, lots.iter().copied().map(Some)))
        .order((movements::at, movements::id))
        .select(MovementRow::as_select())
        .load(conn)?;
    let broken = || Error::Internal("a line without its accounts".to_owned());
    rows.iter().map(|row| row.line().ok_or_else(broken)).collect()
}
