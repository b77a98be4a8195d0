//! The order of the stops, and what lies on the way.

use super::{agree, cast, shop, told, with_shop};
use reqwest::Method;
use serde_json::{Value, json};
use shared::ids::TourId;
use shared::loans::{Loan, LoanAction};
use shared::notifications::TourNews;
use shared::paths::{self, loan_action, tour_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR, MINUTE};
use shared::tours::{ClaimTours, LoanLeg, LoanTours, StopTask, Tour, TourAction, TourLoad, TourSuggestionList, TourVisit};
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, PINEUILH};
use tests::fixtures::{accepted, carried, kg, lent, loan_of, offer_at, seen, start, tour_at, tour_of, van_of};
use tests::{Answer, Client, TestServer, both};

both!(
    claims_on_the_way_are_suggested_the_shortest_detour_first,
    a_claim_finds_the_tours_that_pass_by,
    a_loan_finds_the_tours_that_pass_by,
    a_suspended_taker_finds_no_tours,
    stops_are_put_into_another_order,
    the_shortest_order_is_computed,
    whoever_waits_hears_of_another_time,
);

async fn claims_on_the_way_are_suggested_the_shortest_detour_first(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let list =
        async |client: &Client| client.get(&paths::tour_suggestions(tour.id)).await.read::<TourSuggestionList>(200).items;
    assert!(list(&cast.planner).await.is_empty());
    let near = cast.yoghurt(kg(40)).await;
    // From Bordeaux to the same taker: further off the way.
    let city = server.organisation("Ville").approved().at(BORDEAUX).exists().await;
    let marie = server.coordinator_of(&city).await;
    let far = accepted(&marie, offer_at(city.site()), &cast.samir, cast.taker.site(), kg(10)).await;
    // Too heavy, at another time, already on a tour, and only asked for.
    accepted(&marie, offer_at(city.site()).of(kg(500)), &cast.samir, cast.taker.site(), kg(301)).await;
    accepted(&marie, offer_at(city.site()).fetched_in(40, 42), &cast.samir, cast.taker.site(), kg(10)).await;
    let taken = cast.yoghurt(kg(5)).await;
    let other = cast.tour().await;
    carried(&cast.samir, other.id, taken.id).await;
    let asked = offer_at(cast.giver.site()).published_by(&cast.camille).await;
    tests::fixtures::claim_of(asked.id, cast.taker.site()).made_by(&cast.samir).await;
    let found = list(&cast.planner).await;
    assert_eq!(found.iter().map(|one| one.claim_id).collect::<Vec<_>>(), [near.id, far.id]);
    assert!(found[0].fit.detour_metres < found[1].fit.detour_metres);
    assert!(found.iter().all(|one| one.fit.detour_minutes > 0 && one.fit.pickup_at < one.fit.drop_at));
    assert_eq!((found[0].giver.id, found[0].taker.id, found[0].grams), (cast.giver.id, cast.taker.id, kg(40)));
    assert_eq!((found[0].from.commune.as_str(), found[0].to.commune.as_str()), ("Saint-Emilion", "Coutras"));
    // What is proposed costs what was said.
    let load = carried(&cast.planner, tour.id, near.id).await;
    let planned = agree(&cast.samir, tour.id, load.id).await;
    assert_eq!(planned.metres, found[0].fit.detour_metres);
    // Beside it a second one from the same giver costs no way.
    let second = cast.bread(kg(20)).await;
    let found = list(&cast.planner).await;
    assert_eq!((found[0].claim_id, found[0].fit.detour_metres, found[0].fit.detour_minutes), (second.id, 0, 20));
    cast.samir.get(&paths::tour_suggestions(tour.id)).await.refused(Code::Forbidden);
}

