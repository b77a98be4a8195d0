//! Which items fit a need, which needs an item fits, and why.

use super::{items_for, needs_for, reasons};
use crate::lending::step;
use crate::world::World;
use serde_json::{Value, json};
use shared::equipment::Equipment;
use shared::ids::SiteId;
use shared::loans::LoanAction;
use shared::matches::Parts;
use shared::matches::help::HelpReasonKind::{Distance, FreeAllTime, FreePart, KindSame, KindSubstitute, NeededSoon, Urgent};
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use tests::fixtures::communes::{ARCACHON, COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{lent, loan_of, start, van_of, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(
    a_need_finds_the_van_that_fits_and_says_why,
    an_item_finds_the_same_match_from_its_side,
    what_may_do_instead_comes_after_the_very_kind,
    what_is_taken_for_a_part_of_the_time_is_proposed_for_the_rest,
    what_is_proposed_can_be_asked_for,
    what_does_not_fit_is_not_proposed,
    one_of_the_two_drives_the_way,
    what_is_far_depends_on_the_part_of_the_country,
    urgent_and_soon_come_first,
    only_the_own_organisation_is_shown_matches,
    the_best_come_first_and_no_more_than_asked_for,
);

async fn item(client: &Client, site: SiteId, kind: &str, name: &str) -> Equipment {
    client.post(paths::EQUIPMENT, &json!({ "site_id": site, "kind": kind, "name": name })).await.read(201)
}

fn looked_for(site: SiteId, kind: &str, from: i64, until: i64) -> Value {
    let mut body = van_wanted_at(site, from, until);
    body["kind"] = json!(kind);
    body
}

async fn a_need_finds_the_van_that_fits_and_says_why(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * 7, 24 * 7 + 10)).await;
    let found = items_for(&world.samir, need.id).await.remove(0);
    assert_eq!((found.equipment.id, found.equipment.distance_metres), (van.id, Some(15_171)));
    // As far as the only peer: exp(−1). A week of the fortnight. Nothing is known of anybody.
    let parts =
        Parts { category: 10_000, quantity: 10_000, distance: 3_678, urgency: 5_000, fairness: 0, follow_through: 8_000 };
    assert_eq!((found.fit.parts, found.fit.score), (parts, 6_135));
    assert_eq!((found.fit.starts_at, found.fit.ends_at), (Some(need.starts_at), Some(need.ends_at)));
    assert_eq!(reasons(&found.fit), [KindSame, FreeAllTime, Distance]);
    assert_eq!(found.fit.reasons[2].metres, Some(15_171));
}

async fn an_item_finds_the_same_match_from_its_side(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let (ours, theirs) = (needs_for(&world.camille, van.id).await, items_for(&world.samir, need.id).await);
    assert_eq!((ours.len(), ours[0].need.id, ours[0].need.distance_metres), (1, need.id, Some(15_171)));
    assert_eq!(ours[0].fit, theirs[0].fit);
    assert_eq!(reasons(&ours[0].fit), [KindSame, FreeAllTime, Distance, NeededSoon]);
}

async fn what_may_do_instead_comes_after_the_very_kind(server: &TestServer) {
    let world = World::of(server).await;
    let site = world.giver.site();
    for (kind, name) in [("cold_room", "Chambre froide"), ("refrigerator", "Frigo"), ("tent", "Barnum"), ("van", "Fourgon")]
    {
        item(&world.camille, site, kind, name).await;
    }
    let need = wanted(&world.samir, &looked_for(world.taker.site(), "refrigerator", 24, 34)).await;
    let found = items_for(&world.samir, need.id).await;
    let names: Vec<_> = found.iter().map(|one| (one.equipment.name.as_str(), one.fit.parts.category)).collect();
    assert_eq!(names, [("Frigo", 10_000), ("Chambre froide", 4_000)]);
    assert_eq!(reasons(&found[1].fit)[0], KindSubstitute);
    let room = wanted(&world.samir, &looked_for(world.taker.site(), "room", 24, 34)).await;
    assert!(items_for(&world.samir, room.id).await.is_empty(), "a tent is no room");
}

