//! The needs that an offer fits best.

use super::candidates::Places;
use super::dismissals::{dismissed_needs, learnt};
use super::{CHUNK, Found, candidates, facts, limit};
use crate::claims::rules::{Offered, Wish};
use crate::engine::cells::Block;
use crate::engine::matching::{self, Best, Demand, FARTHEST_M, Kinship, Learnt, Scored, Supply, View};
use crate::http::{Actor, Cx, Error};
use crate::matches::model::{OpenNeed, OpenOffer};
use crate::matches::rules;
use crate::needs::NeedRow;
use crate::offers::{self, OfferRow};
use crate::{acceptance, needs, records, redistribution, sites};
use shared::ids::{NeedId, OfferId, OrganisationId};
use shared::matches::{Fit, MatchQuery, MatchSide, MatchedNeed, MatchedNeedList, WHOLE};
use shared::national::dates::Food;
use shared::offers::{OfferStatus, PickupWindow};
use shared::sites::Storage;
use shared::time::UtcMillis;
use std::cmp::Reverse;
use std::collections::HashSet;

/// The best needs for one of the caller's own offers.
///
/// # Errors
/// 404 when there is no such offer; 403 for another organisation's offer, or when it is not approved; 422 for a wrong limit.
pub fn for_offer(cx: &mut Cx<'_>, actor: &Actor, id: OfferId, query: &MatchQuery) -> Result<MatchedNeedList, Error> {
    actor.see_network()?;
    let row = offers::store::load(cx.conn, id)?;
    actor.act_for(row.organisation_id)?;
    let found = best_needs(cx, &row, limit(query)?)?;
    let ids: Vec<NeedId> = found.iter().map(|found| found.id).collect();
    let mut rows = needs::store::summaries(cx.conn, &ids)?;
    let found = found.into_iter().filter_map(|Found { id, fit }| Some(((rows.remove(&id)?, Some(fit.distance_m)), fit)));
    let (rows, fits): (Vec<_>, Vec<_>) = found.unzip();
    let needs = needs::store::assemble(cx.conn, actor, rows)?;
    let items = needs.into_iter().zip(fits).map(|(need, fit)| MatchedNeed { need, fit });
    Ok(MatchedNeedList { items: items.collect() })
}

