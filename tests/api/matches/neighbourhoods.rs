//! What is far in a site's part of the country follows the sites around it.

use api::db::schema::sites;
use api::events::worker;
use diesel::prelude::*;
use serde_json::json;
use shared::ids::SiteId;
use shared::paths;
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::site_at;
use tests::{TestServer, both};

both!(sites_that_come_move_and_go_change_what_is_far, what_an_import_leaves_is_counted_by_the_worker);

/// As the row has it, metres.
fn neighbourhood(server: &TestServer, site: SiteId) -> Option<i64> {
    let found = sites::table.find(site).select(sites::neighbourhood_m);
    found.first(&mut server.database().connect()).unwrap()
}

async fn sites_that_come_move_and_go_change_what_is_far(server: &TestServer) {
    let libourne = server.organisation("Libourne").approved().at(LIBOURNE).exists().await.site();
    assert_eq!(neighbourhood(server, libourne), Some(10_000), "nobody is near: as usual");
    let coutras = server.organisation("Coutras").approved().at(COUTRAS).exists().await.site();
    assert_eq!((neighbourhood(server, libourne), neighbourhood(server, coutras)), (Some(15_171), Some(15_171)));
    let third = server.organisation("Troisième").approved().at(BORDEAUX).exists().await;
    let to_bordeaux = LIBOURNE.position().metres_to(BORDEAUX.position());
    assert_eq!(neighbourhood(server, libourne), Some(i64::midpoint(15_171, to_bordeaux)));
    // It moves to Saint-Émilion, 7 km away, and then closes.
    let zoe = server.coordinator_of(&third).await;
    let moved = json!({ "insee_code": SAINT_EMILION.insee_code });
    zoe.with_if_match(1).patch(&paths::site(third.site()), &moved).await.expect(200);
    let to_emilion = LIBOURNE.position().metres_to(SAINT_EMILION.position());
    assert_eq!(neighbourhood(server, libourne), Some(i64::midpoint(15_171, to_emilion)));
    zoe.with_if_match(2).delete(&paths::site(third.site())).await.expect(204);
    assert_eq!(neighbourhood(server, libourne), Some(15_171));
    // Another edit counts nothing and changes nothing.
    let far = server.organisation("Arcachon").approved().at(ARCACHON).exists().await;
    let alone = neighbourhood(server, far.site());
    let renamed = json!({ "name": "Au bord de la mer" });
    server.coordinator_of(&far).await.with_if_match(1).patch(&paths::site(far.site()), &renamed).await.expect(200);
    assert_eq!(neighbourhood(server, far.site()), alone);
}

async fn what_an_import_leaves_is_counted_by_the_worker(server: &TestServer) {
    let organisation = server.organisation("Libourne").approved().at(LIBOURNE).exists().await;
    let coordinator = server.coordinator_of(&organisation).await;
    let other = coordinator.post(&paths::sites_of(organisation.id), &site_at(COUTRAS)).await;
    let other: shared::sites::Site = other.read(201);
    server.write(|cx| diesel::update(sites::table).set(sites::neighbourhood_m.eq(None::<i64>)).execute(cx.conn)).await;
    worker::run_once(&server.state).await;
    assert_eq!(neighbourhood(server, organisation.site()), Some(15_171));
    assert_eq!(neighbourhood(server, other.id), Some(15_171));
    assert_eq!(worker::run_once(&server.state).await, 0, "all are counted");
}
