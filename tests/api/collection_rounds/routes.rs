//! Routes: kept, changed, retired and taken up again, and seen by those whose they are.

use super::{Cast, cast, suspend};
use serde_json::{Value, json};
use shared::collection_rounds::{CollectionRoundOfDay, CollectionRoundState, CollectionRoute, CollectionRoutePage};
use shared::ids::CollectionRouteId;
use shared::paths;
use shared::problem::Code;
use shared::sites::Weekday;
use shared::time::DAY;
use tests::fixtures::{collection_as, route_as, route_at, route_kept, set_out};
use tests::{Client, TestServer, both};

both!(
    a_route_is_kept_as_it_was_said,
    what_cannot_be_is_refused,
    a_repeated_request_keeps_one_route,
    a_route_changes_for_rounds_to_come,
    who_has_not_seen_the_last_version_changes_nothing,
    what_is_run_no_more_stays_readable,
    routes_are_paged_by_title,
    routes_are_their_organisations,
);

/// The shops of a route.
fn shops(route: &CollectionRoute) -> Vec<&str> {
    route.stops.iter().map(|stop| stop.name.as_str()).collect()
}

async fn a_route_is_kept_as_it_was_said(server: &TestServer) {
    let cast = cast(server).await;
    let answer = cast.nadia.post(paths::COLLECTION_ROUTES, &route_at(cast.grocery.site(), cast.shop.id)).await;
    let (location, route) = (answer.header("location").to_owned(), answer.read::<CollectionRoute>(201));
    assert_eq!(location, paths::collection_route(route.id));
    assert_eq!(cast.samir.get(&location).await.header("etag"), "\"1\"");
    assert_eq!((route.organisation.id, route.site.id), (cast.grocery.id, cast.grocery.site()));
    assert_eq!(route.weekdays, [Weekday::Tuesday, Weekday::Friday]);
    assert_eq!(route.leaves_at.map(|time| time.to_string()).as_deref(), Some("08:30"));
    assert_eq!(shops(&route), ["Boulangerie des Allées", "Supermarché de la gare", "Primeur du marché"]);
    let [bakery, supermarket, _] = &route.stops[..] else { panic!("{:?}", route.stops) };
    assert_eq!((bakery.donor.is_none(), bakery.note.as_deref()), (true, Some("Demander Karine")));
    assert_eq!(bakery.address.as_deref(), Some("12 rue Gambetta, Libourne"));
    assert_eq!(bakery.expected_at.map(|time| time.to_string()).as_deref(), Some("08:45"));
    assert_eq!(supermarket.donor.as_ref().map(|shop| shop.id), Some(cast.shop.id));
    assert_eq!((route.retired, route.is_due_today, route.round_today, route.version), (false, true, None, 1));
    assert!(route.can_edit && route_as(&cast.samir, route.id).await.can_edit);
    let round = set_out(&cast.samir, route.id).await;
    let today = route_as(&cast.jeanne, route.id).await.round_today;
    assert_eq!(today, Some(CollectionRoundOfDay { id: round.id, state: CollectionRoundState::Open }));
    server.clock.advance(DAY);
    let wednesday = route_as(&cast.samir, route.id).await;
    assert_eq!((wednesday.is_due_today, wednesday.round_today), (false, None));
}

async fn what_cannot_be_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let with = |pointer: &str, value: Value| {
        let mut body = route_at(cast.grocery.site(), cast.shop.id);
        *body.pointer_mut(pointer).expect("a member of the body") = value;
        body
    };
    let sent = async |body: Value| cast.nadia.post(paths::COLLECTION_ROUTES, &body).await;
    sent(with("/title", json!(" "))).await.refused_fields(&[("/title", "required")]);
    sent(with("/stops", json!([]))).await.refused_fields(&[("/stops", "required")]);
    let shop = json!({ "donor_name": "Boulangerie" });
    sent(with("/stops", json!(vec![&shop; 41]))).await.refused_fields(&[("/stops", "too_many")]);
    sent(with("/stops", json!(vec![&shop; 40]))).await.expect(201);
    let nobody = json!({ "address": "Au coin de la rue" });
    sent(with("/stops/2", nobody)).await.refused_fields(&[("/stops/2/donor_id", "required")]);
    let two = json!({ "donor_id": cast.shop.id, "donor_name": "Primeur" });
    sent(with("/stops/2", two)).await.refused_fields(&[("/stops/2/donor_id", "one_donor_only")]);
    let unknown = json!(uuid::Uuid::now_v7());
    sent(with("/stops/1/donor_id", unknown.clone())).await.refused_fields(&[("/stops/1/donor_id", "unknown")]);
    sent(with("/site_id", unknown)).await.refused_fields(&[("/site_id", "unknown")]);
    sent(with("/stops/0/note", json!("x".repeat(501)))).await.refused_fields(&[("/stops/0/note", "too_long")]);
    sent(with("/leaves_at", json!("8h30"))).await.expect(422);
    sent(with("/site_id", json!(cast.other.site()))).await.refused(Code::Forbidden);
}

