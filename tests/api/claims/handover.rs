//! The moment at the dock: code, temperature, quantity.

use super::Deal;
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimState};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::MINUTE;
use shared::units::Grams;
use tests::fixtures::kg;
use tests::{TestServer, both, snapshots};

both!(
    the_code_is_the_givers_and_wrong_ones_are_counted,
    warm_food_does_not_change_hands,
    more_than_was_collected_is_never_received,
);

async fn the_code_is_the_givers_and_wrong_ones_are_counted(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    assert_eq!(claim.handover_code, None, "the taker never sees it");
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let right = deal.code(claim.id).await;
    assert!(right.len() == 4 && right.chars().all(|c| c.is_ascii_digit()), "{right}");
    let wrong = if right == "0000" { "0001" } else { "0000" };
    let collect = claim_action(claim.id, ClaimAction::Collect);
    let told = |code: &str| json!({ "code": code, "temperature_decidegrees": 35 });
    for tries_left in (0..5).rev() {
        let problem = deal.samir.post(&collect, &told(wrong)).await.refused(Code::WrongCode);
        assert_eq!(problem.params["tries_left"], tries_left);
    }
    let locked = deal.samir.post(&collect, &told(&right)).await;
    snapshots::matches("code_locked", &locked);
    locked.refused(Code::CodeLocked);
    server.clock.advance(10 * MINUTE);
    let spaced = format!(" {} {} ", &right[..2], &right[2..]);
    let collected: Claim = deal.samir.post(&collect, &told(&spaced)).await.read(200);
    assert_eq!(collected.state, ClaimState::Collected);
    let giver: Claim = deal.camille.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(giver.handover_code, None, "it has served");
}

async fn warm_food_does_not_change_hands(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let (collect, code) = (claim_action(claim.id, ClaimAction::Collect), deal.code(claim.id).await);
    let at = |tenths: i64| json!({ "code": code, "temperature_decidegrees": tenths });
    let missing = deal.samir.post(&collect, &json!({ "code": code })).await;
    missing.refused_fields(&[("/temperature_decidegrees", "required")]);
    assert_eq!(deal.samir.post(&collect, &at(81)).await.refused(Code::TooWarm).params["limit_decidegrees"], 80);
    deal.samir.post(&collect, &at(601)).await.refused_fields(&[("/temperature_decidegrees", "too_large")]);
    let collected: Claim = deal.samir.post(&collect, &at(80)).await.read(200);
    assert_eq!(collected.timeline.last().unwrap().temperature_decidegrees.map(|t| t.0), Some(80));
}

async fn more_than_was_collected_is_never_received(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.collected(kg(40)).await;
    let receive = claim_action(claim.id, ClaimAction::Receive);
    let more = deal.samir.post(&receive, &json!({ "received_grams": 40_001 })).await;
    more.refused_fields(&[("/received_grams", "too_large")]);
    let nothing = json!({ "received_grams": 0, "reason": "Tout était gâté" });
    let received: Claim = deal.samir.post(&receive, &nothing).await.read(200);
    assert_eq!(received.received_grams, Some(Grams(0)));
}
