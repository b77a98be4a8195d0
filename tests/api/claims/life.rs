//! How a claim goes on, and all the ways in which it ends.

use super::{Deal, WHY};
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use shared::units::Grams;
use tests::fixtures::{TestOrganisation, claim_of, kg};
use tests::{Client, TestServer, both, snapshots};

both!(
    food_goes_from_published_to_received,
    what_is_less_goes_to_the_ledger_with_its_reason,
    a_declined_or_cancelled_claim_frees_the_quantity,
    a_claim_without_an_answer_lapses,
    accepted_food_that_nobody_fetches_lapses,
    each_step_tells_the_other_side_by_mail,
);

async fn food_goes_from_published_to_received(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let sentence = claim_of(deal.offer.id, deal.taker.site()).of(kg(40));
    let answer =
        sentence.fetched_at(server.now().plus(DAY + HOUR)).saying("Nous venons en camion").sent_by(&deal.samir).await;
    snapshots::matches("claim_requested", &answer);
    let claim: Claim = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::claim(claim.id));
    assert_eq!(deal.left().await, kg(80));
    assert_eq!(claim.lapses_at, Some(server.now().plus(DAY)));
    server.clock.advance(20 * MINUTE);
    let answer = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    snapshots::matches("claim_accepted", &answer);
    server.clock.advance(HOUR);
    deal.camille.act(&claim_action(claim.id, ClaimAction::Ready)).await.expect(200);
    server.clock.advance(DAY);
    let told = json!({ "code": deal.code(claim.id).await, "temperature_decidegrees": 35 });
    let answer = deal.samir.post(&claim_action(claim.id, ClaimAction::Collect), &told).await.expect(200);
    snapshots::matches("claim_collected", &answer);
    server.clock.advance(HOUR);
    let answer = deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
    snapshots::matches("claim_received", &answer);
    let done: Claim = answer.read(200);
    let states: Vec<ClaimState> = done.timeline.iter().map(|event| event.state).collect();
    use ClaimState::{Accepted, Collected, Ready, Received, Requested};
    assert_eq!(states, [Requested, Accepted, Ready, Collected, Received]);
    assert_eq!((done.received_grams, done.actions), (Some(kg(40)), vec![]));
    assert_eq!(deal.left().await, kg(80), "what was fetched is gone");
}

async fn what_is_less_goes_to_the_ledger_with_its_reason(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    let receive = claim_action(claim.id, ClaimAction::Receive);
    let less = json!({ "received_grams": 39_500 });
    deal.samir.post(&receive, &less).await.refused_fields(&[("/reason", "required")]);
    let told = json!({ "received_grams": 39_500, "reason": "Quatre pots percés" });
    let received: Claim = deal.samir.post(&receive, &told).await.read(200);
    assert_eq!((received.grams, received.received_grams), (kg(40), Some(Grams(39_500))));
    assert_eq!(received.timeline.last().unwrap().reason.as_deref(), Some("Quatre pots percés"));
    let day = |client: Client, organisation: &TestOrganisation| {
        let path = format!("{}?organisation={}", paths::TODAY, organisation.id);
        async move { client.get(&path).await.read::<shared::today::Today>(200).figures }
    };
    assert_eq!(day(deal.camille.clone(), &deal.giver).await.given_grams, kg(40));
    assert_eq!(day(deal.samir.clone(), &deal.taker).await.received_grams, Grams(39_500));
}

async fn a_declined_or_cancelled_claim_frees_the_quantity(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let why = json!({ "reason": WHY });
    let declined = deal.claimed(kg(40)).await;
    let path = claim_action(declined.id, ClaimAction::Decline);
    deal.camille.post(&path, &json!({ "reason": " " })).await.refused_fields(&[("/reason", "required")]);
    let answer = deal.camille.post(&path, &why).await.expect(200);
    snapshots::matches("claim_declined", &answer);
    assert_eq!(deal.left().await, kg(120));
    for canceller in [&deal.camille, &deal.samir] {
        let claim = deal.claimed(kg(120)).await;
        assert_eq!(deal.left().await, kg(0));
        deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
        let cancelled: Claim = canceller.post(&claim_action(claim.id, ClaimAction::Cancel), &why).await.read(200);
        assert_eq!((cancelled.state, cancelled.lapses_at, cancelled.actions), (ClaimState::Cancelled, None, vec![]));
        assert_eq!(cancelled.timeline.last().unwrap().reason.as_deref(), Some(WHY));
        assert_eq!(deal.left().await, kg(120));
    }
}

async fn a_claim_without_an_answer_lapses(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    server.clock.advance(DAY);
    let late = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await;
    assert_eq!(late.refused(Code::ClaimState).params["state"], "expired", "before any worker has come by");
    let lapsed = server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap();
    assert_eq!(lapsed, 1);
    let answer = deal.samir.get(&paths::claim(claim.id)).await;
    snapshots::matches("claim_expired", &answer);
    assert_eq!(answer.read::<Claim>(200).state, ClaimState::Expired);
    assert_eq!(deal.left().await, kg(120));
}

async fn accepted_food_that_nobody_fetches_lapses(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let accepted: Claim = deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    assert_eq!(accepted.lapses_at, Some(deal.offer.closes_at.plus(12 * HOUR)));
    server.clock.advance(deal.offer.closes_at.plus(12 * HOUR).0 - server.now().0);
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 1);
    assert_eq!(server.state.write(|cx| api::claims::store::lapse_due(cx, 100)).await.unwrap(), 0);
}

async fn each_step_tells_the_other_side_by_mail(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    deal.samir.post(&claim_action(claim.id, ClaimAction::Receive), &json!({})).await.expect(200);
    let mails = server.outbox().await;
    assert!(!mails.is_empty());
    assert!(mails.iter().all(|mail| !mail.subject.is_empty() && mail.body.contains("Bonjour")), "{mails:#?}");
    let asked = mails.first().unwrap();
    assert!(asked.body.contains("Restos du Cœur de Coutras"), "the giver learns who asks: {}", asked.body);
}
