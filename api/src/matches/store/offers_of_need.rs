//! The offers that fit a need best.

use super::dismissals::{dismissed_offers, learnt};
use super::needs_of_offer::{first_moment, food, hand_over, offered};
use super::{Found, candidates, facts, judge_ranked, limit};
use crate::claims::rules::Wish;
use crate::engine::matching::{self, Best, Demand, FARTHEST_M, Learnt, Receiver, Record, Standing, Supply, View};
use crate::http::{Actor, Cx, Error};
use crate::matches::model::{OpenNeed, OpenOffer};
use crate::matches::rules;
use crate::needs::{self, NeedRow};
use crate::{offers, organisations, records, redistribution};
use shared::ids::{NeedId, OfferId, SiteId};
use shared::matches::{Fit, MatchQuery, MatchSide, MatchedOffer, MatchedOfferList, WHOLE};
use shared::national::dates::Food;
use shared::needs::NeedStatus;
use shared::organisations::OrganisationKind;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};

/// The best offers for one of the caller's own needs.
///
/// # Errors
/// 404 when there is no such need; 403 for another organisation's need, or when it is not approved; 422 for a wrong limit.
pub fn for_need(cx: &mut Cx<'_>, actor: &Actor, id: NeedId, query: &MatchQuery) -> Result<MatchedOfferList, Error> {
    actor.see_network()?;
    let row = needs::store::load(cx.conn, id)?;
    actor.act_for(row.organisation_id)?;
    let found = best_offers(cx, &row, limit(query)?)?;
    let ids: Vec<OfferId> = found.iter().map(|found| found.id).collect();
    let mut rows = offers::store::rows(cx.conn, &ids)?;
    let found = found.into_iter().filter_map(|Found { id, fit }| Some(((rows.remove(&id)?, Some(fit.distance_m)), fit)));
    let (rows, fits): (Vec<_>, Vec<_>) = found.unzip();
    let offers = offers::store::assemble(cx.conn, actor, rows)?;
    let items = offers.into_iter().zip(fits).map(|(offer, fit)| MatchedOffer { offer, fit });
    Ok(MatchedOfferList { items: items.collect() })
}

/// The best offers for a need, whoever asks: exactly those that a look at every offer of the network would find.
///
/// # Errors
/// When the database fails.
pub fn best_offers(cx: &mut Cx<'_>, need: &NeedRow, limit: usize) -> Result<Vec<Found<OfferId>>, Error> {
    let is_open = need.status == NeedStatus::Open && need.closes_at > cx.now;
    match Search::of(cx, need)? {
        Some(search) if is_open => search.run(cx, limit),
        _ => Ok(Vec::new()),
    }
}

/// What is known of the need before any offer is looked at.
struct Search {
    need: OpenNeed,
    demand: Demand,
    receiver: Receiver,
    record: Record,
    standing: Standing,
    learnt: Learnt,
    dismissed: HashSet<OfferId>,
}

/// An offer that could be best, and the most that it could score.
type Candidate = (i64, Supply, OpenOffer);

impl Search {
    /// `None` where nobody knows the need's place, or its organisation is not approved.
    fn of(cx: &mut Cx<'_>, row: &NeedRow) -> Result<Option<Self>, Error> {
        let need = OpenNeed::from(row);
        let receiver = facts::receivers(cx, std::iter::once(row.site_id))?.remove(&row.site_id);
        let (Some(demand), Some(receiver)) = (need.demand(cx.now), receiver) else {
            return Ok(None);
        };
        let (record, standing) =
            records::store::of(cx, &[row.organisation_id])?.remove(&row.organisation_id).unwrap_or_default();
        let learnt = learnt(cx, row.organisation_id)?;
        let dismissed = dismissed_offers(cx, row.id, row.organisation_id)?;
        Ok(Some(Self { need, demand, receiver, record, standing, learnt, dismissed }))
    }

