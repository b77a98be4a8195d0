//! Food in stock is frozen to save it: a lot of its own from then on, which is found by whatever asks for the first one.

use super::giving::{given, offered};
use super::{Cast, cast};
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::cold_chain::DeciCelsius;
use shared::ids::{LotId, SiteId};
use shared::paths;
use shared::problem::Code;
use shared::stock::{
    FundingSource, Lot, LotStatus, LotTrace, Recall, RecallNotice, StockAccountKind, StockLinePage, StockMovementKind,
};
use shared::time::DAY;
use shared::today::Today;
use shared::units::TemperatureClass;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{day, freezing, frozen, hand_over, kg, lot_at, lot_of, moved, movement, received};
use tests::{TestServer, both};

both!(
    what_is_frozen_is_a_lot_of_its_own_with_another_date,
    both_lots_know_each_other_as_far_as_one_may_see,
    only_what_could_leave_is_frozen,
    the_freezer_is_there_and_takes_it,
    what_is_frozen_stays_frozen,
    a_repeated_freezing_is_booked_once,
    eight_freeze_what_is_enough_for_three,
    what_came_by_a_claim_is_frozen_by_its_lot,
    a_trace_follows_what_was_frozen,
    a_recall_of_the_first_lot_finds_what_was_frozen,
    a_recall_of_the_product_finds_both,
    frozen_food_is_brought_back_to_where_it_arrived,
    what_gets_a_recalled_number_waits_frozen_or_not,
);

const GTIN: &str = "3017620422003";
const WHY: &str = "Présence possible de listéria";

/// The body that receives 100 kg on the last day of their use-by date, with all that tells where they come from.
fn urgent(site: SiteId) -> Value {
    let mut body = lot_at(site);
    (body["title"], body["use_by"]) = (json!("Sauté de porc"), json!(day(0)));
    (body["gtin"], body["lot_number"]) = (json!(GTIN), json!("L-26 312"));
    (body["donor_name"], body["funding_source"]) = (json!("Boucherie du marché"), json!("esf_plus"));
    body
}

async fn what_is_frozen_is_a_lot_of_its_own_with_another_date(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let lot = received(&cast.camille, &urgent(site)).await;
    let mut body = freezing(site, 30_000);
    (body["temperature_decidegrees"], body["shelf"], body["note"]) =
        (json!(35), json!("Congélateur 1"), json!("En barquettes"));
    let part = frozen(&cast.camille, lot.id, &body).await;
    assert_eq!((part.temperature_class, part.frozen_on), (TemperatureClass::Frozen, Some(day(0))));
    assert_eq!((part.use_by, part.best_before, part.printed_use_by), (Some(day(60)), None, Some(day(0))));
    assert_eq!((part.received_grams, part.left_grams, part.status), (kg(30), kg(30), LotStatus::Approved));
    assert_eq!((part.title, part.gtin, part.lot_number), (lot.title.clone(), lot.gtin.clone(), lot.lot_number.clone()));
    assert_eq!((part.donor, part.funding_source), (lot.donor.clone(), FundingSource::EsfPlus));
    assert_eq!((part.organisation.id, part.received_at), (cast.bank.id, lot.received_at));
    assert_eq!((part.places.len(), part.places[0].shelf.as_deref()), (1, Some("Congélateur 1")));
    let [into] = part.movements.items.as_slice() else { panic!("{:?}", part.movements) };
    assert_eq!((into.kind, into.from.kind), (StockMovementKind::Freeze, StockAccountKind::Freezing));
    assert_eq!((into.temperature_decidegrees, into.note.as_deref()), (Some(DeciCelsius(35)), Some("En barquettes")));
    let now = lot_of(&cast.camille, lot.id).await;
    assert_eq!((now.left_grams, now.use_by, now.version), (kg(70), Some(day(0)), lot.version + 1));
    let out = now.movements.items.iter().find(|line| line.kind == StockMovementKind::Freeze).unwrap();
    assert_eq!((out.to.kind, out.grams, out.by.is_some()), (StockAccountKind::Freezing, kg(30), true));
    let page: StockLinePage = cast.camille.get(paths::LOTS).await.read(200);
    let there: Vec<_> = page.items.iter().map(|line| (line.lot.id, line.grams)).collect();
    assert_eq!(there, [(lot.id, kg(70)), (part.id, kg(30))], "what is not frozen must leave first");
    let today: Today = cast.camille.get(&format!("{}?organisation={}", paths::TODAY, cast.bank.id)).await.read(200);
    assert_eq!((today.figures.given_grams, today.figures.received_grams), (kg(0), kg(0)), "nothing changed hands");
    server.clock.advance(2 * DAY);
    let give = movement("distribute", site, 1_000);
    cast.camille.post(&paths::lot_movements(lot.id), &give).await.refused(Code::UseByOver);
    moved(&cast.camille, part.id, &give).await;
}

