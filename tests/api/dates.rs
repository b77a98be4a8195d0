//! The two dates: use-by and never after, a shop's 48 hours, best-before with a check, freezing; and what a product is.

use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::claims::{Claim, ClaimAction};
use shared::offers::{Offer, OfferPage, Visibility};
use shared::organisations::OrganisationKind;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::products::Allergen;
use shared::time::HOUR;
use shared::units::TemperatureClass;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, claim_of, day, kg, offer_at};
use tests::{Client, TestServer, both};

both!(
    nothing_is_collected_once_its_use_by_day_is_over,
    a_shop_gives_48_hours_before_unless_the_taker_is_quick,
    after_its_best_before_day_food_needs_a_check,
    freezing_by_the_giver_changes_the_date,
    freezing_on_arrival_is_recorded_once,
    a_product_is_told_whole_and_edited,
    an_offer_is_copied_with_new_dates,
);

struct Sides {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
}

async fn sides(server: &TestServer, kind: OrganisationKind) -> Sides {
    let giver = server.organisation("Donne").kind(kind).approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&giver).await, server.coordinator_of(&taker).await);
    Sides { giver, taker, camille, samir }
}

impl Sides {
    async fn accepted(&self, offer: &Offer) -> (Claim, Value) {
        let claim = claim_of(offer.id, self.taker.site()).of(kg(1)).made_by(&self.samir).await;
        let accepted = self.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await;
        let code = accepted.read::<Claim>(200).handover_code;
        (claim, json!({ "code": code, "temperature_decidegrees": 20 }))
    }
}

async fn nothing_is_collected_once_its_use_by_day_is_over(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    // Ten in the morning in Bordeaux: the day ends in fourteen hours.
    let offer = offer_at(sides.giver.site()).use_by(day(0)).fetched_in(1, 13).published_by(&sides.camille).await;
    let (first, told) = sides.accepted(&offer).await;
    let (second, late) = sides.accepted(&offer).await;
    server.clock.advance(14 * HOUR - 1);
    sides.samir.post(&claim_action(first.id, ClaimAction::Collect), &told).await.expect(200);
    server.clock.advance(1);
    let path = claim_action(second.id, ClaimAction::Collect);
    let answers = join_all((0..4).map(|_| sides.samir.post(&path, &late))).await;
    assert!(answers.iter().all(|answer| answer.status == 409), "{answers:?}");
}

async fn a_shop_gives_48_hours_before_unless_the_taker_is_quick(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Donor).await;
    let gift = offer_at(sides.giver.site()).use_by(day(1)).fetched_in(1, 30);
    let offer = gift.published_by(&sides.camille).await;
    let wish = claim_of(offer.id, sides.taker.site());
    let refused = wish.clone().sent_by(&sides.samir).await.refused(Code::UseByTooNear);
    assert_eq!(refused.params["latest"], "2026-11-23T23:00:00.000Z");
    let declaration = paths::redistribution(sides.taker.id);
    let before = sides.samir.get(&declaration).await.expect(200).body;
    assert_eq!(before, json!({ "redistributes_in_time": false }));
    let told = sides.samir.post(&declaration, &json!({ "redistributes_in_time": true })).await.expect(200).body;
    assert!(told["declared_by"].as_str().unwrap().contains("Prend") && told["declared_at"].is_string());
    let (claim, code) = sides.accepted(&offer).await;
    sides.samir.post(&declaration, &json!({ "redistributes_in_time": false })).await.expect(200);
    let collect = claim_action(claim.id, ClaimAction::Collect);
    sides.samir.post(&collect, &code).await.refused(Code::UseByTooNear);
    sides.samir.post(&declaration, &json!({ "redistributes_in_time": true })).await.expect(200);
    sides.samir.post(&collect, &code).await.expect(200);
}

