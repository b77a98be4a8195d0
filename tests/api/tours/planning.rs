//! A tour is planned and changed.

use super::{act, cast, with_shop};
use serde_json::{Value, json};
use shared::equipment::Equipment;
use shared::loans::LoanAction;
use shared::paths::{self, loan_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR};
use shared::today::Today;
use shared::tours::{Tour, TourAction, TourParty, TourState};
use tests::fixtures::communes::ARCACHON;
use tests::fixtures::{kg, lent, loan_of, seen, start, tour_at, tour_of, van_of};
use tests::{Answer, Client, TestServer, both};

both!(
    a_tour_is_planned_once_however_often_it_is_sent,
    what_does_not_fit_is_refused,
    a_vehicle_is_one_s_own_or_borrowed_for_that_time,
    a_change_keeps_what_is_planned_or_is_refused,
    two_planners_do_not_overwrite_each_other,
    the_tours_of_the_day_are_on_the_first_page,
    a_tour_follows_its_site,
    what_is_not_of_the_way_changes_although_the_way_is_too_long,
);

async fn a_tour_is_planned_once_however_often_it_is_sent(server: &TestServer) {
    let cast = cast(server).await;
    let body = tour_at(cast.carrier.site());
    let client = cast.planner.with_idempotency_key("tournee-1");
    let first: Tour = client.post(paths::TOURS, &body).await.read(201);
    let again: Tour = client.post(paths::TOURS, &body).await.read(201);
    assert_eq!(first, again);
    assert_eq!((first.version, first.parties.as_slice()), (1, [TourParty::Carrier].as_slice()));
    assert_eq!((first.load_count, first.metres, first.returns_at), (0, 0, first.leaves_at));
    assert_eq!(first.free, first.capacity);
    let actions = [TourAction::Update, TourAction::Order, TourAction::Drive, TourAction::Cancel];
    assert_eq!(first.actions, actions, "it does not start without a driver");
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let refused = async |member: &str, value: Value, field: &str, code: &str| {
        let mut body = tour_at(cast.carrier.site());
        body[member] = value;
        cast.planner.post(paths::TOURS, &body).await.refused_fields(&[(field, code)]);
    };
    refused("leaves_at", json!(start().plus(-HOUR)), "/leaves_at", "in_the_past").await;
    refused("leaves_at", json!(start().plus(91 * DAY)), "/leaves_at", "tour_too_far").await;
    refused("back_by", json!(start().plus(22 * HOUR)), "/back_by", "before_start").await;
    refused("back_by", json!(start().plus(48 * HOUR)), "/back_by", "tour_too_long").await;
    refused("capacity", json!({ "max_grams": 0 }), "/capacity/max_grams", "too_small").await;
    let more = json!({ "max_grams": 100, "chilled_grams": 101 });
    refused("capacity", more, "/capacity/chilled_grams", "too_large").await;
    refused("driver_id", json!(cast.samir.user_id()), "/driver_id", "unknown").await;
    refused("site_id", json!(cast.planner.user_id()), "/site_id", "unknown").await;
    cast.planner.post(paths::TOURS, &tour_at(cast.giver.site())).await.refused(Code::Forbidden);
}

async fn vehicle(client: &Client, site: shared::ids::SiteId, item: shared::ids::EquipmentId) -> Answer {
    let mut body = tour_at(site);
    body["equipment_id"] = json!(item);
    client.post(paths::TOURS, &body).await
}

async fn a_vehicle_is_one_s_own_or_borrowed_for_that_time(server: &TestServer) {
    let cast = cast(server).await;
    let (site, planner) = (cast.carrier.site(), &cast.planner);
    let own = van_of(planner, site).await.id;
    let tour: Tour = vehicle(planner, site, own).await.read(201);
    assert_eq!(tour.equipment.expect("the van").id, own);
    // Somebody else has it then.
    let loan = lent(&cast.samir, &loan_of(own, cast.taker.id, 25, 40)).await;
    vehicle(planner, site, own).await.refused(Code::EquipmentBusy);
    planner.post(&loan_action(loan.id, LoanAction::Decline), &json!({ "reason": "Nous roulons" })).await.expect(200);
    vehicle(planner, site, own).await.expect(201);
    // Another's is borrowed for the whole time.
    let other = van_of(&cast.camille, cast.giver.site()).await.id;
    vehicle(planner, site, other).await.refused_fields(&[("/equipment_id", "unknown")]);
    let short = lent(planner, &loan_of(other, cast.carrier.id, 22, 28)).await;
    cast.camille.act(&loan_action(short.id, LoanAction::Accept)).await.expect(200);
    vehicle(planner, site, other).await.refused_fields(&[("/equipment_id", "unknown")]);
    cast.camille.post(&loan_action(short.id, LoanAction::Cancel), &json!({ "reason": "Trop court" })).await.expect(200);
    let long = lent(planner, &loan_of(other, cast.carrier.id, 22, 31)).await;
    cast.camille.act(&loan_action(long.id, LoanAction::Accept)).await.expect(200);
    vehicle(planner, site, other).await.expect(201);
    let tent = json!({ "site_id": site, "kind": "tent", "name": "Barnum" });
    let tent: Equipment = planner.post(paths::EQUIPMENT, &tent).await.read(201);
    vehicle(planner, site, tent.id).await.refused_fields(&[("/equipment_id", "no_vehicle")]);
}

/// Changes a tour as it is now.
async fn change(client: &Client, tour: &Tour, patch: Value) -> Answer {
    let version = seen(client, tour.id).await.version;
    client.with_if_match(version).patch(&paths::tour(tour.id), &patch).await
}

