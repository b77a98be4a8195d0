//! What is fetched is booked, what is not is free again, and the next round counts what was received.

use super::{cast, kg_of_lot, line, recipient, round_lot};
use serde_json::{Value, json};
use shared::paths;
use shared::problem::Code;
use shared::rounds::{AllocationRound, LineCount, LineStatus, RoundHandOver, RoundLineReason, RoundReason, RoundStatus};
use shared::stock::{StockAccountKind, StockMovement, StockMovementKind};
use shared::time::DAY;
use tests::fixtures::{answer_to, begun, computed, handed, kg, lot_of, movement, published, round_as, share_of, workbench};
use tests::{TestServer, both};

both!(
    what_is_handed_over_is_booked_at_both_sites,
    what_is_refused_at_the_door_is_not_booked,
    what_is_not_fetched_is_free_again_and_counts_for_nothing,
    a_loss_sets_nothing_free_that_is_promised,
);

async fn what_is_handed_over_is_booked_at_both_sites(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = published(&cast.nadia, round).await;
    let (tins, croix, path) = (round_lot(&bench, cast.tins.id), cast.croix.site, paths::round_hand_overs(round));
    server.clock.advance(DAY);
    let (less, whole) = (handed(croix, tins, 90_000, None), handed(croix, tins, 100_001, Some("mistake")));
    cast.camille.post(&path, &less).await.refused_fields(&[("/lines/0/reason", "required")]);
    cast.camille.post(&path, &whole).await.refused_fields(&[("/lines/0/grams", "too_large")]);
    for other in [&cast.croix.who, &server.admin().await] {
        other.post(&path, &handed(croix, tins, 100_000, None)).await.refused(Code::Forbidden);
    }
    let once = cast.camille.with_idempotency_key("croix");
    let less = handed(croix, tins, 90_000, Some("quality"));
    let told: RoundHandOver = once.post(&path, &less).await.read(200);
    assert_eq!(
        (told.received_grams, &told.lines[..]),
        (kg(90), &[LineCount { status: LineStatus::HandedOver, count: 1 }][..])
    );
    let again: RoundHandOver = once.post(&path, &less).await.read(200);
    assert_eq!(again, told);
    cast.camille.post(&path, &less).await.refused(Code::RoundLineState);
    let lot = lot_of(&cast.camille, cast.tins.id).await;
    let places: Vec<_> = lot.places.iter().map(|place| (place.site.id, place.grams)).collect();
    assert_eq!((places.len(), lot.left_grams), (2, kg(300)));
    assert!(places.contains(&(croix, kg(90))) && places.contains(&(cast.bank.site(), kg(210))), "{places:?}");
    let booked = lot.movements.items.iter().find(|line| line.kind == StockMovementKind::Allocate).expect("a line");
    assert_eq!((booked.grams, booked.from.kind, booked.to.kind), (kg(90), StockAccountKind::Site, StockAccountKind::Site));
    assert_eq!((booked.can_reverse, booked.by.as_deref()), (false, Some("Bénévole, Banque")));
    assert_eq!(lot_of(&cast.croix.who, cast.tins.id).await.left_grams, kg(90));
    // What was not taken of the line is free.
    let taken = |grams| movement("distribute", cast.bank.site(), grams);
    let movements = paths::lot_movements(cast.tins.id);
    cast.camille.post(&movements, &taken(10_001)).await.refused(Code::ReservedForRound);
    cast.camille.post(&movements, &taken(10_000)).await.expect(201);
    let shown = workbench(&cast.nadia, round).await;
    let shown = line(&shown, cast.tins.id, croix);
    assert_eq!((shown.kg, shown.received_grams, shown.reason), (100, Some(kg(90)), Some(RoundReason::Quality)));
    let part = round_as(&cast.croix.who, round).await.parts.remove(0);
    assert_eq!((part.open_lines, part.to_fetch), (0, 0));
    // It is too late to refuse it, and what another one refuses does not touch it.
    let answers = paths::round_answers(round);
    cast.croix.who.post(&answers, &answer_to(croix, tins, "refuse")).await.refused(Code::RoundLineState);
    cast.samir.post(&answers, &answer_to(cast.restos.site, tins, "refuse")).await.expect(200);
    let after = workbench(&cast.nadia, round).await;
    assert_eq!(kg_of_lot(&after, cast.tins.id, croix), 100);
    assert_eq!(kg_of_lot(&after, cast.tins.id, cast.grocery.site), 100, "all it asked for");
    let why = share_of(&cast.croix.who, round, croix).await.lines.remove(0);
    assert_eq!((why.kg, why.why), (100, Some(RoundLineReason::OnlyOrigin)), "nobody has set it by hand");
}

