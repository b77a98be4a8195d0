//! Matches: what fits and why, what is dismissed and what that teaches, and that a search misses nothing.

mod day;
mod dismissals;
mod exact;
mod fairness;
mod fitting;
mod neighbourhoods;

use crate::world::World;
use shared::ids::{NeedId, OfferId};
use shared::matches::{MatchedNeed, MatchedNeedList, MatchedOffer, MatchedOfferList};
use shared::paths;

impl World {
    /// What the giver is shown for its offer.
    async fn needs_for(&self, offer: OfferId) -> Vec<MatchedNeed> {
        self.camille.get(&paths::matches_of_offer(offer)).await.read::<MatchedNeedList>(200).items
    }

    /// What the needing side is shown for its need.
    async fn offers_for(&self, need: NeedId) -> Vec<MatchedOffer> {
        self.samir.get(&paths::matches_of_need(need)).await.read::<MatchedOfferList>(200).items
    }
}
