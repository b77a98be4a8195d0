//! What happens to lots: moved, handed over, distributed, thrown away, counted, and taken back.

use super::cast;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::paths;
use shared::problem::Code;
use shared::stock::{Lot, LotTrace, StockAccountKind, StockMovement, StockMovementKind, StockMovementPage, WasteReason};
use shared::time::{DAY, HOUR};
use shared::today::Today;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{day, hand_over, kg, lot_at, lot_of, moved, movement, received, tins_at};
use tests::{TestServer, both};

both!(
    food_is_moved_within_the_organisation,
    food_is_handed_over_and_seen_by_both_sides,
    a_hand_over_keeps_the_cold_chain,
    waste_has_a_reason,
    a_stock_take_books_the_difference,
    more_than_there_is_never_leaves,
    what_is_past_its_date_leaves_as_waste_alone,
    a_line_is_taken_back_once,
    what_is_used_already_is_not_taken_back,
    only_coordinators_take_lines_back_and_only_their_own,
    thirty_two_take_the_last_kilos,
    a_trace_follows_food_everywhere,
    movements_are_paged_the_latest_first,
    a_repeated_movement_is_booked_once,
);

async fn food_is_moved_within_the_organisation(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let mut body = movement("transfer", cast.bank.site(), 40_000);
    (body["to_site_id"], body["shelf"], body["note"]) = (json!(cast.cellar), json!("Palette 7"), json!("Pour demain"));
    let line = moved(&cast.camille, lot.id, &body).await;
    assert_eq!((line.kind, line.grams, line.note.as_deref()), (StockMovementKind::Transfer, kg(40), Some("Pour demain")));
    assert_eq!((line.from.site.unwrap().id, line.to.site.unwrap().id), (cast.bank.site(), cast.cellar));
    assert!(line.by.unwrap().starts_with("Bénévole"));
    let now = lot_of(&cast.camille, lot.id).await;
    let places: Vec<_> = now.places.iter().map(|place| (place.site.id, place.grams.0, place.shelf.as_deref())).collect();
    assert_eq!(places, [(cast.bank.site(), 60_000, None), (cast.cellar, 40_000, Some("Palette 7"))]);
    assert_eq!((now.left_grams, now.version), (kg(100), 2));
    body["to_site_id"] = json!(cast.association.site());
    let path = paths::lot_movements(lot.id);
    cast.camille.post(&path, &body).await.refused_fields(&[("/to_site_id", "not_allowed")]);
    body["to_site_id"] = json!(cast.bank.site());
    cast.camille.post(&path, &body).await.refused_fields(&[("/to_site_id", "not_allowed")]);
    body["to_site_id"] = json!(uuid::Uuid::now_v7());
    cast.camille.post(&path, &body).await.refused_fields(&[("/to_site_id", "unknown")]);
}

async fn food_is_handed_over_and_seen_by_both_sides(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let line = moved(&cast.camille, lot.id, &hand_over(cast.bank.site(), cast.association.site(), 30_000)).await;
    assert_eq!((line.kind, line.can_reverse), (StockMovementKind::HandOver, false));
    let theirs = lot_of(&cast.samir, lot.id).await;
    assert_eq!((theirs.left_grams, theirs.places.len(), theirs.can_edit), (kg(30), 1, false));
    assert_eq!(theirs.movements.items.len(), 1, "what the food bank received is not theirs to see");
    let ours = lot_of(&cast.camille, lot.id).await;
    assert_eq!((ours.left_grams, ours.places.len(), ours.movements.items.len()), (kg(100), 2, 2));
    moved(&cast.samir, lot.id, &movement("distribute", cast.association.site(), 10_000)).await;
    let path = paths::lot_movements(lot.id);
    let not_ours = movement("distribute", cast.association.site(), 1_000);
    cast.camille.post(&path, &not_ours).await.refused(Code::Forbidden);
    let unseen = movement("distribute", cast.bank.site(), 1_000);
    cast.samir.post(&path, &unseen).await.refused_fields(&[("/site_id", "unknown")]);
    // What was given counts for both, once.
    let day = async |client: &tests::Client, id| -> Today {
        client.get(&format!("{}?organisation={id}", paths::TODAY)).await.read(200)
    };
    let (given, taken) = (day(&cast.camille, cast.bank.id).await, day(&cast.samir, cast.association.id).await);
    assert_eq!((given.figures.given_grams, given.figures.received_grams), (kg(30), kg(0)));
    assert_eq!((taken.figures.given_grams, taken.figures.received_grams), (kg(0), kg(30)));
}