async fn what_is_refused_at_the_door_is_not_booked(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let path = paths::round_hand_overs(round);
    let before = workbench(&cast.nadia, round).await;
    let early = handed(cast.restos.site, round_lot(&before, cast.yoghurt.id), 1_000, Some("other"));
    cast.camille.post(&path, &early).await.refused(Code::RoundState);
    let bench = published(&cast.nadia, round).await;
    let (yoghurt, restos) = (round_lot(&bench, cast.yoghurt.id), cast.restos.site);
    let grams = kg_of_lot(&bench, cast.yoghurt.id, restos) * 1_000;
    let mut warm = handed(restos, yoghurt, grams, None);
    warm["lines"][0]["temperature_decidegrees"] = json!(81);
    cast.camille.post(&path, &warm).await.refused(Code::TooWarm);
    warm["lines"][0]["temperature_decidegrees"] = Value::Null;
    let missing = [("/lines/0/temperature_decidegrees", "temperature_required")];
    cast.camille.post(&path, &warm).await.refused_fields(&missing);
    let unknown = handed(cast.croix.site, yoghurt, 1_000, Some("other"));
    cast.camille.post(&path, &unknown).await.refused_fields(&[("/lines/0/lot_id", "unknown")]);
    // All of it is booked, or none: the second line is more than was allocated.
    let mut both = handed(restos, round_lot(&bench, cast.tins.id), kg_of_lot(&bench, cast.tins.id, restos) * 1_000, None);
    let too_much = handed(restos, yoghurt, grams + 1, None)["lines"][0].clone();
    both["lines"].as_array_mut().unwrap().push(too_much);
    cast.camille.post(&path, &both).await.refused_fields(&[("/lines/1/grams", "too_large")]);
    assert_eq!(lot_of(&cast.camille, cast.tins.id).await.places.len(), 1);
    // Nothing of it was taken: no temperature, no movement, and it is free.
    let mut nothing = handed(restos, yoghurt, 0, Some("quality"));
    nothing["lines"][0]["temperature_decidegrees"] = Value::Null;
    cast.camille.post(&path, &nothing).await.expect(200);
    let lot = lot_of(&cast.camille, cast.yoghurt.id).await;
    assert_eq!((lot.left_grams, lot.movements.items.len()), (kg(100), 1));
    cast.camille.post(&paths::lot_movements(lot.id), &movement("distribute", cast.bank.site(), grams)).await.expect(201);
    // A loss has eaten into what was promised: what is there is handed over, and no gram more.
    let lost = 100_000 - grams - 10_000;
    let spoilt = json!({ "kind": "waste", "site_id": cast.bank.site(), "grams": lost, "reason": "spoiled" });
    cast.camille.post(&paths::lot_movements(lot.id), &spoilt).await.expect(201);
    let (grocery, promised) = (cast.grocery.site, kg_of_lot(&bench, cast.yoghurt.id, cast.grocery.site) * 1_000);
    cast.camille.post(&path, &handed(grocery, yoghurt, promised, None)).await.refused(Code::StockShort);
    cast.camille.post(&path, &handed(grocery, yoghurt, 10_000, Some("supply"))).await.expect(200);
    assert_eq!(lot_of(&cast.grocery.who, cast.yoghurt.id).await.left_grams, kg(10));
}

