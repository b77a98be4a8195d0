//! Equipment that is looked for: published, found, edited, taken back, met, and over when its time is.

mod met;

use crate::world::World;
use serde_json::{Value, json};
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedPage, EquipmentNeedStatus};
use shared::paths;
use shared::problem::Code;
use shared::sites::Site;
use shared::time::{DAY, HOUR};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{site_at, start, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(
    a_need_is_published_edited_and_taken_back,
    needs_are_found_by_kind_and_place_the_soonest_first,
    the_list_is_paged_by_time_and_by_distance,
    a_need_is_listed_until_its_time_is_over,
    what_does_not_fit_is_refused,
    a_repeated_request_publishes_once,
    a_suspended_organisation_leaves_the_list,
);

async fn titles(client: &Client, query: &str) -> Vec<String> {
    let page: EquipmentNeedPage = client.get(&format!("{}?{query}", paths::EQUIPMENT_NEEDS)).await.read(200);
    page.items.into_iter().map(|need| need.title).collect()
}

/// A van at a site in a day, named.
fn named(site: shared::ids::SiteId, title: &str, kind: &str, from: i64) -> Value {
    let mut body = van_wanted_at(site, from, from + 10);
    (body["title"], body["kind"]) = (json!(title), json!(kind));
    body
}

async fn a_need_is_published_edited_and_taken_back(server: &TestServer) {
    let world = World::of(server).await;
    let mut body = van_wanted_at(world.taker.site(), 24, 34);
    body["title"] = json!(" Camionnette ");
    let need = wanted(&world.samir, &body).await;
    assert_eq!((need.title.as_str(), need.status, need.over), ("Camionnette", EquipmentNeedStatus::Open, false));
    assert_eq!((need.can_edit, need.urgent, need.version), (true, false, 1));
    let path = paths::equipment_need(need.id);
    let seen: EquipmentNeed = world.camille.get(&path).await.read(200);
    assert_eq!((seen.can_edit, seen.organisation.id, seen.site.id), (false, world.taker.id, world.taker.site()));
    let change = json!({ "title": "Fourgon", "description": null, "urgent": true, "ends_at": start().plus(40 * HOUR) });
    world.camille.with_if_match(1).patch(&path, &change).await.refused(Code::Forbidden);
    let edited: EquipmentNeed = world.samir.with_if_match(1).patch(&path, &change).await.read(200);
    assert_eq!((edited.title.as_str(), edited.description, edited.urgent), ("Fourgon", None, true));
    assert_eq!((edited.ends_at, edited.version), (start().plus(40 * HOUR), 2));
    world.samir.with_if_match(1).patch(&path, &change).await.refused(Code::PreconditionFailed);
    world.camille.act(&paths::withdraw_equipment_need(need.id)).await.refused(Code::Forbidden);
    let gone: EquipmentNeed = world.samir.act(&paths::withdraw_equipment_need(need.id)).await.read(200);
    assert_eq!((gone.status, gone.can_edit), (EquipmentNeedStatus::Withdrawn, false));
    assert!(titles(&world.camille, "").await.is_empty());
    assert_eq!(titles(&world.samir, &format!("organisation={}", world.taker.id)).await, ["Fourgon"], "its own still see it");
    world.samir.act(&paths::withdraw_equipment_need(need.id)).await.refused(Code::NeedClosed);
    world.samir.with_if_match(3).patch(&path, &change).await.refused(Code::NeedClosed);
    world.camille.get(&path).await.expect(200);
}

async fn needs_are_found_by_kind_and_place_the_soonest_first(server: &TestServer) {
    let world = World::of(server).await;
    let (near, far) = (world.giver.site(), world.taker.site());
    for body in [named(near, "Salle", "room", 72), named(near, "Fourgon", "van", 24)] {
        wanted(&world.camille, &body).await;
    }
    wanted(&world.samir, &named(far, "Chambre froide", "cold_room", 48)).await;
    assert_eq!(titles(&world.samir, "").await, ["Fourgon", "Chambre froide", "Salle"]);
    assert_eq!(titles(&world.samir, "kind=cold_room").await, ["Chambre froide"]);
    assert_eq!(titles(&world.samir, &format!("organisation={}", world.giver.id)).await, ["Fourgon", "Salle"]);
    assert_eq!(titles(&world.camille, &format!("organisation={}", world.giver.id)).await, ["Salle", "Fourgon"], "ours");
    let close = format!("near_site={near}&within_km=5");
    assert_eq!(titles(&world.camille, &close).await.len(), 2);
    let there = format!("near_commune={}", COUTRAS.insee_code);
    assert_eq!(titles(&world.camille, &there).await[0], "Chambre froide");
    let placeless = world.camille.get(&format!("{}?within_km=5", paths::EQUIPMENT_NEEDS)).await;
    placeless.refused_fields(&[("?within_km", "needs_place")]);
    // A site that moves takes its needs along.
    let coordinator = server.coordinator_of(&world.giver).await;
    let site: Site = coordinator.post(&paths::sites_of(world.giver.id), &site_at(LIBOURNE)).await.read(201);
    wanted(&coordinator, &named(site.id, "Remorque", "trailer", 24)).await;
    let moved = json!({ "insee_code": COUTRAS.insee_code, "postcode": null, "position": null });
    coordinator.with_if_match(site.version).patch(&paths::site(site.id), &moved).await.expect(200);
    assert_eq!(titles(&world.camille, &format!("{there}&within_km=5")).await.len(), 2);
}

async fn the_list_is_paged_by_time_and_by_distance(server: &TestServer) {
    let world = World::of(server).await;
    for (number, title) in [(3, "trois"), (1, "un"), (2, "deux")] {
        wanted(&world.camille, &named(world.giver.site(), title, "van", 24 * number)).await;
    }
    wanted(&world.samir, &named(world.taker.site(), "quatre", "van", 24 * 4)).await;
    let order = async |client: &Client, more: &str| {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("{}?limit=1{more}{cursor}", paths::EQUIPMENT_NEEDS);
            let page: EquipmentNeedPage = client.get(&path).await.read(200);
            all.extend(page.items.into_iter().map(|need| need.title));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    };
    assert_eq!(order(&world.samir, "").await, ["un", "deux", "trois", "quatre"]);
    let ours = format!("&organisation={}", world.giver.id);
    assert_eq!(order(&world.camille, &ours).await, ["trois", "deux", "un"]);
    let by_distance = order(&world.samir, &format!("&near_commune={}", COUTRAS.insee_code)).await;
    assert_eq!((by_distance.len(), by_distance[0].as_str()), (4, "quatre"));
    let first: EquipmentNeedPage = world.samir.get(&format!("{}?limit=1", paths::EQUIPMENT_NEEDS)).await.read(200);
    let other = format!("{}?kind=van&cursor={}", paths::EQUIPMENT_NEEDS, first.next_cursor.unwrap());
    world.samir.get(&other).await.refused(Code::CursorMismatch);
}

async fn a_need_is_listed_until_its_time_is_over(server: &TestServer) {
    let world = World::of(server).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    server.clock.advance(34 * HOUR - 1);
    assert_eq!(titles(&world.camille, "").await.len(), 1, "it has begun, and is not over");
    let path = paths::equipment_need(need.id);
    let longer = json!({ "ends_at": start().plus(40 * HOUR) });
    world.samir.with_if_match(1).patch(&path, &longer).await.expect(200);
    server.clock.advance(6 * HOUR + 1);
    assert!(titles(&world.camille, "").await.is_empty());
    let over: EquipmentNeed = world.samir.get(&path).await.read(200);
    assert_eq!((over.status, over.over, over.can_edit), (EquipmentNeedStatus::Open, true, false));
    world.samir.with_if_match(2).patch(&path, &json!({ "urgent": true })).await.refused(Code::NeedClosed);
    world.samir.act(&paths::withdraw_equipment_need(need.id)).await.refused(Code::NeedClosed);
    world.samir.post(&paths::confirm_equipment_need(need.id), &json!({})).await.refused(Code::NeedClosed);
    assert_eq!(titles(&world.samir, &format!("organisation={}", world.taker.id)).await.len(), 1);
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let world = World::of(server).await;
    let (samir, site) = (&world.samir, world.taker.site());
    let sent = async |body: &Value| samir.post(paths::EQUIPMENT_NEEDS, body).await;
    sent(&van_wanted_at(site, -1, 10)).await.refused_fields(&[("/starts_at", "in_the_past")]);
    sent(&van_wanted_at(site, 10, 10)).await.refused_fields(&[("/ends_at", "before_start")]);
    sent(&van_wanted_at(site, 24, 24 * 93)).await.refused_fields(&[("/ends_at", "loan_too_long")]);
    sent(&van_wanted_at(site, 24 * 360, 24 * 369)).await.refused_fields(&[("/ends_at", "too_late")]);
    let with = |member: &str, value: Value| {
        let mut body = van_wanted_at(site, 24, 34);
        body[member] = value;
        body
    };
    sent(&with("title", json!(" "))).await.refused_fields(&[("/title", "required")]);
    sent(&with("site_id", json!(uuid::Uuid::now_v7()))).await.refused_fields(&[("/site_id", "unknown")]);
    sent(&with("kind", json!("rocket"))).await.expect(422);
    world.camille.post(paths::EQUIPMENT_NEEDS, &van_wanted_at(site, 24, 34)).await.refused(Code::Forbidden);
    let need = wanted(samir, &van_wanted_at(site, 24, 34)).await;
    let elsewhere = json!({ "site_id": world.giver.site() });
    let path = paths::equipment_need(need.id);
    samir.with_if_match(1).patch(&path, &elsewhere).await.refused_fields(&[("/site_id", "unknown")]);
    let late = json!({ "starts_at": start().plus(-DAY) });
    samir.with_if_match(1).patch(&path, &late).await.refused_fields(&[("/starts_at", "in_the_past")]);
    samir.patch(&path, &json!({ "urgent": true })).await.refused(Code::PreconditionRequired);
    server.stranger().await.get(&path).await.refused(Code::NotFound);
}

async fn a_repeated_request_publishes_once(server: &TestServer) {
    let world = World::of(server).await;
    let client = world.samir.with_idempotency_key("une seule camionnette");
    let body = van_wanted_at(world.taker.site(), 24, 34);
    let (one, same) = (wanted(&client, &body).await, wanted(&client, &body).await);
    assert_eq!(one.id, same.id);
    assert_eq!(titles(&world.camille, "").await.len(), 1);
}

async fn a_suspended_organisation_leaves_the_list(server: &TestServer) {
    let world = World::of(server).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    assert!(titles(&world.camille, "").await.is_empty());
    let path = paths::equipment_need(need.id);
    world.camille.get(&path).await.refused(Code::NotFound);
    let own: EquipmentNeed = world.samir.get(&path).await.read(200);
    assert!(!own.can_edit);
    world.samir.act(&paths::withdraw_equipment_need(need.id)).await.refused(Code::OrganisationSuspended);
    assert_eq!(titles(&world.samir, &format!("organisation={}", world.taker.id)).await.len(), 1);
}