async fn what_is_taken_for_a_part_of_the_time_is_proposed_for_the_rest(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let other = server.organisation("Troisième").approved().at(SAINT_EMILION).exists().await;
    let zoe = server.volunteer_of(&other).await;
    // Lent for the first two of ten hours, and cleaned for two more.
    lent(&zoe, &loan_of(van.id, other.id, 20, 26)).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let found = items_for(&world.samir, need.id).await.remove(0);
    let at = |hours: i64| Some(start().plus(hours * HOUR));
    assert_eq!((found.fit.starts_at, found.fit.ends_at, found.fit.parts.quantity), (at(28), at(34), 6_000));
    assert_eq!(reasons(&found.fit)[1], FreePart);
    let closed = json!({ "starts_at": start().plus(30 * HOUR), "ends_at": start().plus(50 * HOUR), "reason": "Révision" });
    world.camille.post(&paths::closures_of(van.id), &closed).await.expect(201);
    assert!(items_for(&world.samir, need.id).await.is_empty(), "no hour is left once it is cleaned");
    assert!(needs_for(&world.camille, van.id).await.is_empty());
}

async fn what_is_proposed_can_be_asked_for(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 24 * 40)).await;
    let found = items_for(&world.samir, need.id).await.remove(0);
    // It is lent for fourteen days at most.
    assert_eq!(found.fit.ends_at, Some(need.starts_at.plus(14 * 24 * HOUR)));
    let loan = json!({
        "equipment_id": van.id, "organisation_id": world.taker.id, "starts_at": found.fit.starts_at,
        "ends_at": found.fit.ends_at, "purpose": "Collecte", "confirmed": ["driving_licence"], "equipment_need_id": need.id,
    });
    let asked = lent(&world.samir, &loan).await;
    step(&world.camille, asked.id, LoanAction::Accept).await;
    assert!(items_for(&world.samir, need.id).await.is_empty(), "it is met");
    assert!(needs_for(&world.camille, van.id).await.is_empty());
}

async fn what_does_not_fit_is_not_proposed(server: &TestServer) {
    let world = World::of(server).await;
    let site = world.giver.site();
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    item(&world.samir, world.taker.site(), "van", "La nôtre").await;
    let retired = item(&world.camille, site, "van", "Vendue").await;
    world.camille.act(&paths::retire_equipment(retired.id)).await.expect(200);
    let broken = item(&world.camille, site, "van", "En panne").await;
    let repair = json!({ "what": "Embrayage", "lendable": false });
    server.coordinator_of(&world.giver).await.post(&paths::repairs(broken.id), &repair).await.expect(201);
    let taken = item(&world.camille, site, "van", "Prise").await;
    let closed = json!({ "starts_at": start(), "ends_at": start().plus(90 * HOUR), "reason": "Nous" });
    world.camille.post(&paths::closures_of(taken.id), &closed).await.expect(201);
    // Arcachon is 79 km away, and both sides drive 30.
    let far = server.organisation("Loin").approved().at(ARCACHON).exists().await;
    item(&server.volunteer_of(&far).await, far.site(), "van", "Loin").await;
    let names: Vec<_> = items_for(&world.samir, need.id).await.into_iter().map(|one| one.equipment.name).collect();
    assert_eq!(names, [""; 0]);
    item(&world.camille, site, "van", "Celle-ci").await;
    assert_eq!(items_for(&world.samir, need.id).await[0].equipment.name, "Celle-ci");
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(world.giver.id), &why).await.expect(200);
    assert!(items_for(&world.samir, need.id).await.is_empty(), "who may lend nothing is proposed to nobody");
    world.samir.act(&paths::withdraw_equipment_need(need.id)).await.expect(200);
    assert!(items_for(&world.samir, need.id).await.is_empty());
}

async fn one_of_the_two_drives_the_way(server: &TestServer) {
    let lender = server.organisation("Prête").approved().at(LIBOURNE).reaching(0).exists().await;
    let borrower = server.organisation("Cherche").approved().at(COUTRAS).reaching(20).exists().await;
    let (camille, samir) = (server.coordinator_of(&lender).await, server.coordinator_of(&borrower).await);
    let van = van_of(&camille, lender.site()).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 34)).await;
    assert_eq!(items_for(&samir, need.id).await.len(), 1, "it is fetched");
    let still = json!({ "reach_km": 10 });
    samir.with_if_match(1).patch(&paths::site(borrower.site()), &still).await.expect(200);
    assert_eq!((items_for(&samir, need.id).await.len(), needs_for(&camille, van.id).await.len()), (0, 0));
    camille.with_if_match(1).patch(&paths::site(lender.site()), &json!({ "reach_km": 20 })).await.expect(200);
    assert_eq!((items_for(&samir, need.id).await.len(), needs_for(&camille, van.id).await.len()), (1, 1), "it is brought");
}