async fn what_is_not_fetched_is_free_again_and_counts_for_nothing(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = published(&cast.nadia, round).await;
    let tins = round_lot(&bench, cast.tins.id);
    let fetched = handed(cast.croix.site, tins, 60_000, Some("transport"));
    cast.camille.post(&paths::round_hand_overs(round), &fetched).await.expect(200);
    let path = paths::close_round(round);
    cast.camille.act(&path).await.refused(Code::Forbidden);
    cast.nadia.with_if_match(1).act(&path).await.refused(Code::PreconditionFailed);
    let closed: AllocationRound = cast.nadia.act(&path).await.read(200);
    assert_eq!((closed.status, closed.closed_at), (RoundStatus::Closed, Some(server.now())));
    cast.nadia.act(&path).await.refused(Code::RoundState);
    let shown = workbench(&cast.nadia, round).await;
    assert_eq!(line(&shown, cast.tins.id, cast.restos.site).status, Some(LineStatus::NotFetched));
    assert_eq!(line(&shown, cast.tins.id, cast.croix.site).status, Some(LineStatus::HandedOver));
    let late = answer_to(cast.restos.site, tins, "accept");
    cast.samir.post(&paths::round_answers(round), &late).await.refused(Code::RoundState);
    // All that nobody fetched may leave, and is in the next round.
    let next = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = computed(&cast.nadia, next).await;
    assert_eq!((round_lot(&bench, cast.tins.id).kg, round_lot(&bench, cast.yoghurt.id).kg), (240, 100));
    let sites = [cast.restos.site, cast.croix.site, cast.grocery.site];
    assert_eq!(sites.map(|site| recipient(&bench, site).received_before_kg), [0, 60, 0]);
    // 60 of four times 80 kg.
    let share = recipient(&bench, cast.croix.site).share.expect("a share");
    assert_eq!(share.level_before, 187_500);
    // With 60 kg before and 340 kg now, all are at 312 500 millionths again.
    let shares = sites.map(|site| recipient(&bench, site).share.map(|share| (share.kg, share.level)));
    assert_eq!(shares, [Some((200, 312_500)), Some((40, 312_500)), Some((100, 312_500))]);
}

async fn a_loss_sets_nothing_free_that_is_promised(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = published(&cast.nadia, round).await;
    let (lot, bank) = (cast.yoghurt.id, cast.bank.site());
    let [restos, grocery] = [cast.restos.site, cast.grocery.site].map(|site| kg_of_lot(&bench, lot, site));
    assert_eq!(restos + grocery, 100);
    let path = paths::lot_movements(lot);
    let spoilt = json!({ "kind": "waste", "site_id": bank, "grams": 60_000, "reason": "spoiled" });
    let lost: StockMovement = cast.camille.post(&path, &spoilt).await.read(201);
    let mut nothing = handed(cast.restos.site, round_lot(&bench, lot), 0, Some("quality"));
    nothing["lines"][0]["temperature_decidegrees"] = Value::Null;
    cast.camille.post(&paths::round_hand_overs(round), &nothing).await.expect(200);
    let left = lot_of(&cast.camille, lot).await.places.remove(0);
    assert_eq!((left.grams, left.reserved_grams), (kg(40), kg(grocery.min(40))), "the other one is to get it");
    // Nothing was spoilt after all: what comes back is kept for whom it was promised.
    cast.nadia.post(&paths::reverse_stock_movement(lost.id), &json!({})).await.expect(200);
    let left = lot_of(&cast.camille, lot).await.places.remove(0);
    assert_eq!((left.grams, left.reserved_grams), (kg(100), kg(grocery)));
    cast.nadia.act(&paths::close_round(round)).await.expect(200);
    cast.camille.post(&path, &movement("distribute", bank, 100_000)).await.expect(201);
}
