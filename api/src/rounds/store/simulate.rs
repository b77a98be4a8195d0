//! "What if?": a round shared out with something changed. Nothing of it is written, and it is solved beside the database.

use super::access::{self, Seen};
use super::{facts, revisions};
use crate::engine::allocation::{Fault, solve};
use crate::http::{Actor, Cx, Error};
use crate::rounds::rules::simulation;
use crate::rounds::snapshot::{Snapshot, figures};
use crate::sites;
use shared::ids::{AllocationRoundId, SiteId};
use shared::problem::Problem;
use shared::rounds::{SimulatedShare, Simulation, SimulationResult};
use std::collections::HashMap;

/// A round to be shared out twice: as it is, and as it would be.
pub struct ToSimulate {
    before: Snapshot,
    after: Snapshot,
    /// Names of its recipients, by which they are listed.
    names: HashMap<SiteId, String>,
}

/// Reads a round and changes it: the last revision without what was decided by hand, or a draft as things are now.
///
/// # Errors
/// 404; 403 for who does not belong to the food bank; 422 for a site that is not in the round, or an unknown category.
pub fn read(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, wanted: &Simulation) -> Result<ToSimulate, Error> {
    let Seen { round, leads, .. } = access::seen(cx, actor, id)?;
    if !leads {
        return Err(Error::forbidden());
    }
    let mut before = match revisions::latest(cx, &round)? {
        Some(revision) => revision.snapshot,
        None => facts::snapshot(cx, &round)?,
    };
    before.instance.fixed.clear();
    let after = simulation::changed(&before, wanted).map_err(Problem::invalid)?;
    let sites = sites::store::summaries(cx.conn, &before.recipients)?;
    let names = sites.into_iter().map(|(site, it)| (site, it.name)).collect();
    Ok(ToSimulate { before, after, names })
}

impl ToSimulate {
    /// What would come of it.
    ///
    /// # Errors
    /// When the engine cannot solve it, which is a mistake of ours.
    pub fn simulated(self) -> Result<SimulationResult, Error> {
        let fault = |fault: Fault| Error::Internal(format!("a simulation that cannot be solved: {fault:?}"));
        let before = solve(&self.before.instance).map_err(fault)?;
        let after = solve(&self.after.instance).map_err(fault)?;
        let both = before.shares.iter().zip(&after.shares);
        let shares = self.before.recipients.iter().zip(both).map(|(site, (before, after))| SimulatedShare {
            site_id: *site,
            kg_before: before.kg,
            kg_after: after.kg,
            level_before: before.level.millionths(),
            level_after: after.level.millionths(),
        });
        let mut shares: Vec<SimulatedShare> = shares.collect();
        shares.sort_by_key(|it| (self.names.get(&it.site_id), it.site_id));
        Ok(SimulationResult { before: figures(&before.figures), after: figures(&after.figures), shares })
    }
}
