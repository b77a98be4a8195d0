//! The items that fit a need of equipment best.

use super::Found;
use super::calendars::calendars;
use super::dismissals::dismissed_means;
use super::known::Known;
use super::places::{SiteFacts, places};
use crate::db::expr::{any_of, literal};
use crate::db::schema::equipment as items;
use crate::engine::matching::help::{self, Lending, Likeness, Pair, Span, Want};
use crate::engine::matching::{self, Best, FARTHEST_M, Standing, View};
use crate::equipment_needs::EquipmentNeedRow;
use crate::http::{Actor, Cx, Error};
use crate::matches::help::model::LentItem;
use crate::matches::help::rules::{Match, Time, explained};
use crate::matches::store::{judge_ranked, limit};
use crate::{equipment, equipment_needs};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::equipment::EquipmentKind;
use shared::geo::Position;
use shared::ids::{EquipmentId, EquipmentNeedId, ObjectId, OrganisationId};
use shared::matches::help::{HelpFit, HelpKind, MatchedEquipment, MatchedEquipmentList};
use shared::matches::{MatchQuery, MatchSide, WHOLE};
use shared::time::{DAY, HOUR, UtcMillis};
use std::collections::HashSet;

/// The best items for one of the caller's own needs.
///
/// # Errors
/// 404 when there is no such need; 403 for another organisation's need, or when it is not approved; 422 for a wrong limit.
pub fn for_need(
    cx: &mut Cx<'_>,
    actor: &Actor,
    id: EquipmentNeedId,
    query: &MatchQuery,
) -> Result<MatchedEquipmentList, Error> {
    actor.see_network()?;
    let row = equipment_needs::store::visible(cx.conn, actor, id)?;
    actor.act_for(row.organisation_id)?;
    let found = best_items(cx, &row, limit(query)?)?;
    let ids: Vec<EquipmentId> = found.iter().map(|found| found.id).collect();
    let mut rows = equipment::store::rows(cx.conn, &ids)?;
    let found = found.into_iter().filter_map(|Found { id, fit }| Some(((rows.remove(&id)?, Some(fit.distance_m)), fit)));
    let (rows, fits): (Vec<_>, Vec<_>) = found.unzip();
    let items = equipment::store::assemble(cx.conn, actor, rows)?;
    let items = items.into_iter().zip(fits).map(|(equipment, fit)| MatchedEquipment { equipment, fit });
    Ok(MatchedEquipmentList { items: items.collect() })
}

/// The best items for a need, whoever asks: exactly those that a look at every item of the network would find.
///
/// # Errors
/// When the database fails.
pub fn best_items(cx: &mut Cx<'_>, need: &EquipmentNeedRow, limit: usize) -> Result<Vec<Found<EquipmentId>>, Error> {
    let known = Known::of(cx, HelpKind::Equipment, need.organisation_id)?;
    items_knowing(cx, &known, need, limit)
}

/// The same, where it is known what counts of the need's organisation.
///
/// # Errors
/// When the database fails.
pub(super) fn items_knowing(
    cx: &mut Cx<'_>,
    known: &Known,
    need: &EquipmentNeedRow,
    limit: usize,
) -> Result<Vec<Found<EquipmentId>>, Error> {
    match Search::of(cx, known, need)? {
        Some(search) if need.is_open(cx.now) => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
}

/// What is known of the need before any item is looked at.
struct Search<'k> {
    known: &'k Known,
    kind: EquipmentKind,
    asked: Span,
    want: Want,
    reach_m: i64,
    standing: Standing,
    dismissed: HashSet<ObjectId>,
}

/// An item that could be best, how it is related, how far away, and the most that it could score.
struct Candidate {
    ceiling: i64,
    likeness: Likeness,
    metres: i64,
    item: LentItem,
}

