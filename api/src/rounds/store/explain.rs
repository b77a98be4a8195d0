//! Why a site gets what it gets: what is known of it is read here; what would change it is found out beside the database.

use super::access::{self, Seen};
use super::facts;
use super::reserve;
use super::revisions::{self, Revision};
use crate::db::schema::round_revisions;
use crate::http::{Actor, Cx, Error};
use crate::rounds::model::{RecipientRow, RequestRow, Round};
use crate::rounds::rules::explaining::{Asked, Delivered, Known, Place, explain};
use crate::stock::store::reserve::{self as stock, Lot};
use crate::{organisations, sites};
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::rounds::{RevisionKind, RoundExplanation};
use shared::stock::LotSummary;
use std::collections::{HashMap, HashSet};

/// A share to be explained.
pub struct ToExplain {
    revision: Revision,
    known: Known,
}

impl ToExplain {
    /// The explanation. What would change it is found by solving the round anew, some times.
    #[must_use]
    pub fn explained(self) -> RoundExplanation {
        explain(self.known, &self.revision.snapshot, &self.revision.plan)
    }
}

/// Reads what the explanation of a share needs: for who leads the round once it is computed, and for members of the site
/// once it is told.
///
/// # Errors
/// 404 where there is no such round or share; 403 for another organisation's site in a round that is told.
pub fn read(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, site: SiteId) -> Result<ToExplain, Error> {
    let Seen { round, leads, sites } = access::seen(cx, actor, id)?;
    if !leads && !round.status.is_told() {
        return Err(Error::not_found());
    }
    let parts = facts::recipients_of(cx.conn, id)?;
    let part = parts.into_iter().find(|part| part.site_id == site).ok_or_else(Error::not_found)?;
    if !leads && !sites.contains(&site) {
        return Err(Error::forbidden());
    }
    let revision = revisions::latest(cx, &round)?.ok_or_else(Error::not_found)?;
    let known = known(cx, &round, &part, &revision)?;
    Ok(ToExplain { revision, known })
}

fn known(cx: &mut Cx<'_>, round: &Round, part: &RecipientRow, revision: &Revision) -> Result<Known, Error> {
    let (site, owner) = (part.site_id, part.organisation_id);
    let missing = || Error::Internal(format!("site {site} of round {} is missing", round.id));
    let asked = facts::requests_of(cx.conn, round.id)?.into_iter().filter(|row| row.site_id == site);
    let delivered = delivered(cx, round.id, site)?;
    let places: HashSet<Place> = delivered.keys().copied().chain(lines_of(revision, site)).collect();
    let origins: Vec<SiteId> = places.iter().map(|(_, from)| *from).chain([site]).collect();
    let mut origins = sites::store::summaries(cx.conn, &origins)?;
    let mut owners = organisations::store::summaries(cx.conn, &[owner])?;
    Ok(Known {
        round_id: round.id,
        fetched_on: round.fetched_on,
        site: origins.remove(&site).ok_or_else(missing)?,
        organisation: owners.remove(&owner).ok_or_else(missing)?,
        lots: lots(cx, &places)?,
        origins,
        asked: asked.map(of_row).collect(),
        delivered,
        by_hand: by_hand(cx, round.id, revision.number, site)?,
        costs: costs(cx, round.id, site)?,
    })
}

fn of_row(row: RequestRow) -> Asked {
    Asked {
        requested_kg: row.requested_kg,
        approved_kg: row.counted_kg(),
        reason: row.reason,
        kind: (row.category_code, row.temperature_class),
    }
}

/// What became of a site's lines.
fn delivered(cx: &mut Cx<'_>, round: AllocationRoundId, site: SiteId) -> Result<HashMap<Place, Delivered>, Error> {
    let rows = reserve::deliveries_of(cx.conn, round)?.into_iter().filter(|row| row.site_id == site);
    let lines = rows.map(|row| {
        let line = Delivered {
            status: row.status,
            refused_kg: row.refused_kg,
            received_grams: row.received_grams,
            reason: row.reason,
        };
        ((row.lot_id, row.from_site_id), line)
    });
    Ok(lines.collect())
}

/// What the engine gives to a site.
fn lines_of(revision: &Revision, site: SiteId) -> Vec<Place> {
    let place = revision.snapshot.recipient(site);
    let own = revision.plan.lines.iter().filter(|line| Some(line.recipient) == place);
    own.filter_map(|line| revision.snapshot.lots.get(line.lot).copied()).collect()
}

fn lots(cx: &mut Cx<'_>, places: &HashSet<Place>) -> Result<HashMap<LotId, LotSummary>, Error> {
    let ids: HashSet<LotId> = places.iter().map(|(lot, _)| *lot).collect();
    let ids: Vec<LotId> = ids.into_iter().collect();
    let rows = stock::lots(cx.conn, &ids)?;
    let rows: Vec<&Lot> = rows.values().collect();
    let named = stock::summaries(cx.conn, &rows)?;
    Ok(named.into_iter().map(|lot| (lot.id, lot)).collect())
}

/// The lines of a site that somebody set by hand.
fn by_hand(cx: &mut Cx<'_>, round: AllocationRoundId, number: i64, site: SiteId) -> Result<HashSet<Place>, Error> {
    let lines = revisions::lines_of(cx, round, number)?.into_iter();
    let decided = lines.filter(|line| line.by_hand && line.site_id == site);
    Ok(decided.map(|line| (line.lot_id, line.from_site_id)).collect())
}

/// What the others lose by the lines of a site that were set by hand: what was said when they were last set.
fn costs(cx: &mut Cx<'_>, round: AllocationRoundId, site: SiteId) -> Result<HashMap<Place, i64>, Error> {
    type Set = (Option<LotId>, Option<SiteId>, Option<i64>);
    let set: Vec<Set> = round_revisions::table
        .filter(round_revisions::round_id.eq(round))
        .filter(round_revisions::kind.eq(RevisionKind::Adjusted))
        .filter(round_revisions::site_id.eq(site))
        .order(round_revisions::number)
        .select((round_revisions::lot_id, round_revisions::from_site_id, round_revisions::cost_to_others_kg))
        .load(cx.conn)?;
    Ok(set.into_iter().filter_map(|(lot, from, kg)| Some(((lot?, from?), kg?))).collect())
}