    fn run(&self, cx: &mut Cx<'_>, limit: usize) -> Result<Vec<Found<OfferId>>, Error> {
        let codes = candidates::offered_for(&self.demand.category);
        let (now, zone) = (cx.now, cx.settings.time_zone);
        let view = View { learnt: &self.learnt, side: MatchSide::Needing, now };
        let others = matching::best_of_demand(&self.demand, self.standing, &view);
        let (far, merit) = (self.demand.neighbourhood_m, self.standing.merit());
        let mut best = Best::of(limit);
        let beyond = |metres| matching::beyond(metres, &others, far, &view) / WHOLE;
        matching::grow(&mut best, self.demand.position, FARTHEST_M, beyond, |best, block, inner| {
            let offers = candidates::offers(cx, &codes, block.cells_without(inner), self.demand.taker)?;
            let candidates: Vec<Candidate> = offers
                .into_iter()
                .filter(|offer| !self.dismissed.contains(&offer.id))
                .filter_map(|offer| Some((offer.supply(now, zone)?, offer)))
                .filter_map(|(supply, offer)| Some((matching::ceiling(&supply, &self.demand, merit, &view)?, supply, offer)))
                .collect();
            let rank = |(ceiling, _, offer): &Candidate| (*ceiling, offer.id);
            judge_ranked(best, candidates, rank, |chunk, best| self.judge(cx, chunk, &view, best))
        })?;
        Ok(best.into_items().into_iter().map(|(id, fit)| Found { id, fit }).collect())
    }

    /// Keeps those of some offers that fit and are among the best.
    fn judge(
        &self,
        cx: &mut Cx<'_>,
        chunk: &[Candidate],
        view: &View<'_>,
        best: &mut Best<OfferId, Fit>,
    ) -> Result<(), Error> {
        let sites: HashMap<SiteId, Receiver> = facts::receivers(cx, chunk.iter().map(|(_, _, offer)| offer.site_id))?;
        let ids: Vec<OfferId> = chunk.iter().map(|(_, _, offer)| offer.id).collect();
        let windows = offers::store::windows(cx.conn, &ids)?;
        let merit = self.standing.merit();
        for (_, supply, offer) in chunk {
            let (Some(site), Some(windows)) = (sites.get(&offer.site_id), windows.get(&offer.id)) else { continue };
            let supply = Supply { reach_m: site.reach_m, from: first_moment(windows, view.now), ..supply.clone() };
            let Ok(scored) = matching::fit(&supply, &self.demand, &self.receiver, merit, view) else { continue };
            let wish = Wish {
                taker: self.need.organisation_id,
                storage: self.receiver.storage,
                grams: scored.grams,
                pickup_at: None,
            };
            let at = hand_over(windows, view.now);
            let (food, in_time) = self.food(cx, offer, at)?;
            let food = (&food, at, in_time);
            if rules::would_be_accepted(&offered(offer, windows), &wish, &self.need.terms(), food, view.now) {
                best.keep(
                    scored.score,
                    offer.id,
                    rules::explained(&scored.by(self.standing), &supply, &self.demand, &self.record, view.now),
                );
            }
        }
        Ok(())
    }

    /// The dates of an offer's food, and whether the needing organisation redistributes in time, which is only asked for a
    /// shop's gift in its last days.
    fn food(&self, cx: &mut Cx<'_>, offer: &OpenOffer, at: UtcMillis) -> Result<(Food, bool), Error> {
        let shop = Food { from_shop: true, ..food(offer, cx) };
        if !rules::asks_for_promptness(&shop, at) {
            return Ok((shop, false));
        }
        let giver = organisations::store::summaries(cx.conn, &[offer.organisation_id])?.remove(&offer.organisation_id);
        let from_shop = giver.is_some_and(|giver| giver.kind == OrganisationKind::Donor);
        let in_time = from_shop && redistribution::store::in_time(cx.conn, self.need.organisation_id)?;
        Ok((Food { from_shop, ..shop }, in_time))
    }
}
