//! The two short lists of the first page.

use super::filters::{Scope, Search};
use super::place::Place;
use super::{run, shown};
use crate::db::schema::needs;
use crate::http::{Actor, Cx, Error};
use crate::needs::NeedRow;
use crate::needs::store;
use diesel::prelude::*;
use shared::ids::OrganisationId;
use shared::needs::{Need, NeedSort, NeedStatus};
use shared::sites::Site;
use std::collections::HashMap;

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
    let mut nearest: HashMap<_, Need> = HashMap::new();
    for (site, centre) in sites.iter().filter_map(|site| Some((site, site.position?))) {
        let search = urgent(organisation, Place { centre, within_m: FARTHEST_KM * 1_000 });
        let found = run(cx, &search, None)?;
        for need in shown(cx, actor, &found)? {
            let reach_m = site.reach_km.max(need.pickup_km.unwrap_or_default()).saturating_mul(1_000);
            let nearer = nearest.get(&need.id).is_none_or(|known| need.distance_m < known.distance_m);
            if nearer && need.distance_m.is_some_and(|distance| distance <= reach_m) {
                nearest.insert(need.id, need);
            }
        }
    }
    let mut needs: Vec<Need> = nearest.into_values().collect();
    needs.sort_by_key(|need| (need.distance_m, need.id));
    needs.truncate(limit);
    Ok(needs)
}

fn urgent(not_of: OrganisationId, place: Place) -> Search {
    Search {
        scope: Scope::Open,
        place: Some(place),
        stems: Vec::new(),
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
