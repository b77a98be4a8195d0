//! Writes that may be sent twice, and reads that need not be sent again.

use serde_json::json;
use shared::claims::{Claim, ClaimAction};
use shared::offers::Offer;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{TestServer, both, snapshots};

both!(
    the_same_request_gets_the_same_answer_and_happens_once,
    a_key_belongs_to_one_request_of_one_person,
    a_refusal_is_not_kept,
    a_key_without_sense_is_refused,
    a_collection_sent_twice_is_one_collection,
    an_unchanged_thing_is_not_sent_again,
);

async fn the_same_request_gets_the_same_answer_and_happens_once(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let once = server.volunteer_of(&giver).await.with_idempotency_key("f3b0c442");
    let first: Offer = offer_at(giver.site()).published_by(&once).await;
    server.clock.advance(1_000);
    let again = offer_at(giver.site()).sent_by(&once).await;
    assert_eq!(again.header("location"), paths::offer(first.id));
    assert_eq!(again.read::<Offer>(201), first);
    let quoted = once.with_idempotency_key("\"f3b0c442\"");
    assert_eq!(offer_at(giver.site()).published_by(&quoted).await, first, "a quoted key is the same key");
    let page = once.get(paths::OFFERS).await.expect(200).body;
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}

async fn a_key_belongs_to_one_request_of_one_person(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let once = server.coordinator_of(&giver).await.with_idempotency_key("mardi");
    let offer = offer_at(giver.site()).published_by(&once).await;
    let answer = offer_at(giver.site()).of(kg(121)).sent_by(&once).await;
    snapshots::matches("idempotency_key_reused", &answer);
    answer.refused(Code::IdempotencyKeyReused);
    let elsewhere = once.post(paths::ORGANISATIONS, &json!({ "name": "Autre", "kind": "donor" })).await;
    elsewhere.refused(Code::IdempotencyKeyReused);
    let other = server.volunteer_of(&taker).await.with_idempotency_key("mardi");
    claim_of(offer.id, taker.site()).made_by(&other).await;
}

async fn a_refusal_is_not_kept(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).of(kg(10)).published_by(&camille).await;
    let all = claim_of(offer.id, taker.site()).of(kg(10)).made_by(&samir).await;
    let once = samir.with_idempotency_key("encore");
    claim_of(offer.id, taker.site()).sent_by(&once).await.refused(Code::OfferExhausted);
    let why = json!({ "reason": "Plus de place" });
    samir.post(&claim_action(all.id, ClaimAction::Cancel), &why).await.expect(200);
    claim_of(offer.id, taker.site()).made_by(&once).await;
}

async fn a_key_without_sense_is_refused(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    for key in ["", "\"\"", &"x".repeat(201)] {
        offer_at(giver.site()).sent_by(&camille.with_idempotency_key(key)).await.refused(Code::Malformed);
    }
}

async fn a_collection_sent_twice_is_one_collection(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
    let offer = offer_at(giver.site()).published_by(&camille).await;
    let claim = claim_of(offer.id, taker.site()).of(kg(40)).made_by(&samir).await;
    let accepted: Claim = camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    let collect = claim_action(claim.id, ClaimAction::Collect);
    let told = |code: &str| json!({ "code": code, "temperature_decidegrees": 20 });
    let code = accepted.handover_code.unwrap();
    let wrong = if code == "0000" { "0001" } else { "0000" };
    // A wrong code is an answer that counts: sent again with its key, it is the same try.
    let once = samir.with_idempotency_key("essai");
    for _ in 0..2 {
        let problem = once.post(&collect, &told(wrong)).await.refused(Code::WrongCode);
        assert_eq!(problem.params["tries_left"], 4);
    }
    let once = samir.with_idempotency_key("quai");
    let first: Claim = once.post(&collect, &told(&code)).await.read(200);
    let again: Claim = once.post(&collect, &told(&code)).await.read(200);
    assert_eq!(first, again);
    samir.post(&collect, &told(&code)).await.refused(Code::ClaimState);
}

async fn an_unchanged_thing_is_not_sent_again(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let offer = offer_at(giver.site()).published_by(&camille).await;
    for path in [paths::offer(offer.id), paths::organisation(giver.id), paths::site(giver.site())] {
        let seen = camille.get(&path).await.expect(200);
        let etag = seen.header("etag").to_owned();
        assert!(!etag.is_empty(), "{path}");
        for known in [etag.clone(), format!("W/{etag}"), format!("\"0\", {etag}")] {
            let answer = camille.with_header("if-none-match", &known).get(&path).await.expect(304);
            assert_eq!((answer.text.as_str(), answer.header("etag")), ("", etag.as_str()), "{path}");
        }
        camille.with_header("if-none-match", "\"0\"").get(&path).await.expect(200);
    }
}
