//! What is published is kept for whom it is, and nothing is promised twice.

use super::{Cast, cast, kg_of, line, told};
use serde_json::json;
use shared::ids::LotId;
use shared::notifications::NotificationKind;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{LineStatus, RoundStatus};
use tests::fixtures::{begun, computed, hand_over, kg, lot_of, moved, movement, published, received, tins_at, workbench};
use tests::{Answer, TestServer, both};

both!(
    what_is_promised_leaves_only_as_waste,
    a_second_round_does_not_promise_the_same,
    what_is_gone_or_recalled_is_not_published,
);

/// What happens when somebody takes so much of a lot out of the food bank.
async fn taken(cast: &Cast, lot: LotId, grams: i64) -> Answer {
    cast.camille.post(&paths::lot_movements(lot), &movement("distribute", cast.bank.site(), grams)).await
}

async fn what_is_promised_leaves_only_as_waste(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    computed(&cast.nadia, round).await;
    taken(&cast, cast.tins.id, 500).await.expect(201);
    let counted = json!({ "kind": "adjust", "site_id": cast.bank.site(), "counted_grams": 300_500 });
    moved(&cast.camille, cast.tins.id, &counted).await;
    let none = cast.nadia.act(&paths::publish_round(round)).await;
    none.refused(Code::PreconditionRequired);
    let camille = cast.camille.with_header("if-match", "*");
    camille.act(&paths::publish_round(round)).await.refused(Code::Forbidden);
    let bench = published(&cast.nadia, round).await;
    assert_eq!((bench.round.status, bench.round.published_at), (RoundStatus::Published, Some(server.now())));
    assert_eq!(line(&bench, cast.tins.id, cast.croix.site).status, Some(LineStatus::Proposed));
    for lot in [cast.tins.id, cast.yoghurt.id] {
        let left = if lot == cast.tins.id { 500 } else { 0 };
        let refused = taken(&cast, lot, left + 1).await.refused(Code::ReservedForRound);
        assert_eq!(refused.params["left_grams"], json!(left));
    }
    // Neither to another site, nor to another organisation.
    let path = paths::lot_movements(cast.tins.id);
    let given = hand_over(cast.bank.site(), cast.croix.site, 6_000);
    cast.camille.post(&path, &given).await.refused(Code::ReservedForRound);
    taken(&cast, cast.tins.id, 500).await.expect(201);
    let spoilt = json!({ "kind": "waste", "site_id": cast.bank.site(), "grams": 50_000, "reason": "spoiled" });
    moved(&cast.camille, cast.tins.id, &spoilt).await;
    assert_eq!(lot_of(&cast.camille, cast.tins.id).await.left_grams, kg(250));
    taken(&cast, cast.tins.id, 1).await.refused(Code::ReservedForRound);
    for member in [&cast.samir, &cast.restos.who, &cast.croix.who, &cast.grocery.who] {
        assert_eq!(told(member, NotificationKind::RoundShared).await, 1);
    }
    assert_eq!(told(&cast.camille, NotificationKind::RoundShared).await, 0);
}

async fn a_second_round_does_not_promise_the_same(server: &TestServer) {
    let cast = cast(server).await;
    let (first, second) = (begun(&cast.nadia, cast.bank.id).await.id, begun(&cast.nadia, cast.bank.id).await.id);
    computed(&cast.nadia, second).await;
    published(&cast.nadia, first).await;
    // It was shared out before the other one was published.
    let any = cast.nadia.with_header("if-match", "*");
    let refused = any.act(&paths::publish_round(second)).await.refused(Code::RoundLotShort);
    assert!(refused.params["title"].is_string(), "{refused:?}");
    let there: Vec<i64> = workbench(&cast.nadia, second).await.lots.iter().map(|lot| lot.there_kg).collect();
    assert_eq!(there, [0, 0]);
    let more = received(&cast.camille, &tins_at(cast.bank.site())).await;
    let third = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = published(&cast.nadia, third).await;
    let lots: Vec<(LotId, i64)> = bench.lots.iter().map(|lot| (lot.lot.id, lot.kg)).collect();
    assert_eq!(lots, [(more.id, 300)], "what the first one promised is in no other");
    // Published at the same moment, one of two that share out the same is.
    let last = received(&cast.camille, &tins_at(cast.bank.site())).await;
    let rivals = [begun(&cast.nadia, cast.bank.id).await.id, begun(&cast.nadia, cast.bank.id).await.id];
    for rival in rivals {
        assert!(computed(&cast.nadia, rival).await.lots.iter().any(|lot| lot.lot.id == last.id));
    }
    let [one, other] = rivals.map(paths::publish_round);
    let answers = futures_util::future::join(any.act(&one), any.act(&other)).await;
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

async fn what_is_gone_or_recalled_is_not_published(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let any = cast.nadia.with_header("if-match", "*");
    any.act(&paths::publish_round(round)).await.refused(Code::RoundState);
    computed(&cast.nadia, round).await;
    let spoilt = json!({ "kind": "waste", "site_id": cast.bank.site(), "grams": 1_000, "reason": "spoiled" });
    moved(&cast.camille, cast.yoghurt.id, &spoilt).await;
    let refused = any.act(&paths::publish_round(round)).await.refused(Code::RoundLotShort);
    assert_eq!(refused.params["title"], json!("Yaourts nature"));
    // Once it is shared out anew, what is there is what there is.
    let fewer = json!({ "lots": [{ "lot_id": cast.yoghurt.id, "site_id": cast.bank.site(), "kg": 99 }] });
    any.patch(&paths::allocation_round(round), &fewer).await.expect(200);
    assert_eq!(computed(&cast.nadia, round).await.lines.iter().map(|line| line.kg).sum::<i64>(), 399);
    let seen = lot_of(&cast.nadia, cast.tins.id).await;
    let doubt = json!({ "status": "on_hold", "cause": "doubt" });
    cast.nadia.with_if_match(seen.version).post(&paths::lot_status(seen.id), &doubt).await.expect(200);
    let refused = any.act(&paths::publish_round(round)).await.refused(Code::RoundLotShort);
    assert_eq!(refused.params["title"], json!("Conserves de haricots"));
    let recall = json!({ "lot_id": cast.tins.id, "reason": "Présence possible de listéria" });
    cast.nadia.post(paths::RECALLS, &recall).await.expect(201);
    any.act(&paths::publish_round(round)).await.refused(Code::RoundLotShort);
    let none = json!({ "lots": [{ "lot_id": cast.tins.id, "site_id": cast.bank.site(), "kg": 0 }] });
    any.patch(&paths::allocation_round(round), &none).await.expect(200);
    let bench = published(&cast.nadia, round).await;
    assert_eq!((kg_of(&bench, cast.croix.site), bench.lines.iter().map(|line| line.kg).sum::<i64>()), (0, 99));
}
