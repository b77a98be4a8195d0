//! Claims and their steps. A step's matter is that of the side which takes it.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::{Value, json};
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::paths::{self, claim_action};
use tests::fixtures::{claim_of, day};

/// A new claim that has come as far as `state`.
pub async fn claim(world: &World<'_>, state: ClaimState) -> Claim {
    let (camille, samir) = (&world.giver.coordinator, &world.taker.coordinator);
    let claim = claim_of(published(world).await, world.taker.organisation.site()).made_by(samir).await;
    if state != ClaimState::Requested {
        camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    }
    if state == ClaimState::Collected {
        let told = collection(world, &claim).await;
        samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    }
    claim
}

async fn collection(world: &World<'_>, claim: &Claim) -> Value {
    let seen: Claim = world.giver.coordinator.get(&paths::claim(claim.id)).await.read(200);
    json!({ "code": seen.handover_code, "temperature_decidegrees": 20 })
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    use ClaimState::{Accepted, Collected, Requested};
    let why = json!({ "reason": "Plus de place" });
    let step = async |action, state| claim_action(claim(world, state).await.id, action);
    match operation {
        "list_claims" => Request::get(paths::CLAIMS, Side::Taker),
        "find_claim" => Request::get(paths::claim(claim(world, Requested).await.id), Side::Taker),
        "create_claim" => {
            let wish = claim_of(published(world).await, world.taker.organisation.site()).body();
            Request::post(paths::CLAIMS, &wish, Side::Taker)
        }
        "accept_claim" => Request::act(step(ClaimAction::Accept, Requested).await, Side::Giver),
        "decline_claim" => Request::post(step(ClaimAction::Decline, Requested).await, &why, Side::Giver),
        "ready_claim" => Request::act(step(ClaimAction::Ready, Accepted).await, Side::Giver),
        "collect_claim" => {
            let claim = claim(world, Accepted).await;
            let told = collection(world, &claim).await;
            Request::post(claim_action(claim.id, ClaimAction::Collect), &told, Side::Taker)
        }
        "receive_claim" => Request::post(step(ClaimAction::Receive, Collected).await, &json!({}), Side::Taker),
        "cancel_claim" => Request::post(step(ClaimAction::Cancel, Requested).await, &why, Side::Taker),
        "freeze_claim" => {
            let claim = claim(world, Collected).await;
            Request::post(paths::freeze_claim(claim.id), &json!({ "frozen_on": day(0) }), Side::Taker)
        }
        other => unknown(other),
    }
}
