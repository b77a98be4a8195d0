//! The end of a round: what it brought is in the stock, once, each thing as a lot of its own.

use super::{cast, stock};
use serde_json::{Value, json};
use shared::cold_chain::DeciCelsius;
use shared::collection_rounds::{CollectionRound, CollectionRoundState, CollectionStopState};
use shared::ids::LotId;
use shared::paths;
use shared::problem::Code;
use shared::stock::{FundingSource, Lot, LotStatus, LotStatusCause, LotTrace, Stock, StockAccountKind, StockMovementKind};
use shared::time::{DAY, HOUR};
use shared::units::Unit;
use tests::fixtures::{
    bread_of, cold_enough, collected, collection_as, day, filled, finished, fish_of, kg, lot_of, moved, movement, noted,
    nothing_given, set_out, yoghurt_of,
};
use tests::{Client, TestServer, both};

both!(
    what_shops_gave_is_in_the_stock,
    the_food_is_followed_to_the_shop,
    cold_food_is_measured_on_arrival,
    what_arrives_too_warm_is_received_and_held,
    where_nobody_was_is_missed,
    a_round_that_brought_nothing_is_finished_too,
    a_round_is_finished_once,
    what_is_over_its_date_when_it_arrives_is_told_at_its_place,
    what_is_received_is_stock_like_any_other,
);

/// What a thing became, by its title.
fn lot_in(round: &CollectionRound, title: &str) -> LotId {
    let foods = round.stops.iter().flat_map(|stop| &stop.foods);
    let found = foods.filter(|food| food.title == title).find_map(|food| food.lot_id);
    found.unwrap_or_else(|| panic!("no lot of {title}: {round:?}"))
}

async fn what_shops_gave_is_in_the_stock(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000), bread_of(500)])).await;
    noted(&cast.samir, round, 2, &collected(&[yoghurt_of(8_000), fish_of(4_000)])).await;
    noted(&cast.jeanne, round, 3, &nothing_given()).await;
    server.clock.advance(2 * HOUR);
    let body = json!({ "chilled_decidegrees": 42, "frozen_decidegrees": -185, "shelf": " Chambre froide " });
    let done = finished(&cast.jeanne, round, &body).await;
    assert_eq!((done.state, done.held, done.ended_at), (CollectionRoundState::Done, Some(0), Some(server.now())));
    assert_eq!((done.ended_by.as_deref(), done.actions.len()), (Some("Bénévole, Épicerie sociale"), 0));
    assert_eq!((done.grams.0, done.noted_count), (24_500, 3));
    assert_eq!(collection_as(&cast.nadia, round).await.stops, done.stops);
    let mut lots = stock(&cast.samir).await;
    lots.sort_by_key(|lot| lot.received_grams);
    let told: Vec<_> = lots.iter().map(|lot| (lot.title.as_str(), lot.received_grams.0, lot.left_grams.0)).collect();
    let expected = [
        ("Pain de la veille", 500, 500),
        ("Colin surgelé", 4_000, 4_000),
        ("Yaourts nature", 8_000, 8_000),
        ("Pain de la veille", 12_000, 12_000),
    ];
    assert_eq!(told, expected);
    for lot in &lots {
        assert_eq!((lot.organisation.id, lot.site.id), (cast.grocery.id, cast.grocery.site()));
        assert_eq!((lot.funding_source, lot.unit, lot.grams_per_unit), (FundingSource::Gift, Unit::Kilogram, kg(1)));
        assert_eq!((lot.status, lot.received_at), (LotStatus::Approved, server.now()));
        assert_eq!(lot.statuses.iter().map(|line| line.cause).collect::<Vec<_>>(), [LotStatusCause::Received]);
        assert_eq!(lot.received_by.as_deref(), Some("Bénévole, Épicerie sociale"));
        let [place] = lot.places.as_slice() else { panic!("{:?}", lot.places) };
        assert_eq!((place.site.id, place.shelf.as_deref()), (cast.grocery.site(), Some("Chambre froide")));
    }
    let lot = |title| lots.iter().find(|lot| lot.id == lot_in(&done, title)).expect("a lot in the stock");
    let measured = |title| lot(title).temperature_decidegrees.map(|reading: DeciCelsius| reading.0);
    let titles = ["Pain de la veille", "Yaourts nature", "Colin surgelé"];
    assert_eq!(titles.map(measured), [None, Some(42), Some(-185)], "on arrival, by class");
    assert_eq!((lot("Yaourts nature").use_by, lot("Colin surgelé").best_before), (Some(day(3)), Some(day(60))));
    assert_eq!(lot("Yaourts nature").category, "dairy.yoghurt");
    let sums: Stock = cast.nadia.get(&format!("{}?organisation={}", paths::STOCK, cast.grocery.id)).await.read(200);
    assert_eq!(sums.totals.iter().map(|total| total.grams.0).sum::<i64>(), 24_500);
}