async fn what_is_far_depends_on_the_part_of_the_country(server: &TestServer) {
    let lender = server.organisation("Prête").approved().at(SAINT_EMILION).exists().await;
    let town = server.organisation("En ville").approved().at(LIBOURNE).exists().await;
    let country = server.organisation("À la campagne").approved().at(COUTRAS).exists().await;
    let camille = server.volunteer_of(&lender).await;
    let (inside, outside) = (server.volunteer_of(&town).await, server.volunteer_of(&country).await);
    let van = van_of(&camille, lender.site()).await;
    wanted(&inside, &van_wanted_at(town.site(), 24, 34)).await;
    wanted(&outside, &van_wanted_at(country.site(), 24, 34)).await;
    let found = needs_for(&camille, van.id).await;
    let of = |id| found.iter().find(|one| one.need.organisation.id == id).unwrap().fit.clone();
    let (near, far) = (of(town.id), of(country.id));
    assert!(far.distance_m > 2 * near.distance_m, "{} {}", far.distance_m, near.distance_m);
    // By its own measure of far, the one in the country is not so far at all: by the same one it would have less.
    let by_the_same = 10_000.0 * (-f64::from(u32::try_from(far.distance_m).unwrap()) / 7_000.0).exp();
    assert!(f64::from(u32::try_from(far.parts.distance).unwrap()) > by_the_same, "{}", far.parts.distance);
}

async fn urgent_and_soon_come_first(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let mut urgent = van_wanted_at(world.taker.site(), 24 * 10, 24 * 10 + 5);
    urgent["urgent"] = json!(true);
    let later = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * 20, 24 * 20 + 5)).await;
    let soon = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * 2, 24 * 2 + 5)).await;
    let urgent = wanted(&world.samir, &urgent).await;
    let found = needs_for(&world.camille, van.id).await;
    let order: Vec<_> = found.iter().map(|one| (one.need.id, one.fit.parts.urgency)).collect();
    assert_eq!(order, [(urgent.id, 10_000), (soon.id, 8_572), (later.id, 0)]);
    assert!(reasons(&found[0].fit).contains(&Urgent) && reasons(&found[1].fit).contains(&NeededSoon));
}

async fn only_the_own_organisation_is_shown_matches(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let (of_need, of_item) = (paths::matches_of_equipment_need(need.id), paths::matches_of_equipment(van.id));
    world.camille.get(&of_need).await.refused(Code::Forbidden);
    world.samir.get(&of_item).await.refused(Code::Forbidden);
    server.admin().await.get(&of_need).await.refused(Code::Forbidden);
    let nobodys = shared::ids::EquipmentNeedId(uuid::Uuid::now_v7());
    world.camille.get(&paths::matches_of_equipment_need(nobodys)).await.refused(Code::NotFound);
    server.stranger().await.get(&of_item).await.refused(Code::OrganisationNotApproved);
}

async fn the_best_come_first_and_no_more_than_asked_for(server: &TestServer) {
    let world = World::of(server).await;
    for number in 1..=23 {
        item(&world.camille, world.giver.site(), "van", &format!("Fourgon {number}")).await;
    }
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let all = items_for(&world.samir, need.id).await;
    let keys: Vec<_> = all.iter().map(|found| (-found.fit.score, found.equipment.id)).collect();
    assert!(all.len() == 20 && keys.is_sorted(), "{keys:?}");
    let path = paths::matches_of_equipment_need(need.id);
    let usual = world.samir.get(&path).await.expect(200);
    assert_eq!(usual.body["items"].as_array().map(Vec::len), Some(5));
    for limit in ["0", "21"] {
        let answer = world.samir.get(&format!("{path}?limit={limit}")).await;
        answer.refused_fields(&[("?limit", "out_of_range")]);
    }
}