async fn a_claim_finds_the_tours_that_pass_by(server: &TestServer) {
    let cast = cast(server).await;
    let claim = cast.yoghurt(kg(40)).await;
    let find = async |client: &Client| client.get(&paths::tours_of_claim(claim.id)).await.read::<ClaimTours>(200);
    assert_eq!(find(&cast.samir).await, ClaimTours { current: None, items: Vec::new() });
    let by = cast.tour().await;
    let coast = server.organisation("Bassin").approved().at(ARCACHON).exists().await;
    let far = tour_of(&server.coordinator_of(&coast).await, &tour_at(coast.site())).await;
    // Too small, and on another day.
    let mut small = tour_at(cast.carrier.site());
    small["capacity"] = json!({ "max_grams": 800_000, "chilled_grams": 39_999 });
    tour_of(&cast.planner, &small).await;
    let mut later = tour_at(cast.carrier.site());
    later["leaves_at"] = json!(by.leaves_at.plus(2 * DAY));
    later["back_by"] = json!(by.back_by.plus(2 * DAY));
    tour_of(&cast.planner, &later).await;
    let found = find(&cast.samir).await;
    assert_eq!(found.items.iter().map(|option| option.tour.id).collect::<Vec<_>>(), [by.id, far.id]);
    assert!(found.items[0].fit.detour_metres < found.items[1].fit.detour_metres);
    assert_eq!(find(&cast.camille).await.items.len(), 2, "the giver may look too");
    cast.planner.get(&paths::tours_of_claim(claim.id)).await.refused(Code::NotFound);
    let load = carried(&cast.samir, by.id, claim.id).await;
    with_shop(&cast.planner, by.id, 10).await;
    let current = find(&cast.samir).await;
    assert!(current.items.is_empty());
    let current = current.current.expect("the tour");
    assert_eq!((current.id, current.loads.len(), current.loads[0].id), (by.id, 1, load.id));
    let planned = agree(&cast.planner, by.id, load.id).await;
    assert!(planned.stops.len() > 2);
    let current = find(&cast.camille).await.current.expect("the tour");
    assert_eq!(current.stops.iter().map(|stop| stop.tasks.len()).sum::<usize>(), 2);
}

async fn a_loan_finds_the_tours_that_pass_by(server: &TestServer) {
    let cast = cast(server).await;
    let item = van_of(&cast.camille, cast.giver.site()).await.id;
    let loan = lent(&cast.samir, &loan_of(item, cast.taker.id, 26, 48)).await;
    let path = paths::tours_of_loan(loan.id);
    let tour = cast.tour().await;
    let asked: LoanTours = cast.samir.get(&path).await.read(200);
    assert_eq!((asked.leg, asked.items.len()), (LoanLeg::Out, 0), "nothing is agreed on yet");
    cast.camille.act(&loan_action(loan.id, LoanAction::Accept)).await.expect(200);
    let found: LoanTours = cast.samir.get(&path).await.read(200);
    assert_eq!(found.items.iter().map(|option| option.tour.id).collect::<Vec<_>>(), [tour.id]);
    let wish = json!({ "loan": { "loan_id": loan.id, "leg": "out" } });
    let load: TourLoad = cast.samir.post(&paths::tour_loads(tour.id), &wish).await.read(201);
    let current: LoanTours = cast.camille.get(&path).await.read(200);
    assert_eq!(current.current.expect("the tour").loads[0].id, load.id);
    let back: LoanTours = cast.camille.get(&format!("{path}?leg=back")).await.read(200);
    assert_eq!((back.leg, back.current, back.items.len()), (LoanLeg::Back, None, 0), "it leaves before the loan begins");
    let told = json!({ "condition": "good" });
    let _: Loan = cast.camille.post(&loan_action(loan.id, LoanAction::HandOut), &told).await.read(200);
    let usual: LoanTours = cast.samir.get(&path).await.read(200);
    assert_eq!(usual.leg, LoanLeg::Back, "the borrower has it");
}

async fn a_suspended_taker_finds_no_tours(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let find = async || cast.samir.get(&paths::tours_of_claim(claim.id)).await.read::<ClaimTours>(200).items;
    assert_eq!(find().await.iter().map(|option| option.tour.id).collect::<Vec<_>>(), [tour.id]);
    let why = json!({ "reason": "Chaîne du froid rompue" });
    server.admin().await.post(&paths::suspend_organisation(cast.taker.id), &why).await.expect(200);
    assert!(find().await.is_empty(), "the network's tours are not its own");
}

async fn put(client: &Client, tour: TourId, version: i64, tasks: &[TourVisit]) -> Answer {
    let body = json!({ "tasks": tasks }).to_string();
    let client = client.with_if_match(version);
    client.send_text(Method::PUT, &paths::tour_stops(tour), Some("application/json"), &body).await
}

fn tasks(tour: &Tour) -> Vec<TourVisit> {
    tour.stops.iter().flat_map(|stop| stop.tasks.iter().copied()).collect()
}

