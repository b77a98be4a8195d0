//! Matches: what fits and why, what is dismissed and what that teaches, and that a search misses nothing.

mod dismissals;
mod exact;
mod fairness;
mod fitting;
mod neighbourhoods;

use shared::ids::{NeedId, OfferId};
use shared::matches::{MatchedNeed, MatchedNeedList, MatchedOffer, MatchedOfferList};
use shared::paths;
use tests::fixtures::TestOrganisation;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::{Client, TestServer};

/// Who has food, who lacks it, and a volunteer of each.
struct World {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
}

impl World {
    async fn of(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        Self { giver, taker, camille, samir }
    }

    /// What the giver is shown for its offer.
    async fn needs_for(&self, offer: OfferId) -> Vec<MatchedNeed> {
        self.camille.get(&paths::matches_of_offer(offer)).await.read::<MatchedNeedList>(200).items
    }

    /// What the needing side is shown for its need.
    async fn offers_for(&self, need: NeedId) -> Vec<MatchedOffer> {
        self.samir.get(&paths::matches_of_need(need)).await.read::<MatchedOfferList>(200).items
    }
}
