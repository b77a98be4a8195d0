//! Needs: publication, what claims promise and bring, answers of givers, weeks, search, races.

mod answers;
mod editing;
mod publishing;
mod races;
mod search;
mod weeks;

use crate::world::World;
use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::ids::NeedId;
use shared::needs::Need;
use shared::paths::{self, claim_action};
use shared::units::Grams;
use tests::fixtures::kg;

impl World {
    /// The need as its own side sees it now.
    async fn need(&self, id: NeedId) -> Need {
        self.samir.get(&paths::need(id)).await.read(200)
    }

    /// Wanted, promised, received and left, kg.
    async fn sums(&self, id: NeedId) -> [i64; 4] {
        let need = self.need(id).await;
        [need.wanted_grams, need.promised_grams, need.received_grams, need.left_grams].map(|Grams(grams)| grams / 1_000)
    }

    /// From acceptance to reception.
    async fn deliver(&self, claim: &Claim, received: i64) {
        let seen: Claim = self.camille.get(&paths::claim(claim.id)).await.read(200);
        let told = json!({ "code": seen.handover_code, "temperature_decidegrees": 20 });
        self.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
        let told = json!({ "received_grams": kg(received), "reason": "Pots percés" });
        self.samir.post(&claim_action(claim.id, ClaimAction::Receive), &told).await.expect(200);
    }
}