async fn both_lots_know_each_other_as_far_as_one_may_see(server: &TestServer) {
    let cast = cast(server).await;
    let (bank, there) = (cast.bank.site(), cast.association.site());
    let lot = received(&cast.camille, &urgent(bank)).await;
    moved(&cast.camille, lot.id, &hand_over(bank, there, 30_000)).await;
    let part = frozen(&cast.samir, lot.id, &freezing(there, 20_000)).await;
    assert_eq!((part.organisation.id, part.site.id, part.can_edit), (cast.bank.id, bank, false), "the same origin");
    assert_eq!(part.frozen_from.as_ref().map(|from| from.id), Some(lot.id));
    let ours = lot_of(&cast.camille, lot.id).await;
    let [link] = ours.frozen_lots.as_slice() else { panic!("{ours:?}") };
    assert_eq!((link.id, link.received_grams, link.frozen_on), (part.id, kg(20), Some(day(0))));
    assert_eq!(lot_of(&cast.camille, part.id).await.left_grams, kg(20), "whoever received it follows it");
    let here = frozen(&cast.camille, lot.id, &freezing(bank, 5_000)).await;
    cast.samir.get(&paths::lot(here.id)).await.refused(Code::NotFound);
    assert_eq!(lot_of(&cast.samir, lot.id).await.frozen_lots.len(), 1, "its own part");
    let village = server.organisation("Secours").approved().at(COUTRAS).exists().await;
    let paul = server.volunteer_of(&village).await;
    let mut given = hand_over(there, village.site(), 8_000);
    given["temperature_decidegrees"] = json!(-180);
    moved(&cast.samir, part.id, &given).await;
    let theirs = lot_of(&paul, part.id).await;
    assert_eq!((theirs.left_grams, theirs.frozen_from), (kg(8), None), "it has never had any of the other lot");
}

async fn only_what_could_leave_is_frozen(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let lot = received(&cast.camille, &lot_at(site)).await;
    let path = paths::freeze_lot(lot.id);
    let some = freezing(site, 10_000);
    let mut warm = some.clone();
    warm["temperature_decidegrees"] = json!(81);
    let refused = cast.camille.post(&path, &warm).await.refused(Code::TooWarm);
    assert_eq!(refused.params["limit_decidegrees"], json!(80));
    let refused = cast.camille.post(&path, &freezing(site, 100_001)).await;
    // A test's freezer takes 100 kg.
    refused.refused(Code::StorageTooSmall);
    cast.camille.post(&path, &freezing(site, 0)).await.refused_fields(&[("/grams", "too_small")]);
    cast.camille.post(&path, &freezing(cast.cellar, 1_000)).await.refused_fields(&[("/site_id", "unknown")]);
    cast.samir.post(&path, &some).await.refused(Code::NotFound);
    server.admin().await.post(&path, &some).await.refused(Code::Forbidden);
    let part = frozen(&cast.camille, lot.id, &some).await;
    let again = cast.camille.post(&paths::freeze_lot(part.id), &freezing(site, 1_000)).await;
    again.refused(Code::AlreadyFrozen);
    let refused = cast.camille.post(&path, &freezing(site, 90_001)).await.refused(Code::StockShort);
    assert_eq!(refused.params["left_grams"], json!(90_000));
    let mut body = lot_at(site);
    body["temperature_decidegrees"] = json!(150);
    let held = received(&cast.camille, &body).await;
    cast.camille.post(&paths::freeze_lot(held.id), &some).await.refused(Code::LotStatus);
    let mut body = lot_at(site);
    (body["use_by"], body["best_before"]) = (json!(null), json!(day(1)));
    let cheese = received(&cast.camille, &body).await;
    server.clock.advance(6 * DAY);
    cast.camille.post(&path, &some).await.refused(Code::UseByOver);
    let path = paths::freeze_lot(cheese.id);
    cast.camille.post(&path, &some).await.refused(Code::BestBeforeUnchecked);
    let good = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
    cast.camille.post(&paths::check_lot(cheese.id), &good).await.expect(200);
    let part = frozen(&cast.camille, cheese.id, &some).await;
    assert_eq!((part.printed_best_before, part.best_before, part.use_by), (Some(day(1)), None, Some(day(66))));
}

