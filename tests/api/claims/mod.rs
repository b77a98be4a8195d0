//! From request to reception: each step, each refusal, each side.

mod handover;
mod life;
mod reading;
mod refusals;

use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::ids::ClaimId;
use shared::offers::Offer;
use shared::paths::{self, claim_action};
use shared::units::Grams;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, kg, offer_at};
use tests::{Client, TestServer};

/// A giver in Libourne, a taker in Coutras and 120 kg of yoghurt.
struct Deal {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
    offer: Offer,
}

impl Deal {
    async fn begins(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie sociale de Libourne").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur de Coutras").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        let offer = offer_at(giver.site()).of(kg(120)).published_by(&camille).await;
        Self { giver, taker, camille, samir, offer }
    }

    async fn claimed(&self, grams: Grams) -> Claim {
        claim_of(self.offer.id, self.taker.site()).of(grams).made_by(&self.samir).await
    }

    async fn left(&self) -> Grams {
        self.samir.get(&paths::offer(self.offer.id)).await.read::<Offer>(200).left_grams
    }

    async fn code(&self, claim: ClaimId) -> String {
        let seen: Claim = self.camille.get(&paths::claim(claim)).await.read(200);
        seen.handover_code.expect("the giver sees the code")
    }

    async fn collected(&self, grams: Grams) -> Claim {
        let claim = self.claimed(grams).await;
        self.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
        let told = json!({ "code": self.code(claim.id).await, "temperature_decidegrees": 35 });
        self.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.read(200)
    }
}

const WHY: &str = "Le camion est en panne";