async fn a_change_keeps_what_is_planned_or_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, planner) = (cast.tour().await, &cast.planner);
    let load = with_shop(planner, tour.id, 300).await;
    let small = json!({ "capacity": { "max_grams": 250_000 } });
    let full = change(planner, &tour, small).await.refused(Code::TourFull);
    assert_eq!(full.params["lacking_grams"], 50_000);
    change(planner, &tour, json!({ "back_by": tour.leaves_at.plus(5 * 60_000) })).await.refused(Code::TourLate);
    let later = json!({
        "leaves_at": tour.leaves_at.plus(2 * HOUR), "note": " Hayon ", "title": "Tournée du mercredi",
        "capacity": { "max_grams": 300_000 }, "driver_id": null,
    });
    let changed: Tour = change(planner, &tour, later).await.read(200);
    assert_eq!((changed.title.as_str(), changed.note.as_deref()), ("Tournée du mercredi", Some("Hayon")));
    assert_eq!((changed.driver, changed.wants_driver), (None, true));
    assert_eq!((changed.free.max_grams, changed.capacity.max_grams), (kg(0), kg(300)));
    let moved = changed.loads.iter().find(|one| one.id == load.id).and_then(|one| one.pickup_at);
    assert_eq!(moved, load.pickup_at.map(|at| at.plus(2 * HOUR)));
    let elsewhere: Answer = change(planner, &tour, json!({ "site_id": cast.giver.site() })).await;
    elsewhere.refused_fields(&[("/site_id", "unknown")]);
    act(planner, tour.id, TourAction::Drive).await.expect(200);
    act(planner, tour.id, TourAction::Start).await.expect(200);
    change(planner, &tour, json!({ "note": null })).await.refused(Code::TourState);
}

async fn two_planners_do_not_overwrite_each_other(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let patch = json!({ "vehicle": "Remorque" });
    cast.planner.patch(&paths::tour(tour.id), &patch).await.refused(Code::PreconditionRequired);
    let one = cast.planner.with_if_match(tour.version);
    let changed: Tour = one.patch(&paths::tour(tour.id), &patch).await.read(200);
    assert!(changed.version > tour.version);
    one.patch(&paths::tour(tour.id), &json!({ "vehicle": "Camion" })).await.refused(Code::PreconditionFailed);
    // What is added to it is a change too.
    with_shop(&cast.planner, tour.id, 10).await;
    let stale = cast.planner.with_if_match(changed.version);
    stale.patch(&paths::tour(tour.id), &json!({ "vehicle": "Camion" })).await.refused(Code::PreconditionFailed);
    assert_eq!(seen(&cast.planner, tour.id).await.vehicle, "Remorque");
}

async fn the_tours_of_the_day_are_on_the_first_page(server: &TestServer) {
    let cast = cast(server).await;
    let today = async |client: &Client, organisation: shared::ids::OrganisationId| {
        let path = format!("{}?organisation={organisation}", paths::TODAY);
        client.get(&path).await.read::<Today>(200).tours.into_iter().map(|tour| tour.id).collect::<Vec<_>>()
    };
    let tomorrow = cast.tour().await;
    assert!(today(&cast.planner, cast.carrier.id).await.is_empty());
    let mut body = tour_at(cast.carrier.site());
    (body["leaves_at"], body["back_by"]) = (json!(start().plus(HOUR)), json!(start().plus(5 * HOUR)));
    let soon = tour_of(&cast.planner, &body).await;
    assert_eq!(today(&cast.planner, cast.carrier.id).await, [soon.id]);
    assert!(today(&cast.samir, cast.taker.id).await.is_empty());
    act(&cast.samir, soon.id, TourAction::Drive).await.expect(200);
    assert_eq!(today(&cast.samir, cast.taker.id).await, [soon.id], "the caller drives it");
    act(&cast.planner, tomorrow.id, TourAction::Start).await.expect(200);
    assert_eq!(today(&cast.planner, cast.carrier.id).await, [soon.id, tomorrow.id], "who is on the road already");
    server.clock.advance(15 * HOUR);
    assert!(today(&cast.planner, cast.carrier.id).await.contains(&tomorrow.id));
}

async fn a_tour_follows_its_site(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let near = format!("{}?near_commune=33243&within_km=5", paths::TOURS);
    let found = async || {
        let page: shared::tours::TourPage = cast.samir.get(&near).await.read(200);
        page.items.into_iter().map(|tour| (tour.id, tour.state)).collect::<Vec<_>>()
    };
    assert_eq!(found().await, [(tour.id, TourState::Planned)]);
    let away = json!({ "insee_code": "33063" });
    let site: shared::sites::Site = cast.planner.get(&paths::site(cast.carrier.site())).await.read(200);
    cast.planner.with_if_match(site.version).patch(&paths::site(site.id), &away).await.expect(200);
    assert!(found().await.is_empty());
}

async fn what_is_not_of_the_way_changes_although_the_way_is_too_long(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = tour_at(cast.carrier.site());
    body["back_by"] = json!(start().plus(25 * HOUR));
    let tour = tour_of(&cast.planner, &body).await;
    with_shop(&cast.planner, tour.id, 10).await;
    let away = json!({ "insee_code": ARCACHON.insee_code });
    let site: shared::sites::Site = cast.planner.get(&paths::site(cast.carrier.site())).await.read(200);
    cast.planner.with_if_match(site.version).patch(&paths::site(site.id), &away).await.expect(200);
    let other: Tour = change(&cast.planner, &tour, json!({ "vehicle": "Remorque" })).await.read(200);
    assert_eq!((other.vehicle.as_str(), other.stops.is_empty()), ("Remorque", false));
    let later = json!({ "leaves_at": tour.leaves_at.plus(HOUR) });
    change(&cast.planner, &tour, later).await.refused(Code::TourLate);
}
