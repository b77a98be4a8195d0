//! Lots arrive: one, many at once, late, too warm, and not at all.

use super::cast;
use serde_json::{Value, json};
use shared::paths;
use shared::problem::Code;
use shared::stock::{FundingSource, Lot, LotReceipt, LotStatus, LotStatusCause, StockLinePage, StockMovementKind};
use shared::time::{DAY, HOUR};
use tests::fixtures::{day, kg, lot_at, lot_of, received, start, tins_at};
use tests::{TestServer, both};

both!(
    a_lot_is_received_with_all_that_is_known_of_it,
    what_arrives_too_warm_is_received_and_held,
    what_cannot_be_is_refused,
    a_batch_is_received_whole_or_not_at_all,
    a_batch_of_five_hundred_is_received_and_one_more_is_not,
    a_repeated_request_receives_once,
    the_limit_of_what_was_frozen_is_that_of_the_freezer,
    what_is_written_down_late_is_received_as_it_was,
);

async fn a_lot_is_received_with_all_that_is_known_of_it(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    (body["donor_name"], body["gtin"]) = (json!(" Maraîcher de Saint-Loubès "), json!("3017620422003"));
    (body["lot_number"], body["shelf"]) = (json!("L-26 312/A"), json!("Chambre froide 2"));
    (body["funding_source"], body["received_at"]) = (json!("esf_plus"), json!(start().plus(-2 * HOUR)));
    let lot = received(&cast.camille, &body).await;
    assert_eq!((lot.organisation.id, lot.site.id, lot.received_grams), (cast.bank.id, cast.bank.site(), kg(100)));
    assert_eq!((lot.left_grams, lot.status, lot.overdue), (kg(100), LotStatus::Approved, false));
    assert_eq!(lot.donor.unwrap().name.as_deref(), Some("Maraîcher de Saint-Loubès"));
    assert_eq!((lot.gtin.as_deref(), lot.funding_source), (Some("03017620422003"), FundingSource::EsfPlus));
    assert_eq!((lot.received_at, lot.version), (start().plus(-2 * HOUR), 1));
    assert_eq!((lot.can_edit, lot.can_decide), (true, false));
    let [place] = lot.places.as_slice() else { panic!("{:?}", lot.places) };
    assert_eq!((place.grams, place.shelf.as_deref(), place.can_move), (kg(100), Some("Chambre froide 2"), true));
    let [line] = lot.movements.items.as_slice() else { panic!("{:?}", lot.movements) };
    assert_eq!((line.kind, line.grams, line.can_reverse), (StockMovementKind::Receive, kg(100), false));
    assert_eq!(lot.statuses.iter().map(|line| line.cause).collect::<Vec<_>>(), [LotStatusCause::Received]);
    let seen = lot_of(&cast.nadia, lot.id).await;
    assert_eq!((seen.can_decide, seen.movements.items[0].can_reverse), (true, true));
    cast.samir.get(&paths::lot(lot.id)).await.refused(Code::NotFound);
    let fresh = cast.camille.with_header("if-none-match", "\"1\"").get(&paths::lot(lot.id)).await;
    assert_eq!(fresh.status, 304);
}

async fn what_arrives_too_warm_is_received_and_held(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    body["temperature_decidegrees"] = json!(81);
    let lot = received(&cast.camille, &body).await;
    assert_eq!((lot.status, lot.statuses[0].cause), (LotStatus::OnHold, LotStatusCause::ColdChain));
}

async fn what_cannot_be_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let with = |member: &str, value: Value| {
        let mut body = lot_at(cast.bank.site());
        body[member] = value;
        body
    };
    let sent = async |body: Value| cast.camille.post(paths::LOTS, &body).await;
    sent(with("category", json!("moon"))).await.refused_fields(&[("/category", "unknown")]);
    sent(with("use_by", json!("2026-11-23"))).await.refused_fields(&[("/use_by", "use_by_past")]);
    sent(with("best_before", json!("2026-12-23"))).await.refused_fields(&[("/use_by", "one_date_only")]);
    sent(with("temperature_decidegrees", Value::Null))
        .await
        .refused_fields(&[("/temperature_decidegrees", "temperature_required")]);
    sent(with("gtin", json!("3017620422004"))).await.refused_fields(&[("/gtin", "gtin")]);
    sent(with("grams", json!(0))).await.refused_fields(&[("/grams", "too_small")]);
    sent(with("donor_id", json!(uuid::Uuid::now_v7()))).await.refused_fields(&[("/donor_id", "unknown")]);
    sent(with("site_id", json!(uuid::Uuid::now_v7()))).await.refused_fields(&[("/site_id", "unknown")]);
    sent(with("received_at", json!(start().plus(DAY)))).await.refused_fields(&[("/received_at", "not_yet")]);
    sent(with("received_at", json!(start().plus(-40 * DAY)))).await.refused_fields(&[("/received_at", "too_long_ago")]);
    sent(with("site_id", json!(cast.association.site()))).await.refused(Code::Forbidden);
    let mut body = tins_at(cast.bank.site());
    body["grams"] = json!(300_001);
    sent(body).await.refused_fields(&[("/grams", "not_whole_units")]);
}