async fn a_repeated_request_keeps_one_route(server: &TestServer) {
    let cast = cast(server).await;
    let once = cast.nadia.with_idempotency_key("ramasse du centre");
    let body = route_at(cast.grocery.site(), cast.shop.id);
    let (one, same) = (route_kept(&once, &body).await, route_kept(&once, &body).await);
    assert_eq!(one.id, same.id);
    assert_eq!(listed(&cast.nadia, "").await.len(), 2, "with the one of the cast");
    let mut other = body;
    other["title"] = json!("Ramasse du soir");
    once.post(paths::COLLECTION_ROUTES, &other).await.refused(Code::IdempotencyKeyReused);
}

async fn changed(client: &Client, route: &CollectionRoute, change: Value) -> CollectionRoute {
    client.with_if_match(route.version).patch(&paths::collection_route(route.id), &change).await.read(200)
}

async fn a_route_changes_for_rounds_to_come(server: &TestServer) {
    let cast = cast(server).await;
    let before = set_out(&cast.samir, cast.route.id).await;
    server.clock.advance(1_000);
    let change = json!({
        "title": "Ramasse du matin", "weekdays": [], "leaves_at": null, "vehicle": null, "note": "Prendre les bacs",
        "stops": [{ "donor_id": cast.shop.id }, { "donor_name": "Boulangerie des Allées" }],
    });
    let route = changed(&cast.samir, &cast.route, change).await;
    assert_eq!((route.title.as_str(), route.version, route.updated_at), ("Ramasse du matin", 2, server.now()));
    assert_eq!((route.leaves_at, route.vehicle.as_deref(), route.note.as_deref()), (None, None, Some("Prendre les bacs")));
    assert_eq!(shops(&route), ["Supermarché de la gare", "Boulangerie des Allées"]);
    assert_eq!((route.weekdays.len(), route.is_due_today), (0, false), "on no fixed day");
    assert_eq!(route_as(&cast.jeanne, route.id).await, route);
    let same = collection_as(&cast.samir, before.id).await;
    assert_eq!((same.title.as_str(), same.stop_count, &same.stops), ("Ramasse du centre", 3, &before.stops));
    server.clock.advance(DAY);
    let after = set_out(&cast.samir, route.id).await;
    assert_eq!((after.title.as_str(), after.stop_count, after.vehicle), ("Ramasse du matin", 2, None));
    // What is not said stays.
    let titled = changed(&cast.nadia, &route_as(&cast.nadia, route.id).await, json!({ "title": "Centre" })).await;
    assert_eq!((titled.note.as_deref(), shops(&titled)), (Some("Prendre les bacs"), shops(&route)));
}

async fn who_has_not_seen_the_last_version_changes_nothing(server: &TestServer) {
    let cast = cast(server).await;
    let (path, title) = (paths::collection_route(cast.route.id), json!({ "title": "Ramasse du matin" }));
    cast.nadia.patch(&path, &title).await.refused(Code::PreconditionRequired);
    cast.nadia.with_if_match(7).patch(&path, &title).await.refused(Code::PreconditionFailed);
    changed(&cast.nadia, &cast.route, title).await;
    let late = json!({ "title": "Ramasse du soir" });
    cast.samir.with_if_match(1).patch(&path, &late).await.refused(Code::PreconditionFailed);
    let any = cast.samir.with_if_match(2);
    any.patch(&path, &json!({ "stops": [] })).await.refused_fields(&[("/stops", "required")]);
    any.patch(&path, &json!({ "stops": [{}] })).await.refused_fields(&[("/stops/0/donor_id", "required")]);
    let unknown = json!({ "stops": [{ "donor_id": uuid::Uuid::now_v7() }] });
    any.patch(&path, &unknown).await.refused_fields(&[("/stops/0/donor_id", "unknown")]);
    assert_eq!(route_as(&cast.samir, cast.route.id).await.title, "Ramasse du matin");
    let fresh = cast.samir.with_header("if-none-match", "\"2\"").get(&path).await.expect(200);
    assert_eq!((fresh.header("etag"), fresh.header("cache-control")), ("\"2\"", "no-store"), "it tells of today as well");
}

