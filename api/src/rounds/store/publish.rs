//! Telling everybody: from then on food is kept for who gets it, and the round only changes by refusals.

use super::facts::{days, recipients_of};
use super::reserve::{self, Amounts, DeliveryRow};
use super::revisions::StoredLine;
use super::{access, revisions};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::rounds::model::{RecipientRow, Round};
use crate::rounds::news::{self, Given};
use crate::rounds::rules::flow::{Refusal, Step};
use crate::stock::store::reserve as stock;
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use shared::units::Grams;
use std::collections::HashMap;

/// Publishes a round: each line is proposed to its site, and its food is kept for it.
///
/// # Errors
/// 404; 403 unless the caller coordinates the food bank; 409 `round_state` before the round is computed, `round_lot_short` for the
/// first lot of which less is there than the round shares out, or that may not leave; 412 when somebody changed the round
/// meanwhile.
pub fn publish(cx: &mut Cx<'_>, actor: &Actor, id: AllocationRoundId, seen: IfMatch) -> Result<(), Error> {
    let known = access::lead(cx, actor, id)?;
    seen.check(known.version)?;
    let status = Step::Publish.after(known.status)?;
    let last = known.revision.ok_or_else(|| Error::Internal(format!("round {id} is computed and has no revision")))?;
    let mut lines = revisions::lines_of(cx, id, last)?;
    lines.retain(|line| line.kg > 0);
    let amounts = amounts(&lines);
    // Before anything is written: a refusal that has written nothing costs nobody else anything.
    check(cx, &known, &amounts)?;
    let mut round = access::hold_as_read(cx, id, known.version)?;
    reserve::keep(cx, &amounts)?;
    let parts = recipients_of(cx.conn, id)?;
    reserve::propose(cx.conn, &proposals(&round, &lines, &parts))?;
    round.status = status;
    round.published_by = Some(actor.user_id);
    round.published_at = Some(cx.now);
    access::save(cx.conn, &round)?;
    news::shared(cx, &round, &given(&lines, &parts))?;
    Ok(())
}

/// How much of each lot is shared out.
fn amounts(lines: &[StoredLine]) -> Amounts {
    let mut amounts = Amounts::new();
    for line in lines {
        reserve::add(&mut amounts, (line.lot_id, line.from_site_id), Grams::from_kg(line.kg));
    }
    amounts
}

/// Whether all of it is there, not promised in another round, and may leave on the day of fetching.
fn check(cx: &mut Cx<'_>, round: &Round, amounts: &Amounts) -> Result<(), Error> {
    let ids: Vec<LotId> = amounts.keys().map(|(lot, _)| *lot).collect();
    let (lots, left) = (stock::lots(cx.conn, &ids)?, stock::left(cx.conn, &ids)?);
    for (place, grams) in amounts {
        let lot = lots.get(&place.0).ok_or_else(Error::not_found)?;
        let lasts = days(lot, round.fetched_on).is_some();
        let may_leave = lasts && stock::may_be_given(lot, cx.now, cx.settings.time_zone);
        let free = left.get(place).filter(|_| may_leave).map_or(Grams::ZERO, |left| left.free());
        if *grams > free {
            return Err(Refusal::Lot { title: lot.title.clone(), free }.into());
        }
    }
    Ok(())
}

/// The lines of a revision, for their sites to answer.
fn proposals(round: &Round, lines: &[StoredLine], parts: &[RecipientRow]) -> Vec<DeliveryRow> {
    let owners: HashMap<SiteId, OrganisationId> = parts.iter().map(|part| (part.site_id, part.organisation_id)).collect();
    let rows = lines.iter().filter_map(|line| {
        let (lot, to) = ((line.lot_id, line.from_site_id), (line.site_id, *owners.get(&line.site_id)?));
        Some(DeliveryRow::proposed(round.id, lot, to, line.kg))
    });
    rows.collect()
}

/// What everybody gets that takes part, also where that is nothing.
fn given(lines: &[StoredLine], parts: &[RecipientRow]) -> Vec<Given> {
    let mut kg: HashMap<SiteId, i64> = HashMap::new();
    for line in lines {
        *kg.entry(line.site_id).or_default() += line.kg;
    }
    let taking = parts.iter().filter(|part| part.takes_part);
    let given = taking.map(|part| Given {
        organisation_id: part.organisation_id,
        site_id: part.site_id,
        kg: kg.get(&part.site_id).copied().unwrap_or(0),
    });
    given.collect()
}
