//! Criteria in the database.

use super::model::CriteriaRow;
use super::rules::{self, OfferFacts, days, least};
use crate::db::expr::any_of;
use crate::db::schema::acceptance_criteria;
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::offers::OfferRow;
use crate::{categories, offers, on_backend, sites};
use diesel::prelude::*;
use shared::acceptance::{Acceptance, AcceptanceCriteria, ObjectionList, ObjectionQuery};
use shared::geo::Position;
use shared::ids::SiteId;
use shared::problem::{Code, Problem};
use shared::sites::Site;
use std::collections::HashMap;

/// The version of criteria that were never declared.
const UNDECLARED: i64 = 1;

/// What a site takes.
///
/// # Errors
/// 404 when there is no such site for the caller.
pub fn find(cx: &mut Cx<'_>, actor: &Actor, id: SiteId) -> Result<Acceptance, Error> {
    sites::store::find(cx, actor, id)?;
    row(cx, id).map(|row| row.shown())
}

/// What speaks against an offer, by a site's criteria.
///
/// # Errors
/// 404 when there is no such site for the caller; 403 for who does not see the network; 422 when there is no such offer.
pub fn objections(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, query: &ObjectionQuery) -> Result<ObjectionList, Error> {
    actor.see_network()?;
    let site = sites::store::find(cx, actor, id)?;
    let criteria = row(cx, id)?.criteria();
    let offer = offers::store::load(cx.conn, query.offer).map_err(|_| Error::invalid("?offer", "unknown"))?;
    let windows = offers::store::windows(cx.conn, &[offer.id])?.remove(&offer.id).unwrap_or_default();
    let mut facts = facts(&offer, distance(&offer, &site));
    facts.days = days(&windows, cx.now, cx.settings.time_zone);
    if let Some(wish) = query.grams {
        (facts.least, facts.most) = (wish, wish);
    }
    Ok(ObjectionList { items: rules::objections(&criteria, &facts) })
}

fn distance(offer: &OfferRow, site: &Site) -> Option<i64> {
    Some(Position::new(offer.latitude?, offer.longitude?)?.metres_to(site.position?))
}

/// An offer's facts without its days.
fn facts(offer: &OfferRow, distance_m: Option<i64>) -> OfferFacts<'_> {
    OfferFacts {
        category: &offer.category_code,
        class: offer.temperature_class,
        least: least(offer.unit, offer.grams_per_unit, offer.left_grams),
        most: offer.left_grams,
        distance_m,
        days: Vec::new(),
    }
}

/// Declares what a site takes, in place of what was declared before.
///
/// # Errors
/// 404, 403; 412 when somebody changed it meanwhile; 422 for an unknown category.
pub fn replace(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SiteId,
    seen: IfMatch,
    criteria: &AcceptanceCriteria,
) -> Result<Acceptance, Error> {
    let unknown = criteria.categories.iter().position(|code| !categories::tree().exists(code));
    if let Some(place) = unknown {
        return Err(Error::invalid(&format!("/categories/{place}"), "unknown"));
    }
    let mut criteria = criteria.clone();
    criteria.categories.sort_unstable();
    criteria.categories.dedup();
    let declared_at = Some(cx.now);
    write(cx, actor, id, seen, |version| CriteriaRow::of(id, &criteria, declared_at, version))
}

/// Takes back what was declared: the site takes anything.
///
/// # Errors
/// 404, 403; 412 when somebody changed it meanwhile.
pub fn delete(cx: &mut Cx<'_>, actor: &Actor, id: SiteId, seen: IfMatch) -> Result<(), Error> {
    let anything = AcceptanceCriteria::default();
    write(cx, actor, id, seen, |version| CriteriaRow::of(id, &anything, None, version)).map(|_| ())
}

fn write(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: SiteId,
    seen: IfMatch,
    next: impl Fn(i64) -> CriteriaRow,
) -> Result<Acceptance, Error> {
    let site = sites::store::find(cx, actor, id)?;
    actor.manage(site.organisation.id)?;
    let known: Option<CriteriaRow> = load(cx, id)?;
    let version = known.as_ref().map_or(UNDECLARED, |row| row.version);
    seen.check(version)?;
    let row = next(version.saturating_add(1));
    let written = if known.is_some() {
        let unchanged = acceptance_criteria::table.find(id).filter(acceptance_criteria::version.eq(version));
        diesel::update(unchanged).set(&row).execute(cx.conn)?
    } else {
        on_backend!(cx.conn, conn => diesel::insert_into(acceptance_criteria::table)
            .values(&row)
            .on_conflict_do_nothing()
            .execute(conn))?
    };
    if written == 1 { Ok(row.shown()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
}

fn row(cx: &mut Cx<'_>, id: SiteId) -> Result<CriteriaRow, Error> {
    let undeclared = || CriteriaRow::of(id, &AcceptanceCriteria::default(), None, UNDECLARED);
    Ok(load(cx, id)?.unwrap_or_else(undeclared))
}

fn load(cx: &mut Cx<'_>, id: SiteId) -> Result<Option<CriteriaRow>, Error> {
    Ok(acceptance_criteria::table.find(id).select(CriteriaRow::as_select()).first(cx.conn).optional()?)
}

/// Of pairs of an offer and a site with the distance between them, in metres, those in which the site takes the offer:
/// `true` in their place.
///
/// # Errors
/// When the database fails.
pub fn accepted(cx: &mut Cx<'_>, pairs: &[(&OfferRow, SiteId, Option<i64>)]) -> Result<Vec<bool>, Error> {
    let sites = pairs.iter().map(|(_, site, _)| *site);
    let rows: Vec<CriteriaRow> = acceptance_criteria::table
        .filter(any_of(acceptance_criteria::site_id, sites))
        .select(CriteriaRow::as_select())
        .load(cx.conn)?;
    if rows.is_empty() {
        return Ok(vec![true; pairs.len()]);
    }
    let criteria: HashMap<SiteId, AcceptanceCriteria> = rows.into_iter().map(|row| (row.site_id, row.criteria())).collect();
    let offers: Vec<_> = pairs.iter().map(|(offer, ..)| offer.id).collect();
    let windows = offers::store::windows(cx.conn, &offers)?;
    let (now, zone) = (cx.now, cx.settings.time_zone);
    let takes = pairs.iter().map(|(offer, site, distance_m)| {
        let Some(criteria) = criteria.get(site) else { return true };
        let windows = windows.get(&offer.id).map_or(&[][..], Vec::as_slice);
        let facts = OfferFacts { days: days(windows, now, zone), ..facts(offer, *distance_m) };
        rules::accepts(criteria, &facts).is_ok()
    });
    Ok(takes.collect())
}