async fn the_food_is_followed_to_the_shop(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let done = finished(&cast.samir, round, &cold_enough()).await;
    let (bread, yoghurt) = (lot_in(&done, "Pain de la veille"), lot_in(&done, "Yaourts nature"));
    let by_name = lot_of(&cast.samir, bread).await.donor.expect("who gave it");
    assert_eq!((by_name.name.as_deref(), by_name.organisation), (Some("Boulangerie des Allées"), None));
    let of_network = lot_of(&cast.samir, yoghurt).await.donor.expect("who gave it");
    assert_eq!(of_network.organisation.map(|shop| shop.id), Some(cast.shop.id));
    let trace: LotTrace = cast.nadia.get(&paths::lot_trace(yoghurt)).await.read(200);
    assert_eq!(trace.donor.and_then(|donor| donor.organisation).map(|shop| shop.id), Some(cast.shop.id));
    let [place] = trace.places.as_slice() else { panic!("{:?}", trace.places) };
    assert_eq!((place.site.id, place.received_grams, place.left_grams), (cast.grocery.site(), kg(8), kg(8)));
    let lot = lot_of(&cast.nadia, yoghurt).await;
    let [line] = lot.movements.items.as_slice() else { panic!("{:?}", lot.movements) };
    assert_eq!((line.kind, line.grams, line.from.kind), (StockMovementKind::Receive, kg(8), StockAccountKind::Donor));
    assert_eq!((line.to.kind, line.temperature_decidegrees), (StockAccountKind::Site, Some(DeciCelsius(40))));
    assert_eq!(line.by.as_deref(), Some("Bénévole, Épicerie sociale"));
}

async fn cold_food_is_measured_on_arrival(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    let path = paths::finish_collection_round(round);
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000), fish_of(4_000)])).await;
    let sent = async |body: Value| cast.samir.post(&path, &body).await;
    let frozen = [("/frozen_decidegrees", "temperature_required")];
    sent(json!({})).await.refused_fields(&frozen);
    sent(json!({ "chilled_decidegrees": 40 })).await.refused_fields(&frozen);
    noted(&cast.samir, round, 2, &collected(&[yoghurt_of(8_000)])).await;
    let chilled = [("/chilled_decidegrees", "temperature_required")];
    sent(json!({ "frozen_decidegrees": -185 })).await.refused_fields(&chilled);
    sent(json!({ "chilled_decidegrees": 601, "frozen_decidegrees": -601 }))
        .await
        .refused_fields(&[("/chilled_decidegrees", "too_large"), ("/frozen_decidegrees", "too_small")]);
    sent(json!({ "shelf": "x".repeat(61) })).await.refused_fields(&[("/shelf", "too_long")]);
    let open = collection_as(&cast.samir, round).await;
    assert_eq!((open.state, open.version), (CollectionRoundState::Open, 3), "who is asked for a reading has lost nothing");
    assert!(stock(&cast.samir).await.is_empty());
    // Bread alone needs none.
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000)])).await;
    noted(&cast.samir, round, 2, &nothing_given()).await;
    sent(json!({})).await.expect(200);
    assert_eq!(stock(&cast.samir).await.len(), 1);
}