async fn the_freezer_is_there_and_takes_it(server: &TestServer) {
    let without = server.organisation("Sans congélateur").approved().at(COUTRAS).storing(100, 500, 0).exists().await;
    let small = server.organisation("Petit congélateur").approved().at(COUTRAS).storing(100, 500, 20).exists().await;
    for (organisation, code) in [(without, Code::ColdChain), (small, Code::StorageTooSmall)] {
        let volunteer = server.volunteer_of(&organisation).await;
        let lot = received(&volunteer, &lot_at(organisation.site())).await;
        let path = paths::freeze_lot(lot.id);
        volunteer.post(&path, &freezing(organisation.site(), 21_000)).await.refused(code);
        assert_eq!(lot_of(&volunteer, lot.id).await.left_grams, kg(100));
    }
}

async fn what_is_frozen_stays_frozen(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let part = frozen(&cast.camille, lot.id, &freezing(cast.bank.site(), 10_000)).await;
    for id in [lot.id, part.id] {
        let seen = lot_of(&cast.nadia, id).await;
        let line = seen.movements.items.iter().find(|line| line.kind == StockMovementKind::Freeze).unwrap();
        assert!(!line.can_reverse);
        let refused = cast.nadia.post(&paths::reverse_stock_movement(line.id), &json!({})).await;
        assert_eq!(refused.refused(Code::NotReversible).params["kind"], json!("freeze"));
    }
}

async fn a_repeated_freezing_is_booked_once(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let once = cast.camille.with_idempotency_key("gel du soir");
    let body = freezing(cast.bank.site(), 10_000);
    let (one, same) = (frozen(&once, lot.id, &body).await, frozen(&once, lot.id, &body).await);
    assert_eq!(one.id, same.id);
    assert_eq!(lot_of(&cast.camille, lot.id).await.left_grams, kg(90));
}

async fn eight_freeze_what_is_enough_for_three(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let sent = (0..8).map(|_| {
        let (camille, path) = (cast.camille.clone(), paths::freeze_lot(lot.id));
        let body = freezing(cast.bank.site(), 30_000);
        async move { camille.post(&path, &body).await }
    });
    let (won, lost): (Vec<_>, Vec<_>) = join_all(sent).await.into_iter().partition(|answer| answer.status == 201);
    assert_eq!((won.len(), lost.len()), (3, 5));
    for answer in lost {
        answer.refused(Code::StockShort);
    }
    let now = lot_of(&cast.camille, lot.id).await;
    assert_eq!((now.left_grams, now.frozen_lots.len()), (kg(10), 3));
}

