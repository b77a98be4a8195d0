//! The catalogue of equipment, and each item's calendar.

use serde_json::{Value, json};
use shared::equipment::{BusyKind, BusyPeriod, Equipment, EquipmentCalendar, EquipmentPage};
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{lent, loan_of, site_at, start, van_at, van_of};
use tests::{Client, TestServer, both};

both!(
    an_item_is_added_edited_and_retired,
    the_catalogue_is_paged_by_name_and_by_distance,
    only_what_is_free_is_found,
    its_owner_keeps_an_item_for_a_time,
    a_moved_site_takes_its_items_along,
    a_suspended_lender_leaves_the_catalogue,
);

async fn names(client: &Client, query: &str) -> Vec<String> {
    let page: EquipmentPage = client.get(&format!("{}?{query}", paths::EQUIPMENT)).await.read(200);
    page.items.into_iter().map(|item| item.name).collect()
}

async fn named(client: &Client, site: shared::ids::SiteId, kind: &str, name: &str) -> Equipment {
    client.post(paths::EQUIPMENT, &json!({ "site_id": site, "kind": kind, "name": name })).await.read(201)
}

async fn an_item_is_added_edited_and_retired(server: &TestServer) {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.volunteer_of(&lender).await, server.volunteer_of(&neighbour).await);
    let van = van_of(&camille, lender.site()).await;
    assert_eq!((van.deposit_cents, van.gap_hours, van.needs_approval, van.can_edit), (Some(15_000), 2, true, true));
    let seen: Equipment = other.get(&paths::equipment(van.id)).await.read(200);
    assert!(!seen.can_edit);
    let change = json!({ "name": " Fourgon  ", "deposit_cents": null, "conditions": "Plein fait au retour" });
    let edited: Equipment = camille.with_if_match(1).patch(&paths::equipment(van.id), &change).await.read(200);
    assert_eq!((edited.name.as_str(), edited.deposit_cents, edited.version), ("Fourgon", None, 2));
    camille.with_if_match(1).patch(&paths::equipment(van.id), &change).await.refused(Code::PreconditionFailed);
    other.with_if_match(2).patch(&paths::equipment(van.id), &change).await.refused(Code::Forbidden);
    let gone: Equipment = camille.act(&paths::retire_equipment(van.id)).await.read(200);
    assert!(gone.retired && !gone.can_edit);
    assert!(names(&other, "").await.is_empty());
    assert_eq!(names(&camille, &format!("organisation={}", lender.id)).await, ["Fourgon"], "its owner still sees it");
    camille.with_if_match(3).patch(&paths::equipment(van.id), &change).await.refused(Code::EquipmentRetired);
}

async fn the_catalogue_is_paged_by_name_and_by_distance(server: &TestServer) {
    let near = server.organisation("Près").approved().at(LIBOURNE).exists().await;
    let far = server.organisation("Loin").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&near).await, server.volunteer_of(&far).await);
    named(&camille, near.site(), "tent", "Étuve").await;
    named(&samir, far.site(), "tent", "Barnum").await;
    named(&camille, near.site(), "scales", "étagère").await;
    named(&samir, far.site(), "tent", "Zodiac").await;
    assert_eq!(names(&camille, "").await, ["Barnum", "étagère", "Étuve", "Zodiac"], "accents and case do not matter");
    assert_eq!(names(&camille, "kind=scales").await, ["étagère"]);
    let first: EquipmentPage = camille.get(&format!("{}?limit=3", paths::EQUIPMENT)).await.read(200);
    let cursor = first.next_cursor.unwrap();
    assert_eq!(names(&camille, &format!("limit=3&cursor={cursor}")).await, ["Zodiac"]);
    camille.get(&format!("{}?limit=3&kind=tent&cursor={cursor}", paths::EQUIPMENT)).await.refused(Code::CursorMismatch);
    let place = format!("near_commune={}", COUTRAS.insee_code);
    let nearest: EquipmentPage = camille.get(&format!("{}?{place}&limit=2", paths::EQUIPMENT)).await.read(200);
    assert!(nearest.items.iter().all(|item| item.organisation.id == far.id && item.distance_metres.is_some()));
    let rest = names(&camille, &format!("{place}&limit=2&cursor={}", nearest.next_cursor.unwrap())).await;
    assert_eq!(rest.len(), 2);
    assert!(names(&camille, &format!("{place}&within_km=1&kind=scales")).await.is_empty());
}