async fn stops_are_put_into_another_order(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let one = carried(&cast.samir, tour.id, cast.yoghurt(kg(40)).await.id).await;
    agree(&cast.planner, tour.id, one.id).await;
    with_shop(&cast.planner, tour.id, 10).await;
    let now = seen(&cast.planner, tour.id).await;
    let order = tasks(&now);
    assert_eq!(order.len(), 4);
    let mut backwards = order.clone();
    let drop = backwards.iter().position(|task| task.load_id == one.id && task.task == StopTask::Drop).expect("a drop");
    let task = backwards.remove(drop);
    backwards.insert(0, task);
    put(&cast.planner, tour.id, now.version, &backwards).await.refused_fields(&[("/tasks", "drop_first")]);
    put(&cast.planner, tour.id, now.version, &order[..3]).await.refused_fields(&[("/tasks", "incomplete")]);
    let twice = [&order[..], &order[..1]].concat();
    put(&cast.planner, tour.id, now.version, &twice).await.refused_fields(&[("/tasks", "incomplete")]);
    put(&cast.samir, tour.id, now.version, &order).await.refused(Code::Forbidden);
    put(&cast.planner, tour.id, now.version - 1, &order).await.refused(Code::PreconditionFailed);
    // First the shop, then the claim, or the other way round.
    let (mut claim, rest): (Vec<_>, Vec<_>) = order.iter().copied().partition(|task| task.load_id == one.id);
    claim.extend(rest);
    let other: Tour = put(&cast.planner, tour.id, now.version, &claim).await.read(200);
    assert_eq!(tasks(&other), claim);
    assert_eq!(other.metres, other.stops.iter().map(|stop| stop.metres).sum::<i64>() + way_back(&other));
}

/// From the last stop back to where the tour started.
fn way_back(tour: &Tour) -> i64 {
    let last = tour.stops.last().and_then(|stop| stop.place.position).expect("a place");
    last.metres_to(tour.site.position.expect("a place")) * 13 / 10
}

async fn order(client: &Client, tour: TourId, version: i64) -> Answer {
    client.with_if_match(version).act(&tour_action(tour, TourAction::Order)).await
}

async fn the_shortest_order_is_computed(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = tour_at(cast.carrier.site());
    body["back_by"] = json!(start().plus(43 * HOUR));
    let tour = tour_of(&cast.planner, &body).await;
    let mut loads = Vec::new();
    for place in [BORDEAUX, PINEUILH, COUTRAS, BORDEAUX, PINEUILH, COUTRAS] {
        let mut from = shop(10);
        from["shop"]["insee_code"] = json!(place.insee_code);
        let load: TourLoad = cast.planner.post(&paths::tour_loads(tour.id), &from).await.read(201);
        loads.push(load.id);
    }
    let now = seen(&cast.planner, tour.id).await;
    // One after the other, each brought home before the next: far too long.
    let task = |load_id, task| TourVisit { load_id, task };
    let long: Vec<_> = loads.iter().flat_map(|load| [task(*load, StopTask::PickUp), task(*load, StopTask::Drop)]).collect();
    let long: Tour = put(&cast.planner, tour.id, now.version, &long).await.read(200);
    assert!(long.metres > now.metres);
    order(&cast.planner, tour.id, now.version).await.refused(Code::PreconditionFailed);
    order(&cast.samir, tour.id, long.version).await.refused(Code::Forbidden);
    let best: Tour = order(&cast.planner, tour.id, long.version).await.read(200);
    assert!(best.metres < long.metres, "{} m instead of {} m", best.metres, long.metres);
    assert!(best.version > long.version && best.returns_at <= best.back_by);
    let sorted = |tour: &Tour| {
        let mut tasks = tasks(tour);
        tasks.sort_unstable();
        tasks
    };
    assert_eq!(sorted(&best), sorted(&long));
    assert_eq!(best.site.commune, LIBOURNE.name);
    // A tour that cannot be shortened stays as it is.
    let alone = cast.tour().await;
    with_shop(&cast.planner, alone.id, 10).await;
    let now = seen(&cast.planner, alone.id).await;
    let same: Tour = order(&cast.planner, alone.id, now.version).await.read(200);
    assert_eq!((same.version, tasks(&same)), (now.version, tasks(&now)));
}

async fn whoever_waits_hears_of_another_time(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let load = carried(&cast.samir, tour.id, cast.yoghurt(kg(40)).await.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    let known = (told(&cast.samir).await, told(&cast.camille).await);
    assert!(!known.0.contains(&TourNews::Moved));
    let patch = async |patch: Value| {
        let version = seen(&cast.planner, tour.id).await.version;
        cast.planner.with_if_match(version).patch(&paths::tour(tour.id), &patch).await.expect(200);
    };
    // A quarter of an hour is nothing: the van waits for the window anyway.
    patch(json!({ "leaves_at": tour.leaves_at.plus(15 * MINUTE) })).await;
    assert_eq!((told(&cast.samir).await, told(&cast.camille).await), known);
    patch(json!({ "leaves_at": tour.leaves_at.plus(2 * HOUR) })).await;
    assert_eq!((told(&cast.samir).await[0], told(&cast.camille).await[0]), (TourNews::Moved, TourNews::Moved));
}
