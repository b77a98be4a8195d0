//! Steps on claims and loans.

use super::{World, kinds, mails, told, work};
use serde_json::json;
use shared::claims::{ClaimAction, ClaimState, Party};
use shared::loans::{LoanAction, LoanState};
use shared::notifications::NotificationKind::{ClaimAsked, ClaimStepped, LoanAsked, LoanStepped};
use shared::paths::{self, claim_action, loan_action};
use shared::time::DAY;
use tests::fixtures::{claim_of, kg, lent, loan_of, need_at, offer_at, van_of};
use tests::{Client, TestServer, both};

both!(
    a_claim_is_told_to_the_side_that_acts_or_waits,
    who_has_left_hears_no_more_of_what_he_claimed,
    a_proposal_is_told_to_the_needing_side,
    a_claim_that_nobody_answers_is_told,
    loans_are_told_to_those_who_manage,
    a_request_sent_twice_is_told_once,
);

async fn states(client: &Client) -> Vec<Option<ClaimState>> {
    told(client).await.iter().filter(|one| one.facts.claim_id.is_some()).map(|one| one.facts.claim_state).collect()
}

async fn a_claim_is_told_to_the_side_that_acts_or_waits(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, other) = (server.coordinator_of(&world.giver).await, server.coordinator_of(&world.taker).await);
    let offer = offer_at(world.giver.site()).titled("Yaourts").published_by(&world.camille).await;
    let claim = claim_of(offer.id, world.taker.site()).of(kg(10)).made_by(&world.samir).await;
    for client in [&world.camille, &nadia] {
        let heard = told(client).await;
        assert_eq!((heard.len(), heard[0].kind, heard[0].organisation_id), (1, ClaimAsked, world.giver.id));
        let facts = &heard[0].facts;
        assert_eq!((facts.claim_id, facts.claim_state), (Some(claim.id), Some(ClaimState::Requested)));
        assert_eq!((facts.other.as_deref(), facts.grams), (Some("Restos du Cœur"), Some(kg(10))));
        assert_eq!(facts.offer.as_ref().map(|offer| offer.title.as_str()), Some("Yaourts"));
    }
    nadia.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    nadia.act(&claim_action(claim.id, ClaimAction::Ready)).await.expect(200);
    assert_eq!(states(&world.samir).await, [Some(ClaimState::Ready), Some(ClaimState::Accepted)]);
    assert_eq!(told(&world.samir).await[0].facts.other.as_deref(), Some("Épicerie"));
    assert!(told(&other).await.is_empty(), "she has claimed nothing");
    let why = json!({ "reason": "Camion en panne" });
    world.samir.post(&claim_action(claim.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(kinds(&nadia).await, [ClaimStepped, ClaimAsked]);
    assert_eq!(kinds(&world.camille).await, [ClaimAsked], "volunteers hear of what is to be answered");
}

async fn who_has_left_hears_no_more_of_what_he_claimed(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, other) = (server.coordinator_of(&world.giver).await, server.coordinator_of(&world.taker).await);
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = claim_of(offer.id, world.taker.site()).of(kg(10)).made_by(&world.samir).await;
    other.delete(&paths::member(world.taker.id, world.samir.user_id())).await.expect(204);
    let before = (mails(server, &world.samir).await.len(), mails(server, &other).await.len());
    nadia.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    assert_eq!(kinds(&other).await, [ClaimStepped]);
    let after = (mails(server, &world.samir).await.len(), mails(server, &other).await.len());
    assert_eq!(after, (before.0, before.1 + 1));
}

async fn a_proposal_is_told_to_the_needing_side(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.coordinator_of(&world.taker).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let answer = json!({ "offer_id": offer.id, "grams": 10_000 });
    let proposed = world.camille.post(&format!("{}/answers", paths::need(need.id)), &answer).await.expect(201);
    assert_eq!(proposed.body["asked_by"], Party::Giver.as_str());
    let heard = told(&world.samir).await;
    assert_eq!((heard.len(), heard[0].kind), (1, ClaimAsked));
    assert_eq!(heard[0].facts.need.as_ref().map(|named| named.id), Some(need.id));
    assert_eq!(kinds(&other).await, [ClaimAsked]);
}

async fn a_claim_that_nobody_answers_is_told(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).undated().fetched_in(1, 100).published_by(&world.camille).await;
    claim_of(offer.id, world.taker.site()).of(kg(10)).made_by(&world.samir).await;
    server.clock.advance(DAY);
    work(server).await;
    assert_eq!(states(&world.samir).await, [Some(ClaimState::Expired)]);
    assert_eq!(told(&world.samir).await[0].facts.other, None);
}

async fn loans_are_told_to_those_who_manage(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, ali) = (server.coordinator_of(&world.giver).await, server.coordinator_of(&world.taker).await);
    let van = van_of(&nadia, world.giver.site()).await;
    let loan = lent(&world.samir, &loan_of(van.id, world.taker.id, 24, 48)).await;
    let heard = told(&nadia).await;
    assert_eq!((heard.len(), heard[0].kind), (1, LoanAsked));
    assert_eq!((heard[0].facts.loan_id, heard[0].facts.item.as_ref()), (Some(loan.id), Some(&van.name)));
    nadia.act(&loan_action(loan.id, LoanAction::Accept)).await.expect(200);
    let heard = told(&ali).await;
    assert_eq!((heard[0].kind, heard[0].facts.loan_state), (LoanStepped, Some(LoanState::Accepted)));
    server.clock.advance(10 * DAY);
    work(server).await;
    assert_eq!(told(&ali).await[0].facts.loan_state, Some(LoanState::Expired));
    assert_eq!(kinds(&nadia).await, [LoanStepped, LoanAsked]);
    assert!(told(&world.camille).await.is_empty());
}

async fn a_request_sent_twice_is_told_once(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let wish = claim_of(offer.id, world.taker.site()).of(kg(10)).body();
    let samir = world.samir.with_idempotency_key("une seule fois");
    for _ in 0..2 {
        samir.post(paths::CLAIMS, &wish).await.expect(201);
    }
    assert_eq!(kinds(&world.camille).await, [ClaimAsked]);
}