async fn only_what_is_free_is_found(server: &TestServer) {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let borrower = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&lender).await, server.volunteer_of(&borrower).await);
    let van = van_of(&camille, lender.site()).await;
    lent(&samir, &loan_of(van.id, borrower.id, 10, 20)).await;
    let free = |from: i64, until: i64| {
        let at = |hours: i64| start().plus(hours * HOUR);
        format!("free_from={}&free_until={}", at(from), at(until))
    };
    assert_eq!(names(&samir, &free(1, 10)).await, ["Camionnette frigorifique"]);
    assert!(names(&samir, &free(1, 11)).await.is_empty());
    assert!(names(&samir, &free(21, 23)).await.is_empty(), "it is being cleaned");
    assert_eq!(names(&samir, &free(22, 23)).await, ["Camionnette frigorifique"]);
    let half = samir.get(&format!("{}?free_from={}", paths::EQUIPMENT, start())).await;
    half.refused_fields(&[("?free_until", "required")]);
    samir.get(&format!("{}?{}", paths::EQUIPMENT, free(5, 5))).await.refused_fields(&[("?free_until", "before_start")]);
}

async fn its_owner_keeps_an_item_for_a_time(server: &TestServer) {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let borrower = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&lender).await, server.volunteer_of(&borrower).await);
    let van = van_of(&camille, lender.site()).await;
    let at = |hours: i64| start().plus(hours * HOUR);
    let kept = |from: i64, until: i64| json!({ "starts_at": at(from), "ends_at": at(until), "reason": "Révision" });
    let closures = paths::closures_of(van.id);
    let closed: BusyPeriod = camille.post(&closures, &kept(10, 20)).await.read(201);
    assert_eq!(closed.kind, BusyKind::Closure);
    camille.post(&closures, &kept(15, 25)).await.refused(Code::EquipmentBusy);
    samir.post(paths::LOANS, &loan_of(van.id, borrower.id, 5, 9)).await.refused(Code::EquipmentBusy);
    camille.post(&closures, &kept(-5, 0)).await.refused_fields(&[("/ends_at", "in_the_past")]);
    camille.post(&closures, &kept(5, 5)).await.refused_fields(&[("/ends_at", "before_start")]);
    samir.post(&closures, &kept(30, 40)).await.refused(Code::Forbidden);
    let calendar = async |client: &Client| -> EquipmentCalendar {
        client.get(&format!("{}?from={}&until={}", paths::equipment_calendar(van.id), at(0), at(99))).await.read(200)
    };
    assert_eq!(calendar(&camille).await.periods, std::slice::from_ref(&closed));
    let seen = calendar(&samir).await.periods.remove(0);
    assert_eq!((seen.closure_id, seen.reason, seen.ends_at), (None, None, at(20)), "why is the owner's matter");
    let one = paths::closure(van.id, closed.closure_id.unwrap());
    samir.delete(&one).await.refused(Code::Forbidden);
    camille.delete(&one).await.expect(204);
    camille.delete(&one).await.refused(Code::NotFound);
    lent(&samir, &loan_of(van.id, borrower.id, 5, 9)).await;
}

async fn a_moved_site_takes_its_items_along(server: &TestServer) {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.coordinator_of(&lender).await;
    let site: Value = camille.post(&paths::sites_of(lender.id), &site_at(LIBOURNE)).await.read(201);
    let id: shared::ids::SiteId = serde_json::from_value(site["id"].clone()).unwrap();
    camille.post(paths::EQUIPMENT, &van_at(id)).await.expect(201);
    let near = format!("near_commune={}&within_km=3", COUTRAS.insee_code);
    assert!(names(&camille, &near).await.is_empty());
    let moved = json!({ "insee_code": COUTRAS.insee_code, "postcode": null, "position": null });
    camille.with_if_match(1).patch(&paths::site(id), &moved).await.expect(200);
    assert_eq!(names(&camille, &near).await.len(), 1);
}

async fn a_suspended_lender_leaves_the_catalogue(server: &TestServer) {
    let lender = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.coordinator_of(&lender).await, server.volunteer_of(&neighbour).await);
    let van = van_of(&camille, lender.site()).await;
    let why = json!({ "reason": "Enquête" });
    server.admin().await.post(&paths::suspend_organisation(lender.id), &why).await.expect(200);
    assert!(names(&other, "").await.is_empty());
    other.get(&paths::equipment(van.id)).await.refused(Code::NotFound);
    camille.get(&paths::equipment(van.id)).await.expect(200);
    camille.act(&paths::retire_equipment(van.id)).await.refused(Code::OrganisationSuspended);
}