/// The best needs for an offer, whoever asks: exactly those that a look at every need of the network would find.
///
/// # Errors
/// When the database fails.
pub fn best_needs(cx: &mut Cx<'_>, offer: &OfferRow, limit: usize) -> Result<Vec<Found<NeedId>>, Error> {
    let is_open = offer.status == OfferStatus::Open && offer.closes_at > cx.now;
    match Search::of(cx, offer)? {
        Some(search) if is_open => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
}

/// The best needs for an offer, without those of sites that do not take it: whom to call.
///
/// # Errors
/// When the database fails.
pub fn takers(cx: &mut Cx<'_>, offer: &OfferRow, limit: usize) -> Result<Vec<(NeedRow, Fit)>, Error> {
    let found = best_needs(cx, offer, limit)?;
    let ids: Vec<NeedId> = found.iter().map(|found| found.id).collect();
    let mut rows = needs::store::summaries(cx.conn, &ids)?;
    let pairs: Vec<_> = found.into_iter().filter_map(|found| Some((rows.remove(&found.id)?, found.fit))).collect();
    let asked: Vec<_> = pairs.iter().map(|(row, fit)| (offer, row.site_id, Some(fit.distance_m))).collect();
    let taken = acceptance::store::accepted(cx, &asked)?;
    Ok(pairs.into_iter().zip(taken).filter_map(|(pair, taken)| taken.then_some(pair)).collect())
}

/// The block that is read cell by cell; what is farther, by areas.
const NEAR: i64 = 2;
/// Needs of one reading from which on the next one is made in steps.
const CROWD: usize = 64;

/// The merits at which a reading is made in steps, so that the best of those who deserve most spare it the reading of many
/// others. Where few live every step is a question for nothing.
fn steps(highest: i64, is_crowded: bool) -> impl Iterator<Item = i64> {
    let step = is_crowded.then_some(highest - highest / 10);
    step.into_iter().chain([i64::MIN])
}

/// What is known of the offer before any need is looked at.
struct Search {
    offer: OpenOffer,
    supply: Supply,
    food: Food,
    windows: Vec<PickupWindow>,
    /// The moment that a claim takes for the hand-over.
    hand_over: UtcMillis,
    learnt: Learnt,
    dismissed: HashSet<NeedId>,
}

/// A need that fits, and how well.
struct Judged {
    demand: Demand,
    scored: Scored,
}

impl Search {
    /// `None` where nobody knows the offer's place, or its organisation is not approved.
    fn of(cx: &mut Cx<'_>, row: &OfferRow) -> Result<Option<Self>, Error> {
        let offer = OpenOffer::from(row);
        let windows = offers::store::windows(cx.conn, &[row.id])?.remove(&row.id).unwrap_or_default();
        let Some(supply) = offer.supply(first_moment(&windows, cx.now), cx.settings.time_zone) else {
            return Ok(None);
        };
        let Some((reach_m, from_shop)) = facts::giver(cx, row.site_id)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            supply: Supply { reach_m, ..supply },
            food: Food { from_shop, ..food(&offer, cx) },
            hand_over: hand_over(&windows, cx.now),
            learnt: learnt(cx, row.organisation_id)?,
            dismissed: dismissed_needs(cx, row.id, row.organisation_id)?,
            offer,
            windows,
        }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<NeedId>>, Error> {
        let view = View { learnt: &self.learnt, side: MatchSide::Offering, now: cx.now };
        let (widest, highest) = (sites::store::widest(cx)?, records::store::highest_merit(cx)?);
        let most = |kinship, metres| {
            let others = matching::best_of_supply(&self.supply, kinship);
            matching::beyond(metres, &others, widest, &view)
        };
        let (same, related) = candidates::asked_for(&self.supply.category);
        let mut best = Best::of(limit);
        let mut is_crowded = true;
        let beyond = |metres| (most(Kinship::Same, metres) + highest) / WHOLE;
        matching::grow(&mut best, self.supply.position, FARTHEST_M, beyond, |best, block, inner| {
            let nearest = inner.map_or(0, Block::certain_m);
            let places = places(block, inner);
            if places.is_none() {
                return Ok::<(), Error>(());
            }
            let mut read = 0;
            for (kinship, codes) in [(Kinship::Same, &same), (Kinship::Siblings, &related)] {
                let mut above = i64::MAX;
                for step in steps(highest, is_crowded) {
                    // What an organisation must bring to be among the best with everything else as good as it can be here.
                    let enough = best.floor() * WHOLE - most(kinship, nearest);
                    let from = step.max(enough);
                    if enough <= highest && from < above {
                        let mut needs = candidates::needs(cx, codes, &places, self.supply.giver, from..above)?;
                        read += needs.len();
                        needs.retain(|need| !self.is_read(need, inner));
                        self.judge(cx, needs, &view, best)?;
                        above = from;
                    }
                }
            }
            is_crowded = read >= CROWD;
            Ok(())
        })?;
        self.explained(cx, best, &view)
    }

    /// Whether a need was among those read cell by cell: an area contains some of their cells.
    fn is_read(&self, need: &OpenNeed, inner: Option<Block>) -> bool {
        let near = Block::around(self.supply.position).grown();
        inner.is_some_and(|inner| inner.radius() >= NEAR) && need.position().is_some_and(|position| near.holds(position))
    }

    /// Keeps those of some needs that fit and are among the best: those first that could score most.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        needs: Vec<OpenNeed>,
        view: &View<'_>,
        best: &mut Best<NeedId, Judged>,
    ) -> Result<(), Error> {
        let mut ranked: Vec<(i64, Demand, OpenNeed)> = needs
            .into_iter()
            .filter(|need| !self.dismissed.contains(&need.id))
            .filter_map(|need| Some((need.demand(view.now)?, need)))
            .filter_map(|(demand, need)| {
                let ceiling = matching::ceiling(&self.supply, &demand, need.merit, view)?;
                best.is_open_to(ceiling).then_some((ceiling, demand, need))
            })
            .collect();
        ranked.sort_unstable_by_key(|(ceiling, _, need)| (Reverse(*ceiling), need.id));
        let mut ranked = ranked.into_iter().peekable();
        while ranked.peek().is_some_and(|(ceiling, ..)| best.is_open_to(*ceiling)) {
            let chunk: Vec<_> = ranked.by_ref().take(CHUNK).collect();
            let receivers = facts::receivers(cx, chunk.iter().map(|(_, _, need)| need.site_id))?;
            for (_, demand, need) in chunk {
                let Some(receiver) = receivers.get(&need.site_id) else { continue };
                let Ok(scored) = matching::fit(&self.supply, &demand, receiver, need.merit, view) else { continue };
                if best.is_open_to(scored.score) && self.would_be_accepted(cx, &need, receiver.storage, &scored)? {
                    best.keep(scored.score, need.id, Judged { demand, scored });
                }
            }
        }
        Ok(())
    }

    /// The best with their reasons, for which the records of their organisations are wanted.
    fn explained(&self, cx: &mut Cx<'_>, best: Best<NeedId, Judged>, view: &View<'_>) -> Result<Vec<Found<NeedId>>, Error> {
        let items = best.into_items();
        let takers: Vec<OrganisationId> = items.iter().map(|(_, judged)| judged.demand.taker).collect();
        let records = records::store::of(cx, &takers)?;
        let found = items.into_iter().map(|(id, Judged { demand, scored })| {
            let (record, standing) = records.get(&demand.taker).copied().unwrap_or_default();
            Found { id, fit: rules::explained(&scored.by(standing), &self.supply, &demand, &record, view.now) }
        });
        Ok(found.collect())
    }

    fn would_be_accepted(&self, cx: &mut Cx<'_>, need: &OpenNeed, storage: Storage, scored: &Scored) -> Result<bool, Error> {
        let asks = rules::asks_for_promptness(&self.food, self.hand_over);
        let in_time = asks && redistribution::store::in_time(cx.conn, need.organisation_id)?;
        let wish = Wish { taker: need.organisation_id, storage, grams: scored.grams, pickup_at: None };
        let food = (&self.food, self.hand_over, in_time);
        Ok(rules::would_be_accepted(&offered(&self.offer, &self.windows), &wish, &need.terms(), food, cx.now))
    }
}

