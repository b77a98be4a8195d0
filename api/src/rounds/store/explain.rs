//! Why a site gets what it gets: what is known of it is read here; what would change it is found out beside the database.

use super::access::{self, Seen};
use super::notes;
use super::requests;
use super::reserve;
use super::revisions::{self, Revision, StoredLine};
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
    /// The explanation. Who competes with whom, and what would change it, is found by solving the round anew, some times.
    ///
    /// # Errors
    /// When the engine cannot solve it, which is a mistake of ours.
    pub fn explained(self) -> Result<RoundExplanation, Error> {
        let plan = self.revision.solved()?;
        Ok(explain(self.known, &self.revision.snapshot, &plan))
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
    let part = requests::recipient(cx.conn, id, site)?;
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
    let asked = requests::load(cx.conn, round.id, site)?.into_values();
    let delivered = delivered(cx, round.id, site)?;
    let own: Vec<&StoredLine> = revision.lines.iter().filter(|line| line.site_id == site).collect();
    let places: HashSet<Place> = delivered.keys().copied().chain(own.iter().map(|line| place(line))).collect();
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
        by_hand: own.iter().filter(|line| line.by_hand).map(|line| place(line)).collect(),
        costs: costs(cx, round.id, site)?,
        refusals: revisions::refusals(cx, round.id)?,
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
    let rows = reserve::deliveries_at(cx.conn, round, site)?;
    let mut notes = notes::read(cx.conn, round, Some(site))?;
    let lines = rows.into_iter().map(|row| {
        let line = Delivered {
            status: row.status,
            refused_kg: row.refused_kg,
            received_grams: row.received_grams,
            reason: row.reason,
            note: notes.remove(&(row.lot_id, row.from_site_id, row.site_id)),
        };
        ((row.lot_id, row.from_site_id), line)
    });
    Ok(lines.collect())
}

const fn place(line: &StoredLine) -> Place {
    (line.lot_id, line.from_site_id)
}

fn lots(cx: &mut Cx<'_>, places: &HashSet<Place>) -> Result<HashMap<LotId, LotSummary>, Error> {
    let ids: HashSet<LotId> = places.iter().map(|(lot, _)| *lot).collect();
    let ids: Vec<LotId> = ids.into_iter().collect();
    let rows = stock::lots(cx.conn, &ids)?;
    let rows: Vec<&Lot> = rows.values().collect();
    let named = stock::summaries(cx.conn, &rows)?;
    Ok(named.into_iter().map(|lot| (lot.id, lot)).collect())
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