async fn a_hand_over_keeps_the_cold_chain(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let path = paths::lot_movements(lot.id);
    let mut body = hand_over(cast.bank.site(), cast.association.site(), 1_000);
    body["temperature_decidegrees"] = json!(81);
    cast.camille.post(&path, &body).await.refused(Code::TooWarm);
    body["temperature_decidegrees"] = Value::Null;
    let missing = [("/temperature_decidegrees", "temperature_required")];
    cast.camille.post(&path, &body).await.refused_fields(&missing);
    let warm = server.organisation("Sans frigo").approved().at(COUTRAS).storing(100, 0, 0).exists().await;
    cast.camille.post(&path, &hand_over(cast.bank.site(), warm.site(), 1_000)).await.refused(Code::ColdChain);
    let tins = received(&cast.camille, &tins_at(cast.bank.site())).await;
    let path = paths::lot_movements(tins.id);
    let much = hand_over(cast.bank.site(), warm.site(), 102_000);
    cast.camille.post(&path, &much).await.refused(Code::StorageTooSmall);
    moved(&cast.camille, tins.id, &hand_over(cast.bank.site(), warm.site(), 96_000)).await;
}

async fn waste_has_a_reason(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let path = paths::lot_movements(lot.id);
    let mut body = movement("waste", cast.bank.site(), 5_000);
    cast.camille.post(&path, &body).await.refused_fields(&[("/reason", "reason_required")]);
    body["reason"] = json!("other");
    cast.camille.post(&path, &body).await.refused_fields(&[("/note", "required")]);
    body["note"] = json!("Palette tombée du camion");
    let line = moved(&cast.camille, lot.id, &body).await;
    assert_eq!((line.reason, line.to.kind), (Some(WasteReason::Other), StockAccountKind::Waste));
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams, kg(95));
}

async fn a_stock_take_books_the_difference(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let counted = |grams: i64| json!({ "kind": "adjust", "site_id": cast.bank.site(), "counted_grams": grams });
    let less = moved(&cast.camille, lot.id, &counted(97_500)).await;
    assert_eq!((less.grams.0, less.to.kind), (2_500, StockAccountKind::Adjustment));
    let more = moved(&cast.camille, lot.id, &counted(98_000)).await;
    assert_eq!((more.grams.0, more.from.kind), (500, StockAccountKind::Adjustment));
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams.0, 98_000);
    let same = cast.camille.post(&paths::lot_movements(lot.id), &counted(98_000)).await;
    same.refused_fields(&[("/counted_grams", "unchanged")]);
    moved(&cast.camille, lot.id, &counted(0)).await;
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams, kg(0));
}

async fn more_than_there_is_never_leaves(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let path = paths::lot_movements(lot.id);
    let refused = cast.camille.post(&path, &movement("distribute", cast.bank.site(), 100_001)).await;
    assert_eq!(refused.refused(Code::StockShort).params["left_grams"], json!(100_000));
    moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 100_000)).await;
    cast.camille.post(&path, &movement("distribute", cast.bank.site(), 1)).await.refused(Code::StockShort);
    let elsewhere = movement("distribute", cast.cellar, 1);
    cast.camille.post(&path, &elsewhere).await.refused_fields(&[("/site_id", "unknown")]);
}

