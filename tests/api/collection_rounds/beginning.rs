//! Rounds are begun, once a day for each route, changed on the way, and called off.

use super::{cast, stock, suspend, today_of};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use shared::collection_rounds::{CollectionRound, CollectionRoundAction, CollectionRoundState, CollectionStopState};
use shared::ids::CollectionRouteId;
use shared::paths;
use shared::problem::{Code, Problem};
use shared::time::{DAY, HOUR, MINUTE};
use tests::fixtures::{
    bread_of, collected, collection_as, day, filled, kg, note_stop, noted, nothing_given, route_as, set_out,
};
use tests::{Client, TestServer, both};

both!(
    a_round_has_the_stops_of_its_route,
    a_route_has_one_round_a_day,
    today_begins_at_midnight_on_the_networks_clocks,
    a_round_without_a_route_has_stops_of_its_own,
    what_cannot_be_is_refused,
    what_is_known_on_the_way_is_added,
    a_round_that_does_not_take_place_brings_nothing,
    rounds_are_their_organisations,
);

const ALL: [CollectionRoundAction; 3] =
    [CollectionRoundAction::Update, CollectionRoundAction::Finish, CollectionRoundAction::Cancel];

async fn a_round_has_the_stops_of_its_route(server: &TestServer) {
    let cast = cast(server).await;
    let body = json!({ "route_id": cast.route.id, "drivers": " Samir et Jeanne " });
    let answer = cast.samir.post(paths::COLLECTION_ROUNDS, &body).await;
    let (location, round) = (answer.header("location").to_owned(), answer.read::<CollectionRound>(201));
    assert_eq!(location, paths::collection_round(round.id));
    assert_eq!(cast.jeanne.get(&location).await.header("etag"), "\"1\"");
    assert_eq!(
        (round.route_id, round.organisation.id, round.site.id),
        (Some(cast.route.id), cast.grocery.id, cast.grocery.site())
    );
    assert_eq!((round.title.as_str(), round.day, round.state), ("Ramasse du centre", day(0), CollectionRoundState::Open));
    assert_eq!(round.vehicle.as_deref(), Some("Camionnette frigorifique"));
    assert_eq!(round.drivers.as_deref(), Some("Samir et Jeanne"));
    assert_eq!((round.stop_count, round.noted_count, round.grams, round.version), (3, 0, kg(0), 1));
    assert_eq!((round.held, round.ended_at, round.ended_by.as_deref()), (None, None, None));
    assert_eq!(round.actions, ALL);
    let places: Vec<_> = round.stops.iter().map(|stop| &stop.place).collect();
    assert_eq!(places, cast.route.stops.iter().collect::<Vec<_>>());
    for (stop, number) in round.stops.iter().zip(1..) {
        assert_eq!((stop.number, stop.state, stop.version), (number, CollectionStopState::Planned, 0));
        assert!(stop.foods.is_empty() && stop.at.is_none() && stop.by.is_none(), "{stop:?}");
    }
    assert_eq!(collection_as(&cast.jeanne, round.id).await, round);
    let fresh = cast.jeanne.with_header("if-none-match", "\"1\"").get(&paths::collection_round(round.id)).await;
    assert_eq!(fresh.status, 304);
}

/// The body that begins a round of a route on a day.
fn on(route: CollectionRouteId, day: NaiveDate) -> Value {
    json!({ "route_id": route, "day": day })
}

async fn a_route_has_one_round_a_day(server: &TestServer) {
    let cast = cast(server).await;
    let once = cast.samir.with_idempotency_key("mardi matin");
    let (round, same) = (set_out(&once, cast.route.id).await, set_out(&once, cast.route.id).await);
    assert_eq!(round.id, same.id);
    let again = cast.jeanne.post(paths::COLLECTION_ROUNDS, &on(cast.route.id, day(0))).await;
    assert_eq!(again.refused(Code::RoundExists).params["round_id"], json!(round.id));
    // Another day, and another route.
    let next: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &on(cast.route.id, day(3))).await.read(201);
    assert_eq!((next.day, today_of(&cast.samir, &cast).await), (day(3), Some((round.id, CollectionRoundState::Open))));
    // Once it is finished the day is taken; once it is called off it is free again.
    let finish = json!({});
    cast.samir.post(&paths::finish_collection_round(round.id), &finish).await.expect(200);
    assert_eq!(today_of(&cast.jeanne, &cast).await, Some((round.id, CollectionRoundState::Done)));
    cast.jeanne.post(paths::COLLECTION_ROUNDS, &on(cast.route.id, day(0))).await.refused(Code::RoundExists);
    cast.samir.act(&paths::cancel_collection_round(next.id)).await.expect(200);
    cast.jeanne.post(paths::COLLECTION_ROUNDS, &on(cast.route.id, day(3))).await.expect(201);
}

