//! The needs that an offer fits best.

use super::dismissals::{dismissed_needs, learnt};
use super::{CHUNK, Found, candidates, facts, limit};
use crate::claims::rules::{Offered, Wish};
use crate::engine::matching::{self, Best, Demand, FARTHEST_M, Learnt, Scored, Supply, View};
use crate::http::{Actor, Cx, Error};
use crate::matches::model::{OpenNeed, OpenOffer};
use crate::matches::rules;
use crate::offers::{self, OfferRow};
use crate::{needs, organisations, redistribution, sites};
use shared::ids::{NeedId, OfferId};
use shared::matches::{Fit, MatchQuery, MatchSide, MatchedNeed, MatchedNeedList};
use shared::national::dates::Food;
use shared::offers::{OfferStatus, PickupWindow};
use shared::organisations::OrganisationKind;
use shared::sites::Storage;
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
    let is_open = offer.status == OfferStatus::Open && offer.closes_at > cx.now;
    match Search::of(cx, offer)? {
        Some(search) if is_open => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
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

impl Search {
    /// `None` where nobody knows the offer's place, or its organisation is not approved.
    fn of(cx: &mut Cx<'_>, row: &OfferRow) -> Result<Option<Self>, Error> {
        let offer = OpenOffer::from(row);
        let windows = offers::store::windows(cx.conn, &[row.id])?.remove(&row.id).unwrap_or_default();
        let Some(supply) = offer.supply(first_moment(&windows, cx.now), cx.settings.time_zone) else {
            return Ok(None);
        };
        let Some(site) = facts::receivers(cx, std::iter::once(row.site_id))?.remove(&row.site_id) else {
            return Ok(None);
        };
        let giver = organisations::store::summaries(cx.conn, &[row.organisation_id])?.remove(&row.organisation_id);
        let from_shop = giver.is_some_and(|giver| giver.kind == OrganisationKind::Donor);
        Ok(Some(Self {
            supply: Supply { reach_m: site.reach_m, ..supply },
            food: Food { from_shop, ..food(&offer, cx) },
            hand_over: hand_over(&windows, cx.now),
            learnt: learnt(cx, row.organisation_id)?,
            dismissed: dismissed_needs(cx, row.id, row.organisation_id)?,
            offer,
            windows,
        }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<NeedId>>, Error> {
        let codes = candidates::asked_for(&self.supply.category);
        let (widest, median, now) = (sites::store::widest(cx)?, facts::median(cx)?, cx.now);
        let view = View { learnt: &self.learnt, side: MatchSide::Offering, median, now };
        let others = matching::best_of_supply(&self.supply);
        let mut best = Best::of(limit);
        let beyond = |metres| matching::beyond(metres, &others, widest, &view);
        matching::grow(&mut best, self.supply.position, FARTHEST_M, beyond, |best, block, inner| {
            let needs = candidates::needs(cx, &codes, block.cells_without(inner), self.supply.giver)?;
            let mut ranked: Vec<(i64, Demand, OpenNeed)> = needs
                .into_iter()
                .filter(|need| !self.dismissed.contains(&need.id))
                .filter_map(|need| Some((need.demand(now)?, need)))
                .filter_map(|(demand, need)| Some((matching::ceiling(&self.supply, &demand, widest, &view)?, demand, need)))
                .collect();
            ranked.sort_by_key(|(ceiling, _, need)| (std::cmp::Reverse(*ceiling), need.id));
            for chunk in ranked.chunks(CHUNK) {
                if chunk.first().is_some_and(|(ceiling, ..)| best.is_open_to(*ceiling)) {
                    self.judge(cx, chunk, &view, best)?;
                }
            }
            Ok::<(), Error>(())
        })?;
        Ok(best.into_items().into_iter().map(|(id, fit)| Found { id, fit }).collect())
    }

    /// Keeps those of some needs that fit and are among the best.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        needs: &[(i64, Demand, OpenNeed)],
        view: &View<'_>,
        best: &mut Best<NeedId, Fit>,
    ) -> Result<(), Error> {
        let receivers = facts::receivers(cx, needs.iter().map(|(_, _, need)| need.site_id))?;
        let mut takers: Vec<_> = needs.iter().map(|(_, _, need)| need.organisation_id).collect();
        takers.sort_unstable();
        takers.dedup();
        let records = facts::records(cx, &takers)?;
        for (_, demand, need) in needs {
            let (Some(receiver), Some(record)) = (receivers.get(&need.site_id), records.get(&need.organisation_id)) else {
                continue;
            };
            let Ok(scored) = matching::fit(&self.supply, demand, receiver, record, view) else { continue };
            if best.is_open_to(scored.score) && self.would_be_accepted(cx, need, receiver.storage, &scored)? {
                let fit = rules::explained(&scored, &self.supply, demand, record, view.now);
                best.keep(scored.score, need.id, fit);
            }
        }
        Ok(())
    }

    fn would_be_accepted(&self, cx: &mut Cx<'_>, need: &OpenNeed, storage: Storage, scored: &Scored) -> Result<bool, Error> {
        let asks = rules::asks_for_promptness(&self.food, self.hand_over);
        let in_time = asks && redistribution::store::in_time(cx.conn, need.organisation_id)?;
        let wish = Wish { taker: need.organisation_id, storage, grams: scored.grams, pickup_at: None };
        let food = (&self.food, self.hand_over, in_time);
        Ok(rules::would_be_accepted(&offered(&self.offer, &self.windows), &wish, &need.terms(), food, cx.now))
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