async fn what_is_past_its_date_leaves_as_waste_alone(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    body["use_by"] = json!(day(1));
    let yoghurt = received(&cast.camille, &body).await;
    let mut body = tins_at(cast.bank.site());
    body["best_before"] = json!(day(1));
    let tins = received(&cast.camille, &body).await;
    server.clock.advance(2 * DAY);
    let site = cast.bank.site();
    let mut transfer = movement("transfer", site, 6_000);
    transfer["to_site_id"] = json!(cast.cellar);
    for body in [movement("distribute", site, 6_000), hand_over(site, cast.association.site(), 6_000), transfer] {
        cast.camille.post(&paths::lot_movements(yoghurt.id), &body).await.refused(Code::UseByOver);
    }
    let give = movement("distribute", site, 6_000);
    cast.camille.post(&paths::lot_movements(tins.id), &give).await.refused(Code::BestBeforeUnchecked);
    let mut waste = movement("waste", site, 6_000);
    waste["reason"] = json!("expired");
    moved(&cast.camille, yoghurt.id, &waste).await;
    let bad = json!({ "packaging_intact": false, "storage_kept": true, "traceable": true });
    let checked: Lot = cast.camille.post(&paths::check_lot(tins.id), &bad).await.read(200);
    assert_eq!((checked.best_before_checked_at, checked.checks.len(), checked.overdue), (None, 1, true));
    let good = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
    let checked: Lot = cast.camille.post(&paths::check_lot(tins.id), &good).await.read(200);
    assert_eq!((checked.best_before_checked_at, checked.overdue), (Some(server.now()), false));
    moved(&cast.camille, tins.id, &give).await;
    cast.camille.post(&paths::check_lot(yoghurt.id), &good).await.refused_fields(&[("/best_before", "required")]);
}

async fn a_line_is_taken_back_once(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let line = moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 40_000)).await;
    let path = paths::reverse_stock_movement(line.id);
    let back: StockMovement = cast.nadia.post(&path, &json!({ "note": "Saisi deux fois" })).await.read(200);
    assert_eq!((back.kind, back.reverses_id, back.grams), (StockMovementKind::Reverse, Some(line.id), kg(40)));
    assert_eq!((back.from.kind, back.to.kind), (StockAccountKind::Distributed, StockAccountKind::Site));
    let now = lot_of(&cast.nadia, lot.id).await;
    assert_eq!(now.left_grams, kg(100));
    let taken_back = now.movements.items.iter().find(|item| item.id == line.id).unwrap();
    assert_eq!((taken_back.reversed_by, taken_back.can_reverse), (Some(back.id), false));
    cast.nadia.post(&path, &json!({})).await.refused(Code::AlreadyReversed);
    let again = paths::reverse_stock_movement(back.id);
    cast.nadia.post(&again, &json!({})).await.refused(Code::NotReversible);
    // Eight at once take back another one once.
    let line = moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 10_000)).await;
    let sent = (0..8).map(|_| {
        let (nadia, path) = (cast.nadia.clone(), paths::reverse_stock_movement(line.id));
        async move { nadia.post(&path, &json!({})).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 7));
    for answer in lost {
        answer.refused(Code::AlreadyReversed);
    }
    assert_eq!(lot_of(&cast.nadia, lot.id).await.left_grams, kg(100));
}

async fn what_is_used_already_is_not_taken_back(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 1_000)).await;
    let arrival = lot.movements.items[0].id;
    let refused = cast.nadia.post(&paths::reverse_stock_movement(arrival), &json!({})).await;
    assert_eq!(refused.refused(Code::StockShort).params["left_grams"], json!(99_000));
    let other = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let arrival = paths::reverse_stock_movement(other.movements.items[0].id);
    cast.nadia.post(&arrival, &json!({})).await.expect(200);
    let gone = lot_of(&cast.nadia, other.id).await;
    assert_eq!((gone.left_grams, gone.received_grams), (kg(0), kg(100)));
}

async fn only_coordinators_take_lines_back_and_only_their_own(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let arrival = paths::reverse_stock_movement(lot.movements.items[0].id);
    cast.camille.post(&arrival, &json!({})).await.refused(Code::Forbidden);
    cast.lea.post(&arrival, &json!({})).await.refused(Code::NotFound);
    let given = moved(&cast.camille, lot.id, &hand_over(cast.bank.site(), cast.association.site(), 30_000)).await;
    let given = paths::reverse_stock_movement(given.id);
    cast.nadia.post(&given, &json!({})).await.refused(Code::NotReversible);
    cast.lea.post(&given, &json!({})).await.refused(Code::Forbidden);
    let used = moved(&cast.samir, lot.id, &movement("distribute", cast.association.site(), 5_000)).await;
    let used = paths::reverse_stock_movement(used.id);
    cast.nadia.post(&used, &json!({})).await.refused(Code::Forbidden);
    cast.lea.post(&used, &json!({})).await.expect(200);
    cast.lea.post(&arrival, &json!({})).await.refused(Code::NotFound);
}