/// What a block has and its inner part had not.
fn places(block: Block, inner: Option<Block>) -> Places {
    if block.radius() <= NEAR {
        return Places::Cells(block.cells_without(inner));
    }
    let known = inner.filter(|inner| inner.radius() > NEAR).map(Block::areas).unwrap_or_default();
    Places::Areas(block.areas().into_iter().filter(|area| !known.contains(area)).collect())
}

/// What counts of an open offer when it is claimed.
pub(super) fn offered<'w>(offer: &OpenOffer, windows: &'w [PickupWindow]) -> Offered<'w> {
    Offered {
        giver: offer.organisation_id,
        status: OfferStatus::Open,
        closes_at: offer.closes_at,
        left: offer.left_grams,
        unit: offer.unit,
        piece: offer.grams_per_unit,
        class: offer.temperature_class,
        windows,
    }
}

/// Its dates, not yet who gives it.
pub(super) fn food(offer: &OpenOffer, cx: &Cx<'_>) -> Food {
    let checked = offer.best_before_checked_at.is_some();
    offers::food(offer.use_by, offer.best_before, checked, cx.settings.time_zone)
}

/// The first moment from now on at which something can be fetched in one of these windows, which come by start.
pub(super) fn first_moment(windows: &[PickupWindow], now: UtcMillis) -> UtcMillis {
    let next = windows.iter().find(|window| window.ends_at > now);
    next.map_or(now, |window| window.starts_at.max(now))
}

/// The moment that a claim without a time takes for the hand-over: see `claims::store::create`.
pub(super) fn hand_over(windows: &[PickupWindow], now: UtcMillis) -> UtcMillis {
    windows.first().map_or(now, |window| window.starts_at).max(now)
}
