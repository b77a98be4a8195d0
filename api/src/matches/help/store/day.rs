//! The matches of equipment and skills of an organisation's first page.

use super::Found;
use super::items_of_need::items_knowing;
use super::known::Known;
use super::needs_of_item::needs_knowing;
use super::skills::skills_knowing;
use crate::db::expr::literal;
use crate::db::schema::{equipment, equipment_needs as needs, skill_listings as listings};
use crate::equipment::{self as lending, EquipmentRow};
use crate::equipment_needs::{self as wanting, EquipmentNeedRow};
use crate::http::{Actor, Cx, Error};
use crate::offers::today;
use crate::skills::{self as directory, ListingRow};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{EquipmentId, EquipmentNeedId, OrganisationId, SkillListingId};
use shared::matches::MatchSide;
use shared::matches::help::{HelpFit, HelpKind};
use shared::skills::ListingKind;
use shared::today::{DayEquipmentMatch, DaySkillMatch};
use std::cmp::Reverse;

/// Own things of one sort for which matches are looked for, the newest: each is a search of its own.
const OWN: i64 = 3;
/// Matches of each.
const EACH: usize = 2;

/// A match before what it is between is read: something that helps, and who wants it.
struct Pair<Helping, Wanting> {
    side: MatchSide,
    helping: Helping,
    wanting: Wanting,
    fit: HelpFit,
}

/// The best of some matches; best first.
fn best<H: Ord + Copy, W: Ord + Copy>(mut pairs: Vec<Pair<H, W>>, limit: usize) -> Vec<Pair<H, W>> {
    pairs.sort_by_key(|pair| (Reverse(pair.fit.score), pair.helping, pair.wanting));
    pairs.truncate(limit);
    pairs
}

/// What fits an organisation's own needs of equipment, and which needs of others its newest items fit; best first, at most
/// `limit`.
///
/// # Errors
/// When the database fails.
pub fn equipment_of_day(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    limit: usize,
) -> Result<Vec<DayEquipmentMatch>, Error> {
    let (own_needs, own_items) = (own_needs(cx, organisation)?, own_items(cx, organisation)?);
    if own_needs.is_empty() && own_items.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::of(cx, HelpKind::Equipment, organisation)?;
    let mut pairs: Vec<Pair<EquipmentId, EquipmentNeedId>> = Vec::new();
    for need in own_needs {
        let found = items_knowing(cx, &known, &need, EACH)?.into_iter();
        let pair = |Found { id, fit }| Pair { side: MatchSide::Needing, helping: id, wanting: need.id, fit };
        pairs.extend(found.map(pair));
    }
    for item in own_items {
        let found = needs_knowing(cx, &known, &item, EACH)?.into_iter();
        let pair = |Found { id, fit }| Pair { side: MatchSide::Offering, helping: item.id, wanting: id, fit };
        pairs.extend(found.map(pair));
    }
    let pairs = best(pairs, limit);
    let (items, needs): (Vec<EquipmentId>, Vec<EquipmentNeedId>) =
        pairs.iter().map(|pair| (pair.helping, pair.wanting)).unzip();
    let (items, needs) = (lending::store::rows(cx.conn, &items)?, wanting::store::rows(cx.conn, &needs)?);
    let (mut kept, mut item_rows, mut need_rows) = (Vec::new(), Vec::new(), Vec::new());
    for pair in pairs {
        let (Some(item), Some(need)) = (items.get(&pair.helping), needs.get(&pair.wanting)) else { continue };
        let metres = Some(pair.fit.distance_m);
        item_rows.push((item.clone(), metres));
        need_rows.push((need.clone(), metres));
        kept.push(pair);
    }
    let items = lending::store::assemble(cx.conn, actor, item_rows)?;
    let needs = wanting::store::assemble(cx, actor, need_rows)?;
    let shown = kept.into_iter().zip(items).zip(needs);
    let shown = shown.map(|((Pair { side, fit, .. }, equipment), need)| DayEquipmentMatch { side, equipment, need, fit });
    Ok(shown.collect())
}

/// What fits the newest skills that an organisation looks for and offers; best first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn skills_of_day(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    limit: usize,
) -> Result<Vec<DaySkillMatch>, Error> {
    let mut skills = own_skills(cx, organisation, ListingKind::Wanted)?;
    skills.extend(own_skills(cx, organisation, ListingKind::Offered)?);
    if skills.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::of(cx, HelpKind::Skill, organisation)?;
    let mut pairs: Vec<Pair<SkillListingId, SkillListingId>> = Vec::new();
    for own in skills {
        let found = skills_knowing(cx, &known, &own, EACH)?.into_iter();
        pairs.extend(found.map(|Found { id, fit }| match own.kind {
            ListingKind::Wanted => Pair { side: MatchSide::Needing, helping: id, wanting: own.id, fit },
            ListingKind::Offered => Pair { side: MatchSide::Offering, helping: own.id, wanting: id, fit },
        }));
    }
    let pairs = best(pairs, limit);
    let ids: Vec<SkillListingId> = pairs.iter().flat_map(|pair| [pair.helping, pair.wanting]).collect();
    let rows = directory::store::rows(cx.conn, &ids)?;
    let (mut kept, mut both) = (Vec::new(), Vec::new());
    for pair in pairs {
        let (Some(offered), Some(wanted)) = (rows.get(&pair.helping), rows.get(&pair.wanting)) else { continue };
        let metres = Some(pair.fit.distance_m);
        both.extend([(offered.clone(), metres), (wanted.clone(), metres)]);
        kept.push(pair);
    }
    let mut shown_skills = directory::store::assemble(cx.conn, actor, both)?.into_iter();
    let mut shown = Vec::new();
    for Pair { side, fit, .. } in kept {
        let (Some(offered), Some(wanted)) = (shown_skills.next(), shown_skills.next()) else { break };
        shown.push(DaySkillMatch { side, offered, wanted, fit });
    }
    Ok(shown)
}

/// What the organisation looks for and has not found, the soonest first.
fn own_needs(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Vec<EquipmentNeedRow>, Error> {
    Ok(needs::table
        .filter(needs::organisation_id.eq(organisation))
        .filter(literal::<Bool>("equipment_needs.status = 'open'"))
        .filter(needs::ends_at.gt(cx.now))
        .order((needs::starts_at, needs::id))
        .limit(OWN)
        .select(EquipmentNeedRow::as_select())
        .load(cx.conn)?)
}

/// What the organisation lends.
fn own_items(cx: &mut Cx<'_>, organisation: OrganisationId) -> Result<Vec<EquipmentRow>, Error> {
    Ok(equipment::table
        .filter(equipment::organisation_id.eq(organisation))
        .filter(literal::<Bool>("equipment.retired_at IS NULL"))
        .order((equipment::created_at.desc(), equipment::id.desc()))
        .limit(OWN)
        .select(EquipmentRow::as_select())
        .load(cx.conn)?)
}

/// What the organisation looks for, or offers.
fn own_skills(cx: &mut Cx<'_>, organisation: OrganisationId, kind: ListingKind) -> Result<Vec<ListingRow>, Error> {
    let today = today(cx.now, cx.settings.time_zone);
    Ok(listings::table
        .filter(listings::organisation_id.eq(organisation))
        .filter(listings::kind.eq(kind))
        .filter(literal::<Bool>("skill_listings.paused_at IS NULL"))
        .filter(listings::needed_by.is_null().or(listings::needed_by.ge(today)))
        .order((listings::created_at.desc(), listings::id.desc()))
        .limit(OWN)
        .select(ListingRow::as_select())
        .load(cx.conn)?)
}
