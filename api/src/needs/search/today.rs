//! The two short lists of the first page.

use super::filters::{Scope, Search};
use super::run;
use crate::db::schema::needs;
use crate::engine::text_query::TextQuery;
use crate::http::{Actor, Cx, Error};
use crate::near::Place;
use crate::needs::NeedRow;
use crate::needs::store;
use diesel::prelude::*;
use shared::ids::{NeedId, OrganisationId};
use shared::needs::{Need, NeedSort, NeedStatus};
use shared::sites::Site;
use std::collections::BTreeMap;

/// Farthest that somebody would drive for an urgent need, km: the most that a site or a need can say is more.
const FARTHEST_KM: i64 = 120;
/// Urgent needs near one site that are looked at.
const LOOKED_AT: usize = 50;

/// Urgent needs of others, so near one of the organisation's sites that one of both sides goes that far; nearest first,
/// at most `limit`. A need near two sites counts from the nearer.
///
/// # Errors
/// When the database fails.
pub fn urgent_near(
    cx: &mut Cx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
    sites: &[Site],
    limit: usize,
) -> Result<Vec<Need>, Error> {
    let mut seen: Vec<(NeedId, i64, i64)> = Vec::new();
    for (site, centre) in sites.iter().filter_map(|site| Some((site, site.position?))) {
        let found = run(cx, &urgent(organisation, Place { centre, within_m: FARTHEST_KM * 1_000 }), None)?;
        seen.extend(found.into_iter().filter_map(|found| Some((found.id, found.distance_m?, site.reach_km))));
    }
    let ids: Vec<NeedId> = seen.iter().map(|(id, ..)| *id).collect();
    let rows = store::rows_of(cx.conn, &ids)?;
    let mut nearest: BTreeMap<NeedId, i64> = BTreeMap::new();
    for (id, distance, site_km) in seen {
        let need_km = rows.get(&id).and_then(|row| row.pickup_km).unwrap_or_default();
        if distance <= site_km.max(need_km).saturating_mul(1_000) {
            nearest.entry(id).and_modify(|known| *known = distance.min(*known)).or_insert(distance);
        }
    }
    let mut keys: Vec<(i64, NeedId)> = nearest.into_iter().map(|(id, distance)| (distance, id)).collect();
    keys.sort_unstable();
    keys.truncate(limit);
    let needs = keys.iter().filter_map(|(distance, id)| Some((rows.get(id)?.clone(), Some(*distance)))).collect();
    store::assemble(cx.conn, actor, needs)
}

fn urgent(not_of: OrganisationId, place: Place) -> Search {
    Search {
        scope: Scope::Open,
        place: Some(place),
        text: TextQuery::default(),
        categories: None,
        temperature_class: None,
        urgent: Some(true),
        kind: None,
        not_of: Some(not_of),
        sort: NeedSort::Distance,
        limit: LOOKED_AT,
        fingerprint: 0,
    }
}

/// An organisation's own open needs that still lack something, soonest first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn lacking_of(cx: &mut Cx<'_>, actor: &Actor, organisation: OrganisationId, limit: usize) -> Result<Vec<Need>, Error> {
    let rows: Vec<NeedRow> = needs::table
        .filter(needs::organisation_id.eq(organisation))
        .filter(needs::status.eq(NeedStatus::Open))
        .filter((needs::promised_grams + needs::received_grams).lt(needs::wanted_grams))
        .filter(needs::closes_at.gt(cx.now))
        .order((needs::closes_at, needs::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(NeedRow::as_select())
        .load(cx.conn)?;
    store::assemble(cx.conn, actor, rows.into_iter().map(|row| (row, None)).collect())
}
