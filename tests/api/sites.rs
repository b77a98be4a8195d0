//! Sites: where an organisation is, what it can store, when it is open.

use serde_json::json;
use shared::ids::SiteId;
use shared::paths;
use shared::problem::Code;
use shared::sites::{PositionSource, Site, SitePage};
use tests::fixtures::communes::{BORDEAUX, COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, offer_at, site_at};
use tests::{TestServer, both, snapshots};
use uuid::Uuid;

both!(
    a_coordinator_adds_a_site,
    a_site_without_a_position_gets_its_communes,
    wrong_fields_of_a_site_are_named,
    only_coordinators_and_the_administrator_keep_sites,
    sites_are_seen_by_the_network,
    sites_are_listed_by_name,
    an_edit_needs_the_version_that_was_seen,
    a_site_that_is_used_stays,
);

async fn a_coordinator_adds_a_site(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let answer = coordinator.post(&paths::sites_of(epicerie.id), &site_at(LIBOURNE)).await;
    snapshots::matches("site_created", &answer);
    let site: Site = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::site(site.id));
    let found = coordinator.get(&paths::site(site.id)).await;
    assert_eq!(found.header("etag"), "\"1\"");
    assert_eq!(found.read::<Site>(200), site);
}

async fn a_site_without_a_position_gets_its_communes(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let site: Site = coordinator.post(&paths::sites_of(epicerie.id), &site_at(COUTRAS)).await.read(201);
    assert_eq!((site.position, site.position_source), (Some(COUTRAS.position()), Some(PositionSource::Commune)));
    assert_eq!(site.postcode, "33230");
    let place = json!({ "position": { "latitude": 45.04, "longitude": -0.12 } });
    let moved: Site = coordinator.with_if_match(1).patch(&paths::site(site.id), &place).await.read(200);
    assert_eq!(moved.position_source, Some(PositionSource::Given));
    let back: Site = coordinator.with_if_match(2).patch(&paths::site(site.id), &json!({ "position": null })).await.read(200);
    assert_eq!((back.position, back.position_source), (Some(COUTRAS.position()), Some(PositionSource::Commune)));
    let elsewhere = json!({ "insee_code": "33063" });
    let moved: Site = coordinator.with_if_match(3).patch(&paths::site(site.id), &elsewhere).await.read(200);
    assert_eq!((moved.position, moved.postcode.as_str()), (Some(BORDEAUX.position()), "33000"));
}

async fn wrong_fields_of_a_site_are_named(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let wrong = [
        ("/name", json!(""), "/name", "required"),
        ("/insee_code", json!("99999"), "/insee_code", "unknown"),
        ("/insee_code", json!("332"), "/insee_code", "too_short"),
        ("/postcode", json!("75001"), "/postcode", "unknown"),
        ("/postcode", json!("3350"), "/postcode", "postcode"),
        ("/position", json!({ "latitude": 91, "longitude": 0 }), "/position", "position"),
        ("/opening_hours", json!("mardi matin"), "/opening_hours", "opening_hours"),
        ("/storage/chilled_kg", json!(-1), "/storage/chilled_kg", "too_small"),
        ("/reach_km", json!(501), "/reach_km", "too_large"),
        ("/phone", json!("rien"), "/phone", "phone"),
    ];
    for (member, value, pointer, code) in wrong {
        let mut body = serde_json::to_value(site_at(LIBOURNE)).unwrap();
        match member.strip_prefix("/storage/") {
            Some(class) => body["storage"][class] = value,
            None => body[&member[1..]] = value,
        }
        coordinator.post(&paths::sites_of(epicerie.id), &body).await.refused_fields(&[(pointer, code)]);
    }
}

async fn only_coordinators_and_the_administrator_keep_sites(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let other = server.organisation("Autre").approved().exists().await;
    let (sites, site) = (paths::sites_of(epicerie.id), paths::site(epicerie.site()));
    let (new, patch) = (site_at(COUTRAS), json!({ "reach_km": 10 }));
    let anonymous = server.anonymous().with_if_match(1);
    anonymous.post(&sites, &new).await.refused(Code::Unauthenticated);
    anonymous.patch(&site, &patch).await.refused(Code::Unauthenticated);
    anonymous.delete(&site).await.refused(Code::Unauthenticated);
    for client in [server.volunteer_of(&epicerie).await, server.coordinator_of(&other).await] {
        let client = client.with_if_match(1);
        client.post(&sites, &new).await.refused(Code::Forbidden);
        client.patch(&site, &patch).await.refused(Code::Forbidden);
        client.delete(&site).await.refused(Code::Forbidden);
    }
    let admin = server.admin().await;
    admin.post(&sites, &new).await.expect(201);
    admin.with_if_match(1).patch(&site, &patch).await.expect(200);
    let missing = paths::site(SiteId(Uuid::now_v7()));
    admin.with_if_match(1).patch(&missing, &patch).await.refused(Code::NotFound);
    admin.with_if_match(1).delete(&missing).await.refused(Code::NotFound);
}

