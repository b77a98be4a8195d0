//! What cannot be claimed, and which steps cannot be taken.

use super::{Deal, WHY};
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState, Party};
use shared::ids::{ClaimId, OfferId, SiteId};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::HOUR;
use shared::units::{Grams, TemperatureClass, Unit};
use tests::fixtures::communes::{BORDEAUX, COUTRAS};
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{TestServer, both, snapshots};
use uuid::Uuid;

both!(
    a_claim_is_refused_with_its_reason,
    wrong_fields_of_a_claim_are_named,
    a_site_without_cold_storage_gets_no_cold_food,
    nobody_claims_for_another_organisation,
    each_step_is_for_its_own_side,
    a_step_that_does_not_fit_says_where_the_claim_stands,
);

/// Each step with a body that would do.
fn steps() -> [(ClaimAction, serde_json::Value, Party); 6] {
    let why = || json!({ "reason": WHY });
    [
        (ClaimAction::Accept, json!(null), Party::Giver),
        (ClaimAction::Decline, why(), Party::Giver),
        (ClaimAction::Ready, json!(null), Party::Giver),
        (ClaimAction::Collect, json!({ "code": "0000", "temperature_decidegrees": 35 }), Party::Taker),
        (ClaimAction::Receive, json!({}), Party::Taker),
        (ClaimAction::Cancel, why(), Party::Observer),
    ]
}

async fn a_claim_is_refused_with_its_reason(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let answer = claim_of(deal.offer.id, deal.taker.site()).of(Grams(120_001)).sent_by(&deal.samir).await;
    snapshots::matches("offer_exhausted", &answer);
    assert_eq!(answer.refused(Code::OfferExhausted).params["left_grams"], 120_000);
    claim_of(deal.offer.id, deal.giver.site()).sent_by(&deal.camille).await.refused(Code::OwnOffer);
    claim_of(OfferId(Uuid::now_v7()), deal.taker.site()).sent_by(&deal.samir).await.refused(Code::NotFound);
    assert_eq!(deal.left().await, kg(120));
}

async fn wrong_fields_of_a_claim_are_named(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let good = || claim_of(deal.offer.id, deal.taker.site());
    let none = [Grams(0), Grams(-1)];
    for grams in none {
        good().of(grams).sent_by(&deal.samir).await.refused_fields(&[("/grams", "too_small")]);
    }
    let early = good().fetched_at(server.now().plus(HOUR));
    early.sent_by(&deal.samir).await.refused_fields(&[("/pickup_at", "outside_windows")]);
    let nowhere = claim_of(deal.offer.id, SiteId(Uuid::now_v7()));
    nowhere.sent_by(&deal.samir).await.refused_fields(&[("/site_id", "unknown")]);
    good().saying(&"é".repeat(501)).sent_by(&deal.samir).await.refused_fields(&[("/message", "too_long")]);
    let eggs =
        offer_at(deal.giver.site()).in_units(Unit::Piece, Grams(60)).of(Grams(6_000)).published_by(&deal.camille).await;
    let half = claim_of(eggs.id, deal.taker.site()).of(Grams(90));
    half.sent_by(&deal.samir).await.refused_fields(&[("/grams", "not_whole_units")]);
    claim_of(eggs.id, deal.taker.site()).of(Grams(120)).sent_by(&deal.samir).await.expect(201);
}

async fn a_site_without_cold_storage_gets_no_cold_food(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let dry = server.organisation("Vestiaire").approved().at(COUTRAS).storing(0, 0, 0).exists().await;
    let ana = server.volunteer_of(&dry).await;
    claim_of(deal.offer.id, dry.site()).sent_by(&ana).await.refused(Code::ColdChain);
    let tins =
        offer_at(deal.giver.site()).kept(TemperatureClass::Ambient).category("canned").published_by(&deal.camille).await;
    claim_of(tins.id, dry.site()).sent_by(&ana).await.expect(201);
    let small = server.organisation("Petite").approved().at(COUTRAS).storing(10, 20, 0).exists().await;
    let problem = claim_of(deal.offer.id, small.site()).of(kg(21)).sent_by(&server.volunteer_of(&small).await).await;
    assert_eq!(problem.refused(Code::StorageTooSmall).params["capacity_kg"], 20);
}

async fn nobody_claims_for_another_organisation(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let other = server.organisation("Secours populaire").approved().at(BORDEAUX).exists().await;
    let pending = server.organisation("En attente").at(BORDEAUX).exists().await;
    let wish = claim_of(deal.offer.id, deal.taker.site());
    wish.clone().sent_by(&server.anonymous()).await.refused(Code::Unauthenticated);
    wish.clone().sent_by(&server.coordinator_of(&other).await).await.refused(Code::Forbidden);
    wish.clone().sent_by(&server.admin().await).await.refused(Code::Forbidden);
    wish.sent_by(&server.coordinator_of(&pending).await).await.refused(Code::OrganisationNotApproved);
    let theirs = claim_of(deal.offer.id, pending.site()).sent_by(&server.coordinator_of(&pending).await).await;
    theirs.refused(Code::OrganisationNotApproved);
    assert_eq!(deal.left().await, kg(120));
}

async fn each_step_is_for_its_own_side(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let other = server.organisation("Secours populaire").approved().exists().await;
    let (stranger, admin) = (server.coordinator_of(&other).await, server.admin().await);
    for (action, body, side) in steps() {
        let path = claim_action(claim.id, action);
        server.anonymous().post(&path, &body).await.refused(Code::Unauthenticated);
        stranger.post(&path, &body).await.refused(Code::NotFound);
        admin.post(&path, &body).await.refused(Code::Forbidden);
        match side {
            Party::Giver => drop(deal.samir.post(&path, &body).await.refused(Code::Forbidden)),
            Party::Taker => drop(deal.camille.post(&path, &body).await.refused(Code::Forbidden)),
            Party::Observer => {}
        }
        deal.samir.post(&claim_action(ClaimId(Uuid::now_v7()), action), &body).await.refused(Code::NotFound);
    }
    let unchanged: Claim = deal.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!((unchanged.state, unchanged.version), (ClaimState::Requested, 1));
}

async fn a_step_that_does_not_fit_says_where_the_claim_stands(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let accept = claim_action(claim.id, ClaimAction::Accept);
    let early = deal.camille.act(&claim_action(claim.id, ClaimAction::Ready)).await;
    snapshots::matches("claim_state", &early);
    assert_eq!(early.refused(Code::ClaimState).params["state"], "requested");
    let accepted: Claim = deal.camille.act(&accept).await.read(200);
    assert_eq!(accepted.actions, [ClaimAction::Ready, ClaimAction::Cancel]);
    assert_eq!(deal.camille.act(&accept).await.refused(Code::ClaimState).params["state"], "accepted");
    let receive = deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await;
    receive.refused(Code::ClaimState);
    let done = deal.collected(kg(10)).await;
    let cancel = deal.samir.post(&claim_action(done.id, ClaimAction::Cancel), &json!({ "reason": WHY })).await;
    assert_eq!(cancel.refused(Code::ClaimState).params["state"], "collected");
}