async fn thirty_two_take_the_last_kilos(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let sent = (0..32).map(|_| {
        let (camille, path) = (cast.camille.clone(), paths::lot_movements(lot.id));
        let body = movement("distribute", cast.bank.site(), 7_000);
        async move { camille.post(&path, &body).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 201);
    assert_eq!((won.len(), lost.len()), (14, 18));
    for answer in lost {
        answer.refused(Code::StockShort);
    }
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams, kg(2));
}

async fn a_trace_follows_food_everywhere(server: &TestServer) {
    let cast = cast(server).await;
    let (bank, there) = (cast.bank.site(), cast.association.site());
    let lot = received(&cast.camille, &lot_at(bank)).await;
    let mut transfer = movement("transfer", bank, 60_000);
    transfer["to_site_id"] = json!(cast.cellar);
    moved(&cast.camille, lot.id, &transfer).await;
    server.clock.advance(HOUR);
    moved(&cast.camille, lot.id, &hand_over(cast.cellar, there, 50_000)).await;
    let mistake = moved(&cast.camille, lot.id, &movement("distribute", bank, 30_000)).await;
    cast.nadia.post(&paths::reverse_stock_movement(mistake.id), &json!({})).await.expect(200);
    moved(&cast.samir, lot.id, &movement("distribute", there, 20_000)).await;
    let mut waste = movement("waste", there, 5_000);
    waste["reason"] = json!("spoiled");
    moved(&cast.samir, lot.id, &waste).await;
    let trace: LotTrace = cast.camille.get(&paths::lot_trace(lot.id)).await.read(200);
    let shown = |trace: &LotTrace| -> Vec<_> {
        let kilos = |place: &shared::stock::TracePlace| {
            [place.received_grams, place.passed_on_grams, place.distributed_grams, place.wasted_grams, place.left_grams]
                .map(|grams| grams.0 / 1_000)
        };
        trace.places.iter().map(|place| (place.site.id, kilos(place))).collect()
    };
    let expected = [(bank, [100, 60, 0, 0, 40]), (cast.cellar, [60, 50, 0, 0, 10]), (there, [50, 0, 20, 5, 25])];
    assert_eq!(shown(&trace), expected);
    let ways: Vec<_> = trace.steps.iter().map(|step| (step.from_site_id, step.to_site_id, step.grams.0 / 1_000)).collect();
    assert_eq!(ways, [(None, Some(bank), 100), (Some(bank), Some(cast.cellar), 60), (Some(cast.cellar), Some(there), 50)]);
    let theirs: LotTrace = cast.samir.get(&paths::lot_trace(lot.id)).await.read(200);
    assert_eq!(shown(&theirs), expected[2..]);
    assert_eq!(theirs.steps.len(), 1);
    server.stranger().await.get(&paths::lot_trace(lot.id)).await.refused(Code::NotFound);
}

async fn movements_are_paged_the_latest_first(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    for number in 1..=6 {
        server.clock.advance(1);
        moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), number * 1_000)).await;
    }
    let (mut kilos, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit=2{cursor}", paths::lot_movements(lot.id));
        let page: StockMovementPage = cast.camille.get(&path).await.read(200);
        kilos.extend(page.items.iter().map(|line| line.grams.0 / 1_000));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(kilos, [6, 5, 4, 3, 2, 1, 100]);
}

async fn a_repeated_movement_is_booked_once(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let once = cast.camille.with_idempotency_key("colis de midi");
    let body = movement("distribute", cast.bank.site(), 10_000);
    let (one, same) = (moved(&once, lot.id, &body).await, moved(&once, lot.id, &body).await);
    assert_eq!(one.id, same.id);
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams, kg(90));
}