async fn sites_are_seen_by_the_network(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let pending = server.organisation("En attente").at(COUTRAS).exists().await;
    let (open, hidden) = (paths::site(epicerie.site()), paths::site(pending.site()));
    server.anonymous().get(&open).await.refused(Code::Unauthenticated);
    server.stranger().await.get(&open).await.refused(Code::NotFound);
    let member = server.volunteer_of(&epicerie).await;
    member.get(&hidden).await.refused(Code::NotFound);
    member.get(&open).await.expect(200);
    let own = server.coordinator_of(&pending).await;
    own.get(&hidden).await.expect(200);
    own.get(&open).await.refused(Code::NotFound);
    server.admin().await.get(&hidden).await.expect(200);
}

async fn sites_are_listed_by_name(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let pending = server.organisation("En attente").at(LIBOURNE).exists().await;
    let admin = server.admin().await;
    for name in ["Dépôt", "accueil", "Épicerie", "Entrepôt"] {
        let site = shared::sites::NewSite { name: name.to_owned(), ..site_at(LIBOURNE) };
        admin.post(&paths::sites_of(epicerie.id), &site).await.expect(201);
    }
    let names = |page: SitePage| page.items.into_iter().map(|site| site.name).collect::<Vec<_>>();
    let volunteer = server.volunteer_of(&epicerie).await;
    let listed = names(volunteer.get(paths::SITES).await.read(200));
    assert_eq!(listed, ["accueil", "Dépôt", "Entrepôt", "Épicerie"]);
    let own = server.coordinator_of(&pending).await;
    own.get(paths::SITES).await.refused(Code::OrganisationNotApproved);
    let theirs = format!("{}?organisation={}", paths::SITES, pending.id);
    assert_eq!(names(own.get(&theirs).await.read(200)), ["Antenne de Libourne"]);
    assert!(names(volunteer.get(&theirs).await.read(200)).is_empty());
    assert_eq!(names(admin.get(paths::SITES).await.read(200)).len(), 5);
    server.anonymous().get(paths::SITES).await.refused(Code::Unauthenticated);
}

async fn an_edit_needs_the_version_that_was_seen(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let coordinator = server.coordinator_of(&epicerie).await;
    let path = paths::site(epicerie.site());
    let patch = json!({ "storage": { "ambient_kg": 1, "chilled_kg": 2, "frozen_kg": 3 }, "opening_hours": null });
    coordinator.patch(&path, &patch).await.refused(Code::PreconditionRequired);
    coordinator.delete(&path).await.refused(Code::PreconditionRequired);
    let answer = coordinator.with_if_match(1).patch(&path, &patch).await;
    snapshots::matches("site_edited", &answer);
    let site: Site = answer.read(200);
    assert_eq!((site.version, site.opening_hours, site.storage.frozen_kg), (2, None, 3));
    coordinator.with_if_match(1).patch(&path, &patch).await.refused(Code::PreconditionFailed);
    coordinator.with_if_match(1).delete(&path).await.refused(Code::PreconditionFailed);
    coordinator.with_if_match(2).delete(&path).await.expect(204);
    coordinator.get(&path).await.refused(Code::NotFound);
}

async fn a_site_that_is_used_stays(server: &TestServer) {
    let giver = server.organisation("Donne").approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
    let offer = offer_at(giver.site()).published_by(&server.volunteer_of(&giver).await).await;
    claim_of(offer.id, taker.site()).made_by(&server.volunteer_of(&taker).await).await;
    let admin = server.admin().await.with_if_match(1);
    for site in [giver.site(), taker.site()] {
        let answer = admin.delete(&paths::site(site)).await;
        snapshots::matches("site_in_use", &answer);
        answer.refused(Code::SiteInUse);
    }
}
