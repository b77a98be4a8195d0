//! Handing over what a round has promised: what is weighed goes into the ledger.

use super::access::{self, Seen};
use super::facts::known_sites;
use super::reserve::{self, DeliveryRow};
use crate::http::{Actor, Cx, Error, Permit};
use crate::rounds::rules::flow::{self, Step};
use crate::stock::store::reserve::{Account, Allocation, give, hold, settle};
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use shared::problem::{Code, FieldError, Problem};
use shared::rounds::{HandedLine, LineStatus, NewHandOver, RoundHandOver};
use shared::sites::Storage;
use shared::units::Grams;
use std::collections::HashMap;

/// Books what a site fetches, by a member of the food bank: all of it, or nothing. What is not taken of a line is free again.
///
/// # Errors
/// 404; 403 unless the caller belongs to the food bank; 409 `round_state` unless the round is published, `round_line_state` for a
/// line that was refused or is handed over, `stock_short`, `lot_status`, what the lot's date forbids, `too_warm`, `cold_chain`,
/// `storage_too_small`; 422 for a line that the site has not, for more than was allocated, for another quantity without a
/// reason, and for a temperature that is missing.
pub fn hand_over(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, new: &NewHandOver) -> Result<RoundHandOver, Error> {
    let Seen { round, .. } = access::seen(cx, actor, id)?;
    let permit = actor.finish_for(round.organisation_id)?;
    Step::Deliver.after(round.status)?;
    let known: Vec<DeliveryRow> = lines_of(cx, id, new.site_id)?;
    matched(&known, &new.lines)?;
    let round = access::hold(cx, id)?;
    Step::Deliver.after(round.status)?;
    // As they are now that nobody else writes about the round.
    let known = lines_of(cx, id, new.site_id)?;
    let pairs = matched(&known, &new.lines)?;
    let to = Destination::of(cx, new.site_id, &pairs)?;
    let mut pairs: Vec<_> = pairs.into_iter().enumerate().collect();
    // Lots are held in one order by everybody, so that no two wait for each other.
    pairs.sort_unstable_by_key(|(_, (line, _))| (line.lot_id, line.from_site_id));
    for (place, (line, handed)) in pairs {
        book(cx, permit, &to, line, handed).map_err(|error| at_line(place, error))?;
    }
    reserve::standing(cx, id, new.site_id)
}

/// The lines of a site.
fn lines_of(cx: &mut Cx<'_>, id: AllocationRoundId, site: SiteId) -> Result<Vec<DeliveryRow>, Error> {
    let lines = reserve::deliveries_at(cx.conn, id, site)?;
    if lines.is_empty() { Err(Error::invalid("/site_id", "unknown")) } else { Ok(lines) }
}

/// The lines that are handed over, each with what is told of it.
fn matched<'h>(known: &[DeliveryRow], told: &'h [HandedLine]) -> Result<Vec<(DeliveryRow, &'h HandedLine)>, Error> {
    let mut open: HashMap<(LotId, SiteId), DeliveryRow> =
        known.iter().map(|line| ((line.lot_id, line.from_site_id), *line)).collect();
    let (mut pairs, mut errors): (Vec<_>, Vec<FieldError>) = (Vec::new(), Vec::new());
    for (place, handed) in told.iter().enumerate() {
        // What is told twice is unknown the second time.
        let Some(line) = open.remove(&(handed.lot_id, handed.from_site_id)) else {
            errors.push(FieldError::new(format!("/lines/{place}/lot_id"), "unknown"));
            continue;
        };
        flow::pending(line.status)?;
        errors.extend(flow::handed(handed, line.allocated_kg, place).err());
        pairs.push((line, handed));
    }
    if errors.is_empty() { Ok(pairs) } else { Err(Problem::invalid(errors).into()) }
}

/// Where food goes.
struct Destination {
    organisation: OrganisationId,
    site: SiteId,
    storage: Storage,
}

impl Destination {
    fn of(cx: &mut Cx<'_>, site: SiteId, pairs: &[(DeliveryRow, &HandedLine)]) -> Result<Self, Error> {
        let unknown = || Error::invalid("/site_id", "unknown");
        let (line, _) = pairs.first().ok_or_else(unknown)?;
        let storage = known_sites(cx.conn, &[site])?.remove(&site).ok_or_else(unknown)?.storage;
        Ok(Self { organisation: line.organisation_id, site, storage })
    }
}

fn book(cx: &mut Cx<'_>, permit: Permit, to: &Destination, line: DeliveryRow, handed: &HandedLine) -> Result<(), Error> {
    let movement = if handed.grams > Grams::ZERO {
        let given = Allocation {
            lot: line.lot_id,
            from: Account::Site { organisation: permit.organisation_id(), site: line.from_site_id },
            to: Account::Site { organisation: to.organisation, site: to.site },
            storage: to.storage,
            grams: handed.grams,
            temperature: handed.temperature_decidegrees,
            author: permit.user_id(),
        };
        Some(give(cx, &given)?.id)
    } else {
        hold(cx, line.lot_id)?;
        None
    };
    let over = DeliveryRow {
        status: LineStatus::HandedOver,
        reason: handed.reason,
        received_grams: Some(handed.grams),
        handed_by: Some(permit.user_id()),
        handed_at: Some(cx.now),
        movement_id: movement,
        ..line
    };
    reserve::save(cx.conn, &over)?;
    settle(cx, line.lot_id, line.from_site_id)
}

/// What is wrong with a line, said of the request.
fn at_line(place: usize, error: Error) -> Error {
    match error {
        Error::Refused(problem) if problem.code == Code::Invalid => {
            let of_line = problem
                .errors
                .into_iter()
                .map(|error| FieldError { pointer: format!("/lines/{place}{}", error.pointer), ..error });
            Problem::invalid(of_line.collect()).into()
        }
        other => other,
    }
}