/// "We came home after midnight": half past eleven in the evening in UTC is half past midnight in Bordeaux.
async fn today_begins_at_midnight_on_the_networks_clocks(server: &TestServer) {
    let cast = cast(server).await;
    server.clock.advance(13 * HOUR + 59 * MINUTE);
    let tuesday = set_out(&cast.samir, cast.route.id).await;
    assert_eq!(tuesday.day, day(0), "a minute before midnight");
    server.clock.advance(31 * MINUTE);
    assert_eq!(server.now().to_string(), "2026-11-24T23:30:00.000Z");
    let route = route_as(&cast.samir, cast.route.id).await;
    assert_eq!((route.is_due_today, route.round_today), (false, None), "it is Wednesday");
    let wednesday = set_out(&cast.samir, cast.route.id).await;
    assert_eq!(wednesday.day, day(1));
    assert_eq!(today_of(&cast.samir, &cast).await, Some((wednesday.id, CollectionRoundState::Open)));
    cast.samir.act(&paths::cancel_collection_round(wednesday.id)).await.expect(200);
    assert_eq!(today_of(&cast.samir, &cast).await, None, "its day is free again");
    // Friday begins at eleven on Thursday evening in UTC.
    server.clock.advance(DAY + 23 * HOUR + 29 * MINUTE);
    assert!(!route_as(&cast.samir, cast.route.id).await.is_due_today);
    server.clock.advance(MINUTE);
    assert!(route_as(&cast.samir, cast.route.id).await.is_due_today);
}

async fn a_round_without_a_route_has_stops_of_its_own(server: &TestServer) {
    let cast = cast(server).await;
    let body = json!({
        "site_id": cast.grocery.site(), "day": day(1),
        "stops": [{ "donor_id": cast.shop.id }, { "donor_name": "Collège Atget", "address": "Cantine" }],
    });
    let round: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.read(201);
    assert_eq!((round.route_id, round.day, round.stop_count), (None, day(1), 2));
    assert_eq!(round.title, round.site.name, "what nobody has named is called after its site");
    assert_eq!(round.stops[1].place.name, "Collège Atget");
    let mut named = body.clone();
    named["title"] = json!("Collecte à l'école");
    let named: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &named).await.read(201);
    assert_eq!(named.title, "Collecte à l'école", "two of them on one day");
    let mut theirs = body;
    theirs["site_id"] = json!(cast.other.site());
    cast.samir.post(paths::COLLECTION_ROUNDS, &theirs).await.refused(Code::Forbidden);
}

async fn what_cannot_be_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let (site, route) = (cast.grocery.site(), cast.route.id);
    let sent = async |body: Value| cast.samir.post(paths::COLLECTION_ROUNDS, &body).await;
    let shop = json!({ "donor_name": "Boulangerie" });
    sent(json!({})).await.refused_fields(&[("/route_id", "required")]);
    sent(json!({ "site_id": site })).await.refused_fields(&[("/route_id", "required")]);
    sent(json!({ "stops": [shop] })).await.refused_fields(&[("/route_id", "required")]);
    sent(json!({ "route_id": route, "site_id": site })).await.refused_fields(&[("/route_id", "not_allowed")]);
    sent(json!({ "route_id": route, "stops": [shop] })).await.refused_fields(&[("/route_id", "not_allowed")]);
    sent(json!({ "route_id": route, "title": "Ramasse" })).await.refused_fields(&[("/route_id", "not_allowed")]);
    let nobody = json!({ "site_id": site, "stops": [shop, {}] });
    sent(nobody).await.refused_fields(&[("/stops/1/donor_id", "required")]);
    let unknown = uuid::Uuid::now_v7();
    sent(json!({ "route_id": unknown })).await.refused_fields(&[("/route_id", "unknown")]);
    sent(json!({ "site_id": unknown, "stops": [shop] })).await.refused_fields(&[("/site_id", "unknown")]);
    let donor = json!({ "site_id": site, "stops": [shop, { "donor_id": unknown }] });
    sent(donor).await.refused_fields(&[("/stops/1/donor_id", "unknown")]);
    let many = json!({ "site_id": site, "stops": vec![shop; 41] });
    sent(many).await.refused_fields(&[("/stops", "too_many")]);
    sent(on(route, day(32))).await.refused_fields(&[("/day", "too_far")]);
    let month_ago = day(0) - Days::new(31);
    sent(on(route, month_ago - Days::new(1))).await.refused_fields(&[("/day", "too_long_ago")]);
    sent(on(route, day(31))).await.expect(201);
    sent(on(route, month_ago)).await.expect(201);
}

async fn patched(client: &Client, round: &CollectionRound, change: Value) -> CollectionRound {
    client.with_if_match(round.version).patch(&paths::collection_round(round.id), &change).await.read(200)
}