async fn what_is_run_no_more_stays_readable(server: &TestServer) {
    let cast = cast(server).await;
    let retired = changed(&cast.nadia, &cast.route, json!({ "retired": true })).await;
    assert!(retired.retired && !retired.is_due_today);
    assert!(listed(&cast.samir, "").await.is_empty());
    assert_eq!(listed(&cast.samir, "&retired=true").await, [retired.id]);
    let body = json!({ "route_id": retired.id });
    cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.refused_fields(&[("/route_id", "retired")]);
    let again = changed(&cast.samir, &retired, json!({ "retired": false })).await;
    assert!(!again.retired && again.is_due_today);
    set_out(&cast.samir, again.id).await;
}

/// Routes as somebody finds them, page by page.
async fn listed(client: &Client, query: &str) -> Vec<CollectionRouteId> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit=2{query}{cursor}", paths::COLLECTION_ROUTES);
        let page: CollectionRoutePage = client.get(&path).await.read(200);
        assert!(page.items.len() <= 2);
        ids.extend(page.items.iter().map(|route| route.id));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

async fn titled(cast: &Cast, title: &str) -> CollectionRoute {
    let mut body = route_at(cast.grocery.site(), cast.shop.id);
    body["title"] = json!(title);
    route_kept(&cast.nadia, &body).await
}

async fn routes_are_paged_by_title(server: &TestServer) {
    let cast = cast(server).await;
    let mut routes = vec![cast.route.clone()];
    for title in ["Étang", "ramasse du soir", "Dagueys", "Abattoirs"] {
        routes.push(titled(&cast, title).await);
    }
    let [centre, pond, evening, dagueys, last] = &routes[..] else { panic!("{routes:?}") };
    assert_eq!(listed(&cast.samir, "").await, [last.id, dagueys.id, pond.id, centre.id, evening.id], "as people read");
    changed(&cast.nadia, last, json!({ "retired": true })).await;
    changed(&cast.nadia, centre, json!({ "retired": true })).await;
    assert_eq!(listed(&cast.samir, "").await, [dagueys.id, pond.id, evening.id]);
    let all = listed(&cast.samir, "&retired=true").await;
    assert_eq!(all, [dagueys.id, pond.id, evening.id, last.id, centre.id], "those that are run come first");
    let first: CollectionRoutePage = cast.samir.get(&format!("{}?limit=1", paths::COLLECTION_ROUTES)).await.read(200);
    let mixed = format!("{}?retired=true&cursor={}", paths::COLLECTION_ROUTES, first.next_cursor.unwrap());
    cast.samir.get(&mixed).await.refused(Code::CursorMismatch);
    let many = format!("{}?limit=101", paths::COLLECTION_ROUTES);
    cast.samir.get(&many).await.refused_fields(&[("?limit", "too_large")]);
}

async fn routes_are_their_organisations(server: &TestServer) {
    let cast = cast(server).await;
    let (admin, stranger) = (server.admin().await, server.stranger().await);
    let path = paths::collection_route(cast.route.id);
    let (title, body) = (json!({ "title": "Autre" }), route_at(cast.grocery.site(), cast.shop.id));
    for client in [&cast.lea, &stranger] {
        client.get(&path).await.refused(Code::NotFound);
        client.with_header("if-match", "*").patch(&path, &title).await.refused(Code::NotFound);
    }
    cast.lea.post(paths::COLLECTION_ROUTES, &body).await.refused(Code::Forbidden);
    assert!(listed(&cast.lea, "").await.is_empty());
    let ours = format!("&organisation={}", cast.grocery.id);
    assert_eq!(listed(&cast.jeanne, &ours).await, [cast.route.id]);
    let path_of_ours = format!("{}?organisation={}", paths::COLLECTION_ROUTES, cast.grocery.id);
    cast.lea.get(&path_of_ours).await.refused(Code::Forbidden);
    // The administrator sees, and keeps none.
    assert!(!route_as(&admin, cast.route.id).await.can_edit);
    admin.get(&path_of_ours).await.expect(200);
    admin.post(paths::COLLECTION_ROUTES, &body).await.refused(Code::Forbidden);
    admin.with_header("if-match", "*").patch(&path, &title).await.refused(Code::Forbidden);
    suspend(server, &cast.grocery).await;
    cast.nadia.post(paths::COLLECTION_ROUTES, &body).await.refused(Code::OrganisationSuspended);
    cast.nadia.with_if_match(1).patch(&path, &title).await.refused(Code::OrganisationSuspended);
    assert!(!route_as(&cast.samir, cast.route.id).await.can_edit, "it still reads its own");
    assert_eq!(listed(&cast.samir, "").await, [cast.route.id]);
}
