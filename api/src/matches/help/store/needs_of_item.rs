//! The needs of equipment that an item fits best.

use super::Found;
use super::calendars::{Calendar, calendars};
use super::dismissals::dismissed_wants;
use super::items_of_need::{horizon, lending, want};
use super::known::Known;
use super::places::{SiteFacts, places};
use crate::db::expr::{any_of, literal};
use crate::db::schema::equipment_needs as needs;
use crate::engine::matching::help::{self, BEST, Likeness, Pair, Span};
use crate::engine::matching::{self, Best, FARTHEST_M, View};
use crate::equipment::{self, EquipmentRow};
use crate::equipment_needs::{self as wanting, EquipmentNeedRow};
use crate::http::{Actor, Cx, Error};
use crate::matches::help::rules::{Match, Time, explained};
use crate::matches::store::{judge_ranked, limit};
use crate::records;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use shared::equipment::EquipmentKind;
use shared::geo::Position;
use shared::ids::{EquipmentId, EquipmentNeedId, ObjectId, OrganisationId};
use shared::matches::help::{HelpFit, HelpKind, MatchedEquipmentNeed, MatchedEquipmentNeedList};
use shared::matches::{MatchQuery, MatchSide, WHOLE};
use std::collections::HashSet;

/// The best needs for one of the caller's own items.
///
/// # Errors
/// 404 when there is no such item; 403 for another organisation's item, or when it is not approved; 422 for a wrong limit.
pub fn for_item(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: EquipmentId,
    query: &MatchQuery,
) -> Result<MatchedEquipmentNeedList, Error> {
    actor.see_network()?;
    let row = equipment::store::visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    let found = best_needs(cx, &row, limit(query)?)?;
    let ids: Vec<EquipmentNeedId> = found.iter().map(|found| found.id).collect();
    let mut rows = wanting::store::rows(cx.conn, &ids)?;
    let found = found.into_iter().filter_map(|Found { id, fit }| Some(((rows.remove(&id)?, Some(fit.distance_m)), fit)));
    let (rows, fits): (Vec<_>, Vec<_>) = found.unzip();
    let needs = wanting::store::assemble(cx, actor, rows)?;
    let items = needs.into_iter().zip(fits).map(|(need, fit)| MatchedEquipmentNeed { need, fit });
    Ok(MatchedEquipmentNeedList { items: items.collect() })
}

/// The best needs for an item, whoever asks: exactly those that a look at every need of the network would find.
///
/// # Errors
/// When the database fails.
pub fn best_needs(cx: &mut Cx<'_>, item: &EquipmentRow, limit: usize) -> Result<Vec<Found<EquipmentNeedId>>, Error> {
    let known = Known::of(cx, HelpKind::Equipment, item.organisation_id)?;
    needs_knowing(cx, &known, item, limit)
}

/// The same, where it is known what counts of the item's organisation.
///
/// # Errors
/// When the database fails.
pub(super) fn needs_knowing(
    cx: &mut Cx<'_>,
    known: &Known,
    item: &EquipmentRow,
    limit: usize,
) -> Result<Vec<Found<EquipmentNeedId>>, Error> {
    match Search::of(cx, known, item)? {
        Some(search) if item.retired_at.is_none() => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
}

/// What is known of the item before any need is looked at.
struct Search<'i> {
    item: &'i EquipmentRow,
    known: &'i Known,
    position: Position,
    reach_m: i64,
    calendar: Calendar,
    dismissed: HashSet<ObjectId>,
}

/// A need that could be among the best, how it is related, how far away, for when, and the most that it could score.
struct Candidate {
    ceiling: i64,
    likeness: Likeness,
    metres: i64,
    free: Span,
    share: i64,
    need: EquipmentNeedRow,
}