async fn what_is_known_on_the_way_is_added(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await;
    let path = paths::collection_round(round.id);
    let who = json!({ "drivers": "Jeanne" });
    cast.jeanne.patch(&path, &who).await.refused(Code::PreconditionRequired);
    cast.jeanne.with_if_match(9).patch(&path, &who).await.refused(Code::PreconditionFailed);
    server.clock.advance(HOUR);
    let driven = patched(&cast.jeanne, &round, who).await;
    assert_eq!((driven.drivers.as_deref(), driven.version, driven.updated_at), (Some("Jeanne"), 2, server.now()));
    let shop = json!({ "add_stop": { "donor_name": "Fromagerie", "address": "Halle" } });
    let longer = patched(&cast.samir, &driven, shop).await;
    assert_eq!((longer.stop_count, longer.stops[3].number, longer.drivers.as_deref()), (4, 4, Some("Jeanne")));
    assert_eq!((longer.stops[3].place.name.as_str(), longer.stops[3].state), ("Fromagerie", CollectionStopState::Planned));
    assert_eq!(route_as(&cast.samir, cast.route.id).await.stops.len(), 3, "the habit is another thing");
    let nobody = patched(&cast.samir, &longer, json!({ "drivers": null })).await;
    assert_eq!(nobody.drivers, None);
    let any = cast.samir.with_header("if-match", "*");
    any.patch(&path, &json!({ "add_stop": {} })).await.refused_fields(&[("/add_stop/donor_id", "required")]);
    let unknown = json!({ "add_stop": { "donor_id": uuid::Uuid::now_v7() } });
    any.patch(&path, &unknown).await.refused_fields(&[("/add_stop/donor_id", "unknown")]);
    let shop = json!({ "add_stop": { "donor_name": "Encore une boutique" } });
    for _ in 4..40 {
        any.patch(&path, &shop).await.expect(200);
    }
    any.patch(&path, &shop).await.refused_fields(&[("/add_stop", "too_many")]);
    let full = noted(&cast.samir, round.id, 40, &collected(&[bread_of(1_000)])).await;
    assert_eq!((full.stop_count, full.noted_count, full.grams), (40, 1, kg(1)));
}

async fn a_round_that_does_not_take_place_brings_nothing(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await;
    server.clock.advance(HOUR);
    let path = paths::cancel_collection_round(round.id);
    let off: CollectionRound = cast.jeanne.act(&path).await.read(200);
    assert_eq!((off.state, off.ended_at), (CollectionRoundState::Cancelled, Some(server.now())));
    assert!(off.ended_by.is_some_and(|by| by.starts_with("Bénévole")) && off.actions.is_empty());
    assert!(stock(&cast.samir).await.is_empty());
    let state = |problem: Problem| problem.params["state"].clone();
    let refused = cast.samir.post(&paths::finish_collection_round(round.id), &json!({ "chilled_decidegrees": 40 })).await;
    assert_eq!(state(refused.refused(Code::RoundClosed)), json!("cancelled"));
    assert_eq!(state(cast.samir.act(&path).await.refused(Code::RoundClosed)), json!("cancelled"));
    let late = note_stop(&cast.samir, round.id, 1, 1, &nothing_given()).await;
    assert_eq!(state(late.refused(Code::RoundClosed)), json!("cancelled"));
    let any = cast.samir.with_header("if-match", "*");
    let change = any.patch(&paths::collection_round(round.id), &json!({ "drivers": "Jeanne" })).await;
    change.refused(Code::RoundClosed);
    let another = set_out(&cast.samir, cast.route.id).await;
    assert_eq!((another.noted_count, another.grams), (0, kg(0)));
}

async fn rounds_are_their_organisations(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await;
    let body = json!({ "route_id": cast.route.id, "day": day(1) });
    let (admin, stranger) = (server.admin().await, server.stranger().await);
    let path = paths::collection_round(round.id);
    let drivers = json!({ "drivers": "Personne" });
    for (client, code) in [(&cast.lea, Code::NotFound), (&stranger, Code::NotFound), (&admin, Code::Forbidden)] {
        note_stop(client, round.id, 1, 0, &nothing_given()).await.refused(code);
        client.with_header("if-match", "*").patch(&path, &drivers).await.refused(code);
        client.act(&paths::cancel_collection_round(round.id)).await.refused(code);
        client.post(&paths::finish_collection_round(round.id), &json!({})).await.refused(code);
    }
    for client in [&cast.lea, &stranger] {
        client.get(&path).await.refused(Code::NotFound);
        client.post(paths::COLLECTION_ROUNDS, &body).await.refused_fields(&[("/route_id", "unknown")]);
    }
    assert!(collection_as(&admin, round.id).await.actions.is_empty(), "who only looks does nothing");
    admin.post(paths::COLLECTION_ROUNDS, &body).await.refused(Code::Forbidden);
    suspend(server, &cast.grocery).await;
    note_stop(&cast.samir, round.id, 1, 0, &nothing_given()).await.refused(Code::OrganisationSuspended);
    cast.samir.with_if_match(1).patch(&path, &drivers).await.refused(Code::OrganisationSuspended);
    cast.samir.act(&paths::cancel_collection_round(round.id)).await.refused(Code::OrganisationSuspended);
    let finish = paths::finish_collection_round(round.id);
    cast.samir.post(&finish, &json!({})).await.refused(Code::OrganisationSuspended);
    cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.refused(Code::OrganisationSuspended);
    let seen = collection_as(&cast.samir, round.id).await;
    assert_eq!((seen.state, seen.actions), (CollectionRoundState::Open, Vec::new()), "it still reads its own");
}
