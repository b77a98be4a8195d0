//! The needs that an offer fits best.

use super::known::{self, Giver, Known, Network};
use super::{Found, candidates, judge_ranked, limit};
use crate::claims::rules::{Offered, Wish};
use crate::db::steady::{Planning, planned_once};
use crate::engine::cells::squares::Squares;
use crate::engine::matching::{self, Best, Demand, FARTHEST_M, Learnt, Scored, Supply, View};
use crate::http::{Actor, Cx, Error};
use crate::matches::model::{OpenNeed, OpenOffer};
use crate::matches::rules;
use crate::needs::NeedRow;
use crate::offers::{self, OfferRow};
use crate::{acceptance, needs, records, redistribution};
use shared::ids::{NeedId, OfferId, OrganisationId};
use shared::matches::{Fit, MatchQuery, MatchSide, MatchedNeed, MatchedNeedList, WHOLE};
use shared::national::dates::Food;
use shared::offers::{OfferStatus, PickupWindow};
use shared::time::UtcMillis;
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
    if offer.status != OfferStatus::Open || offer.closes_at <= cx.now {
        return Ok(Vec::new());
    }
    let (now, settings) = (cx.now, cx.settings);
    planned_once(cx.conn, |conn| best(&mut Cx { conn, now, settings }, offer, limit))
}

fn best(cx: &mut Cx<'_>, offer: &OfferRow, limit: usize) -> Result<(Vec<Found<NeedId>>, Planning), Error> {
    let known = known::of_offer(cx, offer)?;
    match known.and_then(|known| Search::of(cx, offer, known)) {
        Some(search) => search.run(cx, limit),
        None => Ok((Vec::new(), Planning::Once)),
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
    network: Network,
}

/// How well a need fits.
#[derive(Clone)]
struct Judged {
    demand: Demand,
    scored: Scored,
}

/// A need that fits.
type Candidate = (Judged, OpenNeed);

impl Search {
    /// `None` where nobody knows the offer's place.
    fn of(cx: &Cx<'_>, row: &OfferRow, known: Known) -> Option<Self> {
        let Known { network, giver: Giver { reach_m, is_shop, windows }, dismissed, learnt } = known;
        let offer = OpenOffer::from(row);
        let supply = offer.supply(first_moment(&windows, cx.now), cx.settings.time_zone)?;
        Some(Self {
            supply: Supply { reach_m, ..supply },
            food: Food { from_shop: is_shop, ..food(&offer, cx) },
            hand_over: hand_over(&windows, cx.now),
            learnt,
            dismissed,
            network,
            offer,
            windows,
        })
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<(Vec<Found<NeedId>>, Planning), Error> {
        let view = View { learnt: &self.learnt, side: MatchSide::Offering, now: cx.now };
        let Network { widest_m, highest_merit: highest, .. } = self.network;
        let most = |kinship, metres| {
            let others = matching::best_of_supply(&self.supply, kinship);
            matching::beyond(metres, &others, widest_m, &view)
        };
        let (category, same) = (&self.supply.category, candidates::of_its_kind(&self.supply.category));
        let squares = Squares::around(self.supply.position, FARTHEST_M);
        let mut best = Best::of(limit);
        for round in matching::rounds(&squares, highest) {
            // What an organisation must bring to be among the best with everything else as good as it can be there.
            let enough = |kinship, metres| best.floor() * WHOLE - most(kinship, metres);
            if let Some(question) = round.question(highest, enough) {
                let needs = candidates::needs(cx, category, &same, &question)?;
                self.judge(cx, needs, &view, &mut best)?;
            }
        }
        self.explained(cx, best, &view)
    }

    /// Keeps those of some needs that fit and are among the best.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        needs: Vec<OpenNeed>,
        view: &View<'_>,
        best: &mut Best<NeedId, Judged>,
    ) -> Result<(), Error> {
        let candidates: Vec<Candidate> = needs
            .into_iter()
            .filter(|need| !self.dismissed.contains(&need.id) && !self.network.suspended.contains(&need.organisation_id))
            .filter_map(|need| {
                let demand = need.demand(view.now)?;
                let scored = matching::fit(&self.supply, &demand, &need.receiver(), need.merit, view).ok()?;
                best.is_open_to(scored.score).then_some((Judged { demand, scored }, need))
            })
            .collect();
        let rank = |(judged, need): &Candidate| (judged.scored.score, need.id);
        judge_ranked(best, candidates, rank, |chunk, best| self.keep(cx, chunk, best))
    }

    /// Keeps those of some needs whose claim would be accepted.
    fn keep(&self, cx: &mut Cx<'_>, chunk: &[Candidate], best: &mut Best<NeedId, Judged>) -> Result<(), Error> {
        let takers = chunk.iter().map(|(_, need)| need.organisation_id);
        let prompt = if rules::asks_for_promptness(&self.food, self.hand_over) {
            redistribution::store::those_in_time(cx.conn, takers)?
        } else {
            HashSet::new()
        };
        for (judged, need) in chunk {
            let score = judged.scored.score;
            let in_time = prompt.contains(&need.organisation_id);
            if best.is_open_to(score) && self.would_be_accepted(need, &judged.scored, in_time, cx.now) {
                best.keep(score, need.id, judged.clone());
            }
        }
        Ok(())
    }

    /// The best with their reasons, for which the records of their organisations are wanted.
    fn explained(
        &self,
        cx: &mut Cx<'_>,
        best: Best<NeedId, Judged>,
        view: &View<'_>,
    ) -> Result<(Vec<Found<NeedId>>, Planning), Error> {
        let items = best.into_items();
        let takers: Vec<OrganisationId> = items.iter().map(|(_, judged)| judged.demand.taker).collect();
        let (records, planning) = records::store::of_last(cx, &takers)?;
        let found = items.into_iter().map(|(id, Judged { demand, scored })| {
            let (record, standing) = records.get(&demand.taker).copied().unwrap_or_default();
            Found { id, fit: rules::explained(&scored.by(standing), &self.supply, &demand, &record, view.now) }
        });
        Ok((found.collect(), planning))
    }

    /// `in_time`: whether the taker says that it redistributes in time, where that is asked.
    fn would_be_accepted(&self, need: &OpenNeed, scored: &Scored, in_time: bool, now: UtcMillis) -> bool {
        let storage = need.receiver().storage;
        let wish = Wish { taker: need.organisation_id, storage, grams: scored.grams, pickup_at: None };
        let food = (&self.food, self.hand_over, in_time);
        rules::would_be_accepted(&offered(&self.offer, &self.windows), &wish, &need.terms(), food, now)
    }
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