impl<'k> Search<'k> {
    /// `None` where nobody knows the need's place, or its organisation is not approved.
    fn of(cx: &mut Cx<'_>, known: &'k Known, need: &EquipmentNeedRow) -> Result<Option<Self>, Error> {
        let site = places(cx, std::iter::once(need.site_id))?.remove(&need.site_id);
        let (Some(position), Some(site)) = (need.position(), site) else {
            return Ok(None);
        };
        Ok(Some(Self {
            known,
            kind: need.kind,
            asked: Span { from: need.starts_at, until: need.ends_at },
            want: want(need, position, site),
            reach_m: site.reach_m,
            standing: known.exchange.standing(known.median),
            dismissed: dismissed_means(cx, ObjectId(need.id.0), need.organisation_id)?,
        }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<EquipmentId>>, Error> {
        let kinds: Vec<EquipmentKind> = help::offered_for(self.kind).collect();
        let view = View { learnt: &self.known.learnt, side: MatchSide::Needing, now: cx.now };
        let others = help::best_of_want(&self.want, self.standing, &view);
        let far = self.want.neighbourhood_m;
        let beyond = |metres| matching::beyond(metres, &others, far, &view) / WHOLE;
        let mut best = Best::of(limit);
        matching::grow(&mut best, self.want.position, FARTHEST_M, beyond, |best, block, inner| {
            let found = lent(cx, &kinds, block.cells_without(inner), self.want.taker)?;
            let candidates: Vec<Candidate> = found
                .into_iter()
                .filter(|item| !self.dismissed.contains(&ObjectId(item.id.0)))
                .filter_map(|item| self.candidate(item, &view))
                .collect();
            let rank = |one: &Candidate| (one.ceiling, one.item.id);
            judge_ranked(best, candidates, rank, |chunk, best| self.judge(cx, chunk, &view, best))
        })?;
        Ok(best.into_items().into_iter().map(|(id, fit)| Found { id, fit }).collect())
    }

    fn candidate(&self, item: LentItem, view: &View<'_>) -> Option<Candidate> {
        let likeness = help::kinds(item.kind, self.kind)?;
        let metres = self.want.position.metres_to(item.position()?);
        let pair = Pair { likeness, word: item.kind.as_str(), metres, share: WHOLE };
        let ceiling = help::ceiling(&pair, &self.want, self.standing, view)?;
        Some(Candidate { ceiling, likeness, metres, item })
    }

    /// Keeps those of some items that can be had and are among the best.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        chunk: &[Candidate],
        view: &View<'_>,
        best: &mut Best<EquipmentId, HelpFit>,
    ) -> Result<(), Error> {
        let sites = places(cx, chunk.iter().map(|candidate| candidate.item.site_id))?;
        let ids: Vec<EquipmentId> = chunk.iter().map(|candidate| candidate.item.id).collect();
        let calendars = calendars(cx, &ids, self.asked)?;
        for Candidate { likeness, metres, item, .. } in chunk {
            let Some(site) = sites.get(&item.site_id) else { continue };
            let calendar = calendars.get(&item.id).cloned().unwrap_or_default();
            let taken = calendar.taken(self.want.taker, item.repair_until);
            let Some((free, share)) = help::cover(self.asked, &taken, lending(item.gap_hours, item.max_days), view.now)
            else {
                continue;
            };
            let pair = Pair { likeness: *likeness, word: item.kind.as_str(), metres: *metres, share };
            let reach_m = self.reach_m.max(site.reach_m);
            let Some(helped) = help::fit(&pair, reach_m, &self.want, self.standing, view) else { continue };
            let found = Match {
                kind: HelpKind::Equipment,
                likeness: *likeness,
                helped,
                metres: *metres,
                remote: false,
                time: Time::Free(free),
            };
            best.keep(helped.score, item.id, explained(&found, &self.want, &self.known.exchange, view.now));
        }
        Ok(())
    }
}

/// What counts of a need when it is matched.
pub(super) fn want(need: &EquipmentNeedRow, position: Position, site: SiteFacts) -> Want {
    Want {
        taker: need.organisation_id,
        position,
        due: Some(need.starts_at),
        urgent: need.urgent,
        neighbourhood_m: site.neighbourhood_m,
    }
}

/// How an item is lent.
pub(super) const fn lending(gap_hours: i64, max_days: i64) -> Lending {
    Lending { gap: gap_hours.saturating_mul(HOUR), longest: max_days.saturating_mul(DAY) }
}

/// Items of others that are lent, of some kinds, in some cells.
fn lent(cx: &mut Cx<'_>, kinds: &[EquipmentKind], cells: Vec<i64>, not_of: OrganisationId) -> Result<Vec<LentItem>, Error> {
    Ok(items::table
        // Text without parameters, word for word the condition of the partial index.
        .filter(literal::<Bool>("equipment.retired_at IS NULL"))
        .filter(any_of(items::cell, cells))
        .filter(any_of(items::kind, kinds.iter().copied()))
        .filter(items::organisation_id.ne(not_of))
        .select(LentItem::as_select())
        .load(cx.conn)?)
}

/// The latest instant that a calendar is ever asked for: no need lies farther ahead.
pub(super) const fn horizon(now: UtcMillis) -> UtcMillis {
    now.plus(400 * DAY)
}
