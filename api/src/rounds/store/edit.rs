//! Changing a round before it is told: what it is called; its day and dials, its lots and recipients, after which it is a draft
//! again.

use super::create::{self, available};
use super::{access, find, standing};
use crate::db::Conn;
use crate::db::expr::any_of;
use crate::db::schema::{organisations as owners, round_lots, round_recipients as recipients};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::offers::today;
use crate::rounds::model::{Round, RoundLotRow};
use crate::rounds::rules::draft;
use crate::sites;
use diesel::prelude::*;
use shared::ids::{AllocationRoundId, LotId, OrganisationId, SiteId};
use shared::organisations::OrganisationStatus;
use shared::problem::Code;
use shared::rounds::{AllocationRound, AllocationRoundPatch, RecipientChoice, RoundLotChoice, RoundStatus};
use std::collections::{BTreeSet, HashSet};

/// Changes a round.
///
/// # Errors
/// 404; 403 unless the caller coordinates its food bank; 409 `round_state`; 412 when somebody changed it meanwhile; 422 for a
/// day that is over, more than there is of a lot, and lots and sites that cannot be in it.
pub fn edit(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: AllocationRoundId,
    seen: IfMatch,
    patch: &AllocationRoundPatch,
) -> Result<AllocationRound, Error> {
    let mut round = access::locked_open(cx, actor, id, seen)?;
    if let Some(day) = patch.fetched_on.filter(|day| *day != round.fetched_on) {
        draft::day(day, today(cx.now, cx.settings.time_zone))?;
        round.fetched_on = day;
    }
    if let Some(title) = &patch.title {
        title.trim().clone_into(&mut round.title);
    }
    round.window_rounds = patch.window.unwrap_or(round.window_rounds);
    round.tolerance_kg = patch.tolerance_kg.unwrap_or(round.tolerance_kg);
    if let Some(choices) = &patch.lots {
        choose_lots(cx, &round, choices)?;
    }
    if let Some(choices) = &patch.recipients {
        choose_recipients(cx, actor, &round, choices)?;
    }
    // What it is called is nothing that it was shared out by.
    if patch.is_title_alone() {
        access::save(cx.conn, &round)?;
    } else {
        reopen(cx, &mut round)?;
    }
    find::find(cx, actor, id)
}

/// Saves a round that the caller holds, as a draft: what was computed of it stays in its revisions alone.
///
/// # Errors
/// When the database fails.
pub(super) fn reopen(cx: &mut Cx<'_>, round: &mut Round) -> Result<(), Error> {
    if round.status != RoundStatus::Draft {
        forget_shares(cx.conn, round.id)?;
    }
    round.reopen();
    access::save(cx.conn, round)
}

/// Takes from the recipients of a round what a revision gave them.
///
/// # Errors
/// When the database fails.
pub(super) fn forget_shares(conn: &mut Conn, round: AllocationRoundId) -> Result<(), Error> {
    let none = None::<i64>;
    diesel::update(recipients::table.filter(recipients::round_id.eq(round)))
        .set((recipients::kg.eq(none), recipients::level.eq(none)))
        .execute(conn)?;
    Ok(())
}

/// How much of lots is in a round; those that have arrived since it began come in.
fn choose_lots(cx: &mut Cx<'_>, round: &Round, choices: &[RoundLotChoice]) -> Result<(), Error> {
    let lots: Vec<LotId> = choices.iter().map(|choice| choice.lot_id).collect();
    let there = available(cx, round, Some(&lots))?;
    let known = round_lots::table.filter(round_lots::round_id.eq(round.id)).filter(any_of(round_lots::lot_id, lots));
    let known: Vec<(LotId, SiteId)> = known.select((round_lots::lot_id, round_lots::site_id)).load(cx.conn)?;
    let mut known: HashSet<(LotId, SiteId)> = known.into_iter().collect();
    let receiving = among_recipients(cx, round.id, choices.iter().map(|choice| choice.site_id))?;
    for (place, choice) in choices.iter().enumerate() {
        let of = (choice.lot_id, choice.site_id);
        draft::part(choice.kg, there.get(&of).copied(), known.contains(&of), place)?;
        if choice.kg > 0 && receiving.contains(&choice.site_id) {
            return Err(Error::invalid(&format!("/lots/{place}/site_id"), "gives_and_receives"));
        }
        put_lot(cx, round.id, choice, known.insert(of))?;
    }
    Ok(())
}