async fn a_batch_is_received_whole_or_not_at_all(server: &TestServer) {
    let cast = cast(server).await;
    let (good, mut warm) = (tins_at(cast.bank.site()), lot_at(cast.cellar));
    warm["temperature_decidegrees"] = json!(120);
    let mut wrong = good.clone();
    (wrong["category"], wrong["title"]) = (json!("moon"), json!("Lune"));
    let mut past = lot_at(cast.bank.site());
    past["use_by"] = json!("2026-11-01");
    let rows = json!({ "rows": [good, wrong, warm, past] });
    let expected = [("/rows/1/category", "unknown"), ("/rows/3/use_by", "use_by_past")];
    cast.camille.post(paths::LOT_BATCH, &rows).await.refused_fields(&expected);
    let formless = json!({ "rows": [good, { "site_id": cast.bank.site() }] });
    cast.camille.post(paths::LOT_BATCH, &formless).await.expect(422);
    let mut untitled = good.clone();
    untitled["title"] = json!(" ");
    let rows = json!({ "rows": [good, untitled] });
    cast.camille.post(paths::LOT_BATCH, &rows).await.refused_fields(&[("/rows/1/title", "required")]);
    let stock: StockLinePage = cast.camille.get(paths::LOTS).await.read(200);
    assert!(stock.items.is_empty(), "half a batch: {:?}", stock.items);
    let receipt: LotReceipt = cast.camille.post(paths::LOT_BATCH, &json!({ "rows": [good, warm] })).await.read(201);
    assert_eq!((receipt.lot_ids.len(), receipt.grams, receipt.held), (2, kg(400), 1));
    let stock: StockLinePage = cast.camille.get(paths::LOTS).await.read(200);
    assert_eq!(stock.items.len(), 2);
}

async fn a_batch_of_five_hundred_is_received_and_one_more_is_not(server: &TestServer) {
    let cast = cast(server).await;
    let rows = |count: usize| json!({ "rows": vec![tins_at(cast.bank.site()); count] });
    cast.camille.post(paths::LOT_BATCH, &rows(501)).await.refused_fields(&[("/rows", "too_many")]);
    let receipt: LotReceipt = cast.camille.post(paths::LOT_BATCH, &rows(500)).await.read(201);
    assert_eq!((receipt.lot_ids.len(), receipt.grams), (500, kg(150_000)));
}

async fn a_repeated_request_receives_once(server: &TestServer) {
    let cast = cast(server).await;
    let once = cast.camille.with_idempotency_key("palette du matin");
    let body = lot_at(cast.bank.site());
    let (one, same): (Lot, Lot) = (received(&once, &body).await, received(&once, &body).await);
    assert_eq!(one.id, same.id);
    let stock: StockLinePage = cast.camille.get(paths::LOTS).await.read(200);
    assert_eq!(stock.items.len(), 1);
}

async fn the_limit_of_what_was_frozen_is_that_of_the_freezer(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    (body["frozen_on"], body["use_by"]) = (json!(day(0)), json!(day(1)));
    cast.camille.post(paths::LOTS, &body).await.refused_fields(&[("/temperature_class", "not_frozen_class")]);
    (body["temperature_class"], body["temperature_decidegrees"]) = (json!("frozen"), json!(-180));
    let lot = received(&cast.camille, &body).await;
    assert_eq!((lot.use_by, lot.printed_use_by, lot.frozen_on), (Some(day(60)), Some(day(1)), Some(day(0))));
    body["frozen_on"] = json!(day(2));
    cast.camille.post(paths::LOTS, &body).await.refused_fields(&[("/frozen_on", "frozen_in_future")]);
}

/// "We had no network in the cellar yesterday."
async fn what_is_written_down_late_is_received_as_it_was(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    (body["use_by"], body["received_at"]) = (json!("2026-11-23"), json!(start().plus(-DAY)));
    let lot = received(&cast.camille, &body).await;
    assert!(lot.overdue, "it arrived on its last day, and can only be thrown away now");
    body["received_at"] = json!(start().plus(-HOUR));
    cast.camille.post(paths::LOTS, &body).await.refused_fields(&[("/use_by", "use_by_past")]);
}