async fn what_came_by_a_claim_is_frozen_by_its_lot(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let offer = offered(&cast.camille, lot.id, kg(60)).await;
    let claim = given(&cast, &offer, kg(40)).await;
    let answer = cast.samir.post(&paths::freeze_claim(claim.id), &json!({ "frozen_on": day(0) })).await;
    answer.refused_fields(&[("/frozen_on", "frozen_in_stock")]);
    let part = frozen(&cast.samir, lot.id, &freezing(cast.association.site(), 40_000)).await;
    let from = part.frozen_from.expect("it has had some of that one");
    assert_eq!((from.id, lot_of(&cast.samir, lot.id).await.left_grams), (lot.id, kg(0)));
}

/// 100 kg at the food bank, 40 of them frozen, of which 10 went to the cellar and 15 to the association; 20 were eaten fresh.
async fn spread(cast: &Cast) -> (LotId, LotId) {
    let bank = cast.bank.site();
    let lot = received(&cast.camille, &urgent(bank)).await;
    let part = frozen(&cast.camille, lot.id, &freezing(bank, 40_000)).await;
    let mut transfer = movement("transfer", bank, 10_000);
    transfer["to_site_id"] = json!(cast.cellar);
    moved(&cast.camille, part.id, &transfer).await;
    let mut given = hand_over(bank, cast.association.site(), 15_000);
    given["temperature_decidegrees"] = json!(-180);
    moved(&cast.camille, part.id, &given).await;
    moved(&cast.camille, lot.id, &movement("distribute", bank, 20_000)).await;
    (lot.id, part.id)
}

async fn a_trace_follows_what_was_frozen(server: &TestServer) {
    let cast = cast(server).await;
    let (lot, part) = spread(&cast).await;
    let traced = async |id: LotId| -> Vec<(SiteId, [i64; 4])> {
        let trace: LotTrace = cast.camille.get(&paths::lot_trace(id)).await.read(200);
        let mut places: Vec<_> = trace
            .places
            .iter()
            .map(|place| {
                let grams = [place.received_grams, place.passed_on_grams, place.distributed_grams, place.left_grams];
                (place.site.id, grams.map(|grams| grams.0 / 1_000))
            })
            .collect();
        places.sort_unstable();
        places
    };
    let (bank, cellar, there) = (cast.bank.site(), cast.cellar, cast.association.site());
    let sorted = |mut places: [(SiteId, [i64; 4]); 3]| {
        places.sort_unstable();
        places
    };
    let whole = sorted([(bank, [100, 25, 20, 55]), (cellar, [10, 0, 0, 10]), (there, [15, 0, 0, 15])]);
    assert_eq!(traced(lot).await, whole, "it is received once");
    let of_part = sorted([(bank, [40, 25, 0, 15]), (cellar, [10, 0, 0, 10]), (there, [15, 0, 0, 15])]);
    assert_eq!(traced(part).await, of_part);
}

fn notice(recall: &Recall, site: SiteId) -> &RecallNotice {
    recall.notices.iter().find(|notice| notice.site.id == site).expect("a notice")
}

async fn a_recall_of_the_first_lot_finds_what_was_frozen(server: &TestServer) {
    let cast = cast(server).await;
    let (lot, part) = spread(&cast).await;
    let recall: Recall = cast.nadia.post(paths::RECALLS, &json!({ "lot_id": lot, "reason": WHY })).await.read(201);
    assert_eq!((recall.lots.len(), recall.notice_count), (2, 3));
    let here = notice(&recall, cast.bank.site());
    assert_eq!((here.received_grams, here.remaining_grams), (kg(100), kg(55)));
    let there = notice(&recall, cast.association.site());
    assert_eq!((there.received_grams, there.remaining_grams), (kg(15), kg(15)));
    assert_eq!(lot_of(&cast.samir, part).await.status, LotStatus::Recalled);
    for id in [lot, part] {
        let give = movement("distribute", cast.bank.site(), 1_000);
        cast.camille.post(&paths::lot_movements(id), &give).await.refused(Code::LotStatus);
    }
    let more = freezing(cast.bank.site(), 1_000);
    cast.camille.post(&paths::freeze_lot(lot), &more).await.refused(Code::LotStatus);
    let path = paths::acknowledge_recall(recall.id);
    let told = |site: SiteId, grams: i64| json!({ "site_id": site, "destroyed_grams": grams });
    cast.samir.post(&path, &told(cast.association.site(), 15_000)).await.expect(200);
    cast.camille.post(&path, &told(cast.cellar, 10_000)).await.expect(200);
    let last: Recall = cast.camille.post(&path, &told(cast.bank.site(), 55_000)).await.read(200);
    assert_eq!(last.closed_at, Some(server.now()), "both lots are accounted for");
}