async fn after_its_best_before_day_food_needs_a_check(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    let passed =
        json!({ "packaging_intact": true, "storage_kept": true, "traceable": true, "note": "Trois paquets retirés" });
    let past = offer_at(sides.giver.site()).best_before(day(0) - chrono::Days::new(9)).kept(TemperatureClass::Ambient);
    past.clone().sent_by(&sides.camille).await.refused_fields(&[("/best_before", "best_before_unchecked")]);
    let mut body = serde_json::to_value(past.body()).unwrap();
    body["best_before_check"] = json!({ "packaging_intact": false, "storage_kept": true, "traceable": true });
    sides.camille.post(paths::OFFERS, &body).await.refused_fields(&[("/best_before_check", "check_failed")]);
    body["best_before_check"] = passed.clone();
    let offer: Offer = sides.camille.post(paths::OFFERS, &body).await.read(201);
    assert!(offer.best_before_checked_at.is_some());
    let seen: Offer = sides.samir.get(&paths::offer(offer.id)).await.read(200);
    let check = seen.details.unwrap().best_before_checks.remove(0);
    assert!(check.passed && check.by.contains("Donne") && check.note.as_deref() == Some("Trois paquets retirés"));
    claim_of(offer.id, sides.taker.site()).made_by(&sides.samir).await;
    // One whose day passes while it is on the board.
    let soon = offer_at(sides.giver.site()).best_before(day(0)).fetched_in(1, 40).kept(TemperatureClass::Ambient);
    let offer = soon.published_by(&sides.camille).await;
    let (claim, code) = sides.accepted(&offer).await;
    server.clock.advance(20 * HOUR);
    let collect = claim_action(claim.id, ClaimAction::Collect);
    sides.samir.post(&collect, &code).await.refused(Code::BestBeforeUnchecked);
    let failed = json!({ "packaging_intact": false, "storage_kept": true, "traceable": true });
    sides.camille.post(&paths::check_offer(offer.id), &passed).await.expect(200);
    sides.camille.post(&paths::check_offer(offer.id), &failed).await.expect(200);
    claim_of(offer.id, sides.taker.site()).sent_by(&sides.samir).await.refused(Code::BestBeforeUnchecked);
    let checked: Offer = sides.camille.post(&paths::check_offer(offer.id), &passed).await.read(200);
    assert_eq!(checked.details.unwrap().best_before_checks.len(), 3);
    sides.samir.post(&collect, &code).await.expect(200);
}

async fn freezing_by_the_giver_changes_the_date(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    let offer = offer_at(sides.giver.site()).published_by(&sides.camille).await;
    let freeze = paths::freeze_offer(offer.id);
    let told = |frozen_on| json!({ "frozen_on": frozen_on });
    sides.camille.post(&freeze, &told(day(1))).await.refused_fields(&[("/frozen_on", "frozen_in_future")]);
    let today = told(day(0));
    let answers = join_all((0..4).map(|_| sides.camille.post(&freeze, &today))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "frozen once");
    let frozen: Offer = sides.samir.get(&paths::offer(offer.id)).await.read(200);
    assert_eq!((frozen.temperature_class, frozen.frozen_on), (TemperatureClass::Frozen, Some(day(0))));
    assert_eq!(frozen.use_by, Some(day(60)));
    let record = frozen.details.unwrap().freezing.unwrap();
    assert_eq!((record.printed_use_by, record.use_by), (offer.use_by, day(60)));
    let camille = sides.camille.with_if_match(frozen.version);
    let edited = camille.patch(&paths::offer(offer.id), &json!({ "use_by": day(90) })).await;
    edited.refused_fields(&[("/use_by", "frozen_date")]);
    // Frozen last week, before the date that was printed: what was printed is past by now.
    let mut body = serde_json::to_value(offer_at(sides.giver.site()).kept(TemperatureClass::Frozen).body()).unwrap();
    body["use_by"] = json!(day(0) - chrono::Days::new(5));
    body["frozen_on"] = json!(day(0) - chrono::Days::new(4));
    sides.camille.post(paths::OFFERS, &body).await.refused_fields(&[("/frozen_on", "frozen_after_use_by")]);
    body["frozen_on"] = json!(day(0) - chrono::Days::new(7));
    let offer: Offer = sides.camille.post(paths::OFFERS, &body).await.read(201);
    assert_eq!(offer.use_by, Some(day(53)));
}