async fn what_arrives_too_warm_is_received_and_held(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000), yoghurt_of(1_000)])).await;
    noted(&cast.samir, round, 2, &collected(&[yoghurt_of(8_000), fish_of(4_000)])).await;
    // What counts is the reading on arrival: it was cold when it was loaded.
    let warm = json!({ "chilled_decidegrees": 81, "frozen_decidegrees": -150 });
    let done = finished(&cast.samir, round, &warm).await;
    assert_eq!((done.state, done.held, done.grams), (CollectionRoundState::Done, Some(2), kg(25)));
    let mut told: Vec<_> = Vec::new();
    for lot in stock(&cast.samir).await {
        told.push((lot.received_grams.0 / 1_000, lot.status, lot.statuses[0].cause));
    }
    told.sort_unstable_by_key(|(kg, ..)| *kg);
    let (held, good) = ((LotStatus::OnHold, LotStatusCause::ColdChain), (LotStatus::Approved, LotStatusCause::Received));
    assert_eq!(told, [(1, held.0, held.1), (4, good.0, good.1), (8, held.0, held.1), (12, good.0, good.1)]);
}

async fn where_nobody_was_is_missed(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    noted(&cast.samir, round, 1, &collected(&[bread_of(12_000)])).await;
    noted(&cast.samir, round, 2, &json!({ "state": "missed", "note": "Rideau baissé" })).await;
    let done = finished(&cast.samir, round, &json!({})).await;
    let stops: Vec<_> = done.stops.iter().map(|stop| (stop.state, stop.note.as_deref(), stop.at.is_some())).collect();
    let expected = [
        (CollectionStopState::Collected, None, true),
        (CollectionStopState::Missed, Some("Rideau baissé"), true),
        (CollectionStopState::Missed, Some("Rien n’a été noté."), false),
    ];
    assert_eq!(stops, expected, "a stop of which nothing was noted");
    assert_eq!((done.noted_count, done.grams), (3, kg(12)));
}

async fn a_round_that_brought_nothing_is_finished_too(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    for number in 1..=3 {
        noted(&cast.samir, round, number, &nothing_given()).await;
    }
    let done = finished(&cast.samir, round, &json!({})).await;
    assert_eq!((done.state, done.held, done.grams), (CollectionRoundState::Done, Some(0), kg(0)));
    assert!(stock(&cast.samir).await.is_empty());
}

async fn a_round_is_finished_once(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let once = cast.samir.with_idempotency_key("retour");
    let (first, again) = (finished(&once, round, &cold_enough()).await, finished(&once, round, &cold_enough()).await);
    assert_eq!(first, again);
    let path = paths::finish_collection_round(round);
    let refused = cast.jeanne.post(&path, &cold_enough()).await.refused(Code::RoundClosed);
    assert_eq!(refused.params["state"], json!("done"));
    cast.samir.act(&paths::cancel_collection_round(round)).await.refused(Code::RoundClosed);
    assert_eq!(grams(&cast.samir).await, 20_000);
    let other = json!({ "chilled_decidegrees": 50 });
    once.post(&path, &other).await.refused(Code::IdempotencyKeyReused);
}

/// What there is in the stock of somebody's organisation.
async fn grams(client: &Client) -> i64 {
    stock(client).await.iter().map(|lot: &Lot| lot.left_grams.0).sum()
}

/// "We forgot to finish the round, and came back to it four days later."
async fn what_is_over_its_date_when_it_arrives_is_told_at_its_place(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    server.clock.advance(4 * DAY);
    let path = paths::finish_collection_round(round);
    let over = cast.samir.post(&path, &cold_enough()).await;
    over.refused_fields(&[("/stops/1/foods/0/use_by", "use_by_past")]);
    assert_eq!((grams(&cast.samir).await, collection_as(&cast.samir, round).await.state), (0, CollectionRoundState::Open));
    noted(&cast.samir, round, 2, &json!({ "state": "missed", "note": "Jeté : DLC dépassée" })).await;
    finished(&cast.samir, round, &cold_enough()).await;
    assert_eq!(grams(&cast.samir).await, 12_000);
}

async fn what_is_received_is_stock_like_any_other(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let done = finished(&cast.samir, round, &cold_enough()).await;
    let bread = lot_in(&done, "Pain de la veille");
    moved(&cast.samir, bread, &movement("distribute", cast.grocery.site(), 5_000)).await;
    let lot = lot_of(&cast.nadia, bread).await;
    assert_eq!((lot.left_grams, lot.movements.items.len(), lot.can_decide), (kg(7), 2, true));
    assert_eq!(collection_as(&cast.samir, round).await.grams, kg(20), "what it brought stays what it brought");
    cast.lea.get(&paths::lot(bread)).await.refused(Code::NotFound);
}
