//! What documents say of a round.

use super::access::{self, Seen};
use super::workbench;
use crate::db::expr::any_of;
use crate::db::schema::{lot_balances as balances, sites};
use crate::http::{Actor, Cx, Error};
use crate::rounds::documents::Papers;
use crate::rounds::model::Round;
use crate::rounds::rules::draft::Refusal;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::rounds::{RoundStatus, Workbench};
use std::collections::HashMap;

/// A round as a table, whatever its status.
///
/// # Errors
/// 404; 403 for who does not belong to the food bank.
pub fn of_round(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<Papers, Error> {
    let workbench = workbench::find(cx, actor, id)?;
    papers(cx, workbench)
}

/// A round on paper.
///
/// # Errors
/// As [`of_round`]; 409 `round_state` before it is computed, and once it is given up.
pub fn of_computed(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId) -> Result<Papers, Error> {
    let Seen { round, leads, .. } = access::seen(cx, actor, id)?;
    if !leads {
        return Err(Error::forbidden());
    }
    on_paper(cx, actor, round)
}

/// A round on paper, for who leads it, and once it is told for members of a site that is in it.
///
/// # Errors
/// 404; 403 for other sites' members; 409 `round_state` before it is computed, and once it is given up.
pub fn of_site(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, site: SiteId) -> Result<Papers, Error> {
    let Seen { round, leads, sites } = access::seen(cx, actor, id)?;
    let is_own = sites.contains(&site) && round.status.is_told();
    if leads || is_own { on_paper(cx, actor, round) } else { Err(Error::forbidden()) }
}

fn on_paper(cx: &mut Cx<'_>, actor: &Actor, round: Round) -> Result<Papers, Error> {
    if round.figures.is_none() || round.status == RoundStatus::Cancelled {
        return Err(Refusal::State(round.status).into());
    }
    let workbench = workbench::of(cx, actor, round)?;
    papers(cx, workbench)
}

fn papers(cx: &mut Cx<'_>, workbench: Workbench) -> Result<Papers, Error> {
    let origins = workbench.lots.iter().map(|lot| lot.site.id);
    let places: Vec<SiteId> = origins.chain(workbench.recipients.iter().map(|it| it.site.id)).collect();
    let lots: Vec<LotId> = workbench.lots.iter().map(|lot| lot.lot.id).collect();
    Ok(Papers { phones: phones(cx, places)?, shelves: shelves(cx, lots)?, workbench })
}

fn phones(cx: &mut Cx<'_>, mut places: Vec<SiteId>) -> Result<HashMap<SiteId, String>, Error> {
    places.sort_unstable();
    places.dedup();
    let rows = sites::table.filter(any_of(sites::id, places)).select((sites::id, sites::phone));
    let rows: Vec<(SiteId, Option<String>)> = rows.load(cx.conn)?;
    Ok(rows.into_iter().filter_map(|(site, phone)| Some((site, phone?))).collect())
}

fn shelves(cx: &mut Cx<'_>, lots: Vec<LotId>) -> Result<HashMap<(LotId, SiteId), String>, Error> {
    let rows = balances::table.filter(any_of(balances::lot_id, lots));
    let rows: Vec<(LotId, SiteId, Option<String>)> =
        rows.select((balances::lot_id, balances::site_id, balances::shelf)).load(cx.conn)?;
    Ok(rows.into_iter().filter_map(|(lot, site, shelf)| Some(((lot, site), shelf?))).collect())
}