fn put_lot(cx: &mut Cx<'_>, round_id: AllocationRoundId, choice: &RoundLotChoice, is_new: bool) -> Result<(), Error> {
    let RoundLotChoice { lot_id, site_id, kg } = *choice;
    if is_new {
        let row = RoundLotRow { round_id, lot_id, site_id, kg };
        diesel::insert_into(round_lots::table).values(&row).execute(cx.conn)?;
    } else {
        let there = round_lots::table.find((round_id, lot_id, site_id));
        diesel::update(there).set(round_lots::kg.eq(kg)).execute(cx.conn)?;
    }
    Ok(())
}

/// Which of these sites the round is for.
fn among_recipients(
    cx: &mut Cx<'_>,
    round: AllocationRoundId,
    sites: impl Iterator<Item = SiteId>,
) -> Result<BTreeSet<SiteId>, Error> {
    let sites: BTreeSet<SiteId> = sites.collect();
    let known = recipients::table.filter(recipients::round_id.eq(round)).filter(any_of(recipients::site_id, sites));
    let known: Vec<SiteId> = known.select(recipients::site_id).load(cx.conn)?;
    Ok(known.into_iter().collect())
}

/// Which sites take part; those that were not asked come in with what they ask for in every round.
fn choose_recipients(cx: &mut Cx<'_>, actor: &Actor, round: &Round, choices: &[RecipientChoice]) -> Result<(), Error> {
    let mut known = among_recipients(cx, round.id, choices.iter().map(|choice| choice.site_id))?;
    let mut new: Vec<(SiteId, OrganisationId)> = Vec::new();
    for (place, choice) in choices.iter().enumerate() {
        if known.insert(choice.site_id) {
            new.push((choice.site_id, receiver(cx, actor, round, choice.site_id, place)?));
        }
    }
    if !new.is_empty() {
        let ids: Vec<SiteId> = new.iter().map(|(site, _)| *site).collect();
        let asking = standing::of_approved(cx.conn, Some(&ids))?;
        create::take_in(cx.conn, round, &new, &asking)?;
    }
    for choice in choices {
        let reason = choice.reason.filter(|_| !choice.takes_part);
        diesel::update(recipients::table.find((round.id, choice.site_id)))
            .set((
                recipients::takes_part.eq(choice.takes_part),
                recipients::reason.eq(reason),
                choice.factor_percent.map(|factor| recipients::factor_percent.eq(factor)),
            ))
            .execute(cx.conn)?;
    }
    Ok(())
}

/// Whose site it is that is to receive, if it may: one of an approved organisation.
fn receiver(cx: &mut Cx<'_>, actor: &Actor, round: &Round, id: SiteId, place: usize) -> Result<OrganisationId, Error> {
    let refused = |code: &str| Error::invalid(&format!("/recipients/{place}/site_id"), code);
    let site = match sites::store::find(cx, actor, id) {
        Ok(site) => site,
        Err(error) if error.problem().code == Code::NotFound => return Err(refused("unknown")),
        Err(error) => return Err(error),
    };
    let owner = site.organisation.id;
    // People also see the sites of their own organisation before it is approved.
    let status: OrganisationStatus = owners::table.find(owner).select(owners::status).first(cx.conn)?;
    if status != OrganisationStatus::Approved {
        return Err(refused("unknown"));
    }
    if gives(cx, round.id, id)? { Err(refused("gives_and_receives")) } else { Ok(owner) }
}

/// Whether a site has lots in a round.
fn gives(cx: &mut Cx<'_>, round: AllocationRoundId, site: SiteId) -> Result<bool, Error> {
    let lots = round_lots::table.filter(round_lots::round_id.eq(round)).filter(round_lots::site_id.eq(site));
    let lots: i64 = lots.filter(round_lots::kg.gt(0)).count().get_result(cx.conn)?;
    Ok(lots > 0)
}