impl<'i> Search<'i> {
    /// `None` where nobody knows the item's place, or its organisation is not approved.
    fn of(cx: &mut Cx<'_>, known: &'i Known, item: &'i EquipmentRow) -> Result<Option<Self>, Error> {
        let site = places(cx, std::iter::once(item.site_id))?.remove(&item.site_id);
        let position =
            item.latitude.zip(item.longitude).and_then(|(latitude, longitude)| Position::new(latitude, longitude));
        let (Some(position), Some(site)) = (position, site) else {
            return Ok(None);
        };
        let ahead = Span { from: cx.now, until: horizon(cx.now) };
        Ok(Some(Self {
            item,
            known,
            position,
            reach_m: site.reach_m,
            calendar: calendars(cx, &[item.id], ahead)?.remove(&item.id).unwrap_or_default(),
            dismissed: dismissed_wants(cx, ObjectId(item.id.0), item.organisation_id)?,
        }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<EquipmentNeedId>>, Error> {
        let kinds: Vec<EquipmentKind> = help::asked_for(self.item.kind).collect();
        let view = View { learnt: &self.known.learnt, side: MatchSide::Offering, now: cx.now };
        let others = help::best_of_all();
        let beyond = |metres| matching::beyond(metres, &others, self.known.widest_m, &view) / WHOLE;
        let mut best = Best::of(limit);
        matching::grow(&mut best, self.position, FARTHEST_M, beyond, |best, block, inner| {
            let found = open(cx, &kinds, block.cells_without(inner), self.item.organisation_id)?;
            let candidates: Vec<Candidate> = found
                .into_iter()
                .filter(|need| !self.dismissed.contains(&ObjectId(need.id.0)))
                .filter_map(|need| self.candidate(need, &view))
                .collect();
            let rank = |one: &Candidate| (one.ceiling, one.need.id);
            judge_ranked(best, candidates, rank, |chunk, best| self.judge(cx, chunk, &view, best))
        })?;
        Ok(best.into_items().into_iter().map(|(id, fit)| Found { id, fit }).collect())
    }

    /// `None` where the item cannot be had in the time asked for.
    fn candidate(&self, need: EquipmentNeedRow, view: &View<'_>) -> Option<Candidate> {
        let likeness = help::kinds(self.item.kind, need.kind)?;
        let position = need.position()?;
        let metres = self.position.metres_to(position);
        let taken = self.calendar.taken(need.organisation_id, self.item.repair_until);
        let asked = Span { from: need.starts_at, until: need.ends_at };
        let lending = lending(self.item.gap_hours, self.item.max_days);
        let (free, share) = help::cover(asked, &taken, lending, view.now)?;
        let pair = Pair { likeness, word: need.kind.as_str(), metres, share };
        let site = SiteFacts { reach_m: 0, neighbourhood_m: self.known.widest_m };
        let ceiling = help::ceiling(&pair, &want(&need, position, site), BEST, view)?;
        Some(Candidate { ceiling, likeness, metres, free, share, need })
    }

    /// Keeps those of some needs that are within reach and among the best.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        chunk: &[Candidate],
        view: &View<'_>,
        best: &mut Best<EquipmentNeedId, HelpFit>,
    ) -> Result<(), Error> {
        let sites = places(cx, chunk.iter().map(|candidate| candidate.need.site_id))?;
        let takers: Vec<OrganisationId> = chunk.iter().map(|candidate| candidate.need.organisation_id).collect();
        let exchanges = records::store::exchanges(cx, HelpKind::Equipment, &takers)?;
        for Candidate { likeness, metres, free, share, need, .. } in chunk {
            let (Some(site), Some(position)) = (sites.get(&need.site_id), need.position()) else { continue };
            let (exchange, want) =
                (exchanges.get(&need.organisation_id).copied().unwrap_or_default(), want(need, position, *site));
            let pair = Pair { likeness: *likeness, word: need.kind.as_str(), metres: *metres, share: *share };
            let reach_m = self.reach_m.max(site.reach_m);
            let Some(helped) = help::fit(&pair, reach_m, &want, exchange.standing(self.known.median), view) else {
                continue;
            };
            let found = Match {
                kind: HelpKind::Equipment,
                likeness: *likeness,
                helped,
                metres: *metres,
                remote: false,
                time: Time::Free(*free),
            };
            best.keep(helped.score, need.id, explained(&found, &want, &exchange, view.now));
        }
        Ok(())
    }
}

/// Open needs of others, of some kinds, in some cells.
fn open(
    cx: &mut Cx<'_>,
    kinds: &[EquipmentKind],
    cells: Vec<i64>,
    not_of: OrganisationId,
) -> Result<Vec<EquipmentNeedRow>, Error> {
    Ok(needs::table
        // Text without parameters, word for word the condition of the partial index. The sum hides the column from the
        // planner, which has no index of ends.
        .filter(literal::<Bool>("equipment_needs.status = 'open'"))
        .filter(any_of(needs::cell, cells))
        .filter(any_of(needs::kind, kinds.iter().copied()))
        .filter(literal::<BigInt>("equipment_needs.ends_at + 0").gt(cx.now))
        .filter(needs::organisation_id.ne(not_of))
        .select(EquipmentNeedRow::as_select())
        .load(cx.conn)?)
}