async fn a_recall_of_the_product_finds_both(server: &TestServer) {
    let cast = cast(server).await;
    let (lot, part) = spread(&cast).await;
    // What is corrected later on the first lot alone does not part them.
    let number = json!({ "lot_number": "L-26 313" });
    let version = lot_of(&cast.camille, lot).await.version;
    cast.camille.with_if_match(version).patch(&paths::lot(lot), &number).await.expect(200);
    let product = json!({ "gtin": GTIN, "lot_number": "L26313", "reason": WHY });
    let recall: Recall = cast.nadia.post(paths::RECALLS, &product).await.read(201);
    let mut found: Vec<LotId> = recall.lots.iter().map(|lot| lot.id).collect();
    found.sort_unstable();
    let mut both = vec![lot, part];
    both.sort_unstable();
    assert_eq!(found, both);
}

async fn frozen_food_is_brought_back_to_where_it_arrived(server: &TestServer) {
    let cast = cast(server).await;
    let (bank, cellar) = (cast.bank.site(), cast.cellar);
    let lot = received(&cast.camille, &urgent(bank)).await;
    let mut transfer = movement("transfer", bank, 40_000);
    transfer["to_site_id"] = json!(cellar);
    moved(&cast.camille, lot.id, &transfer).await;
    let part = frozen(&cast.camille, lot.id, &freezing(cellar, 40_000)).await;
    // The freezer failed: what is not frozen is good.
    let recall: Recall = cast.nadia.post(paths::RECALLS, &json!({ "lot_id": part.id, "reason": WHY })).await.read(201);
    assert_eq!((notice(&recall, cellar).received_grams, recall.notice_count, recall.settled_count), (kg(40), 2, 1));
    assert_eq!((notice(&recall, bank).received_grams, notice(&recall, bank).can_acknowledge), (kg(0), false));
    assert_eq!(lot_of(&cast.camille, lot.id).await.status, LotStatus::Approved);
    let path = paths::acknowledge_recall(recall.id);
    let back = |site: SiteId| json!({ "site_id": site, "returned_grams": 40_000 });
    let answered: Recall = cast.camille.post(&path, &back(cellar)).await.read(200);
    assert_eq!((answered.closed_at, notice(&answered, bank).left_grams), (None, kg(40)), "it is at the dock again");
    let answered: Recall = cast.camille.post(&path, &back(bank)).await.read(200);
    assert_eq!((answered.closed_at, notice(&answered, bank).left_grams), (Some(server.now()), kg(0)));
}

async fn what_gets_a_recalled_number_waits_frozen_or_not(server: &TestServer) {
    let cast = cast(server).await;
    let known = received(&cast.camille, &urgent(cast.bank.site())).await;
    cast.nadia.post(paths::RECALLS, &json!({ "gtin": GTIN, "reason": WHY })).await.expect(201);
    assert_eq!(lot_of(&cast.camille, known.id).await.status, LotStatus::Recalled);
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    let part = frozen(&cast.camille, lot.id, &freezing(cast.bank.site(), 10_000)).await;
    let version = lot_of(&cast.camille, lot.id).await.version;
    let edited: Lot =
        cast.camille.with_if_match(version).patch(&paths::lot(lot.id), &json!({ "gtin": GTIN })).await.read(200);
    assert_eq!(edited.status, LotStatus::OnHold);
    assert_eq!(lot_of(&cast.camille, part.id).await.status, LotStatus::OnHold);
}