async fn freezing_on_arrival_is_recorded_once(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    let offer = offer_at(sides.giver.site()).published_by(&sides.camille).await;
    let (claim, code) = sides.accepted(&offer).await;
    let freeze = paths::freeze_claim(claim.id);
    let told = json!({ "frozen_on": day(0), "note": "En portions" });
    sides.samir.post(&freeze, &told).await.refused(Code::ClaimState);
    sides.samir.post(&claim_action(claim.id, ClaimAction::Collect), &code).await.expect(200);
    let answers = join_all((0..4).map(|_| sides.samir.post(&freeze, &told))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 409)));
    let seen: Claim = sides.camille.get(&paths::claim(claim.id)).await.read(200);
    let record = seen.freezing.unwrap();
    assert_eq!((record.use_by, record.note.as_deref()), (day(60), Some("En portions")));
    assert!(record.recorded_by.contains("Prend"));
}

async fn a_product_is_told_whole_and_edited(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    let mut body = serde_json::to_value(offer_at(sides.giver.site()).body()).unwrap();
    body["product_name"] = json!("Yaourt brassé");
    body["gtin"] = json!("3017 6204 2200 4");
    sides.camille.post(paths::OFFERS, &body).await.refused_fields(&[("/gtin", "gtin")]);
    body["gtin"] = json!("3017 6204 2200 3");
    body["allergens"] = json!(["milk", "gluten", "milk"]);
    body["visibility"] = json!("neighbours");
    sides.camille.post(paths::OFFERS, &body).await.refused_fields(&[("/visibility", "no_neighbours")]);
    body["visibility"] = json!("public");
    let offer: Offer = sides.camille.post(paths::OFFERS, &body).await.read(201);
    assert_eq!(offer.gtin.as_deref(), Some("03017620422003"));
    assert_eq!(offer.allergens, Some(vec![Allergen::Gluten, Allergen::Milk]));
    assert_eq!(offer.visibility, Visibility::Public);
    server.anonymous().get(&paths::offer(offer.id)).await.refused(Code::Unauthenticated);
    let path = paths::offer(offer.id);
    let patch = json!({ "allergens": null, "gtin": null, "visibility": "network" });
    let camille = sides.camille.with_if_match(offer.version);
    let answers = join_all([camille.patch(&path, &patch), camille.patch(&path, &patch)]).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412], "two edits of one version");
    let listed: OfferPage = sides.samir.get(paths::OFFERS).await.read(200);
    let [edited] = &listed.items[..] else { panic!("one offer") };
    assert_eq!((&edited.gtin, &edited.allergens), (&None, &None));
    assert_eq!(edited.product_name.as_deref(), Some("Yaourt brassé"));
}

async fn an_offer_is_copied_with_new_dates(server: &TestServer) {
    let sides = sides(server, OrganisationKind::Association).await;
    let offer = offer_at(sides.giver.site()).remarked("Quai 2").published_by(&sides.camille).await;
    sides.camille.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    let copy = paths::copy_offer(offer.id);
    sides.camille.post(&copy, &json!({ "pickup_windows": [] })).await.refused_fields(&[("/pickup_windows", "required")]);
    let again = json!({ "use_by": day(5), "total_grams": 5_000, "pickup_windows": offer.pickup_windows });
    let once = sides.camille.with_idempotency_key("copie");
    let (first, second): (Offer, Offer) =
        (once.post(&copy, &again).await.read(201), once.post(&copy, &again).await.read(201));
    assert_eq!(first.id, second.id);
    assert_eq!((first.remarks.as_deref(), first.use_by, first.left_grams), (Some("Quai 2"), Some(day(5)), kg(5)));
}
