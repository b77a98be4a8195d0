//! On the road: codes, temperatures, the ledger.

use super::{Cast, act, agree, cast, shop, step, told, with_shop};
use serde_json::{Value, json};
use shared::claims::{Claim, ClaimAction, ClaimState, Party};
use shared::cold_chain::DeciCelsius;
use shared::loans::{Loan, LoanAction};
use shared::notifications::TourNews;
use shared::paths::{self, claim_action, loan_action};
use shared::problem::Code;
use shared::time::MINUTE;
use shared::today::Today;
use shared::tours::{StopTask, Tour, TourAction, TourLoadAction, TourLoadState, TourParty, TourState};
use shared::units::Grams;
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{accepted, carried, kg, lent, load_of, loan_of, offer_at, seen, tour_at, tour_of, van_of};
use tests::{Client, TestServer, both};

both!(
    two_claims_a_loan_and_a_shop_from_beginning_to_end,
    a_wrong_code_is_counted_and_locks,
    what_is_too_warm_stays_where_it_is,
    what_fails_leaves_the_claim_as_it_is,
    the_road_is_the_driver_s,
);

async fn two_claims_a_loan_and_a_shop_from_beginning_to_end(server: &TestServer) {
    let cast = cast(server).await;
    let Cast { planner, camille, samir, .. } = &cast;
    let tour = tour_of(planner, &tour_at(cast.carrier.site())).await;
    assert_eq!((tour.state, tour.wants_driver, tour.title.as_str()), (TourState::Planned, true, "Tournée de Libourne"));

    // The taker asks, the planner agrees; the planner's own claim and a shop need nobody's answer.
    let yoghurt = cast.yoghurt(kg(40)).await;
    let asked = carried(samir, tour.id, yoghurt.id).await;
    assert_eq!((asked.state, asked.asked_by, asked.grams), (TourLoadState::Asked, TourParty::Receiver, kg(40)));
    assert_eq!(told(planner).await, [TourNews::Asked]);
    agree(planner, tour.id, asked.id).await;
    let bread = offer_at(cast.giver.site()).category("bakery").undated().kept(shared::units::TemperatureClass::Ambient);
    let bread = accepted(camille, bread, planner, cast.carrier.site(), kg(30)).await;
    let own = carried(planner, tour.id, bread.id).await;
    assert_eq!((own.state, own.drop_needs_code), (TourLoadState::Planned, false));
    let item = van_of(camille, cast.giver.site()).await.id;
    let loan = lent(samir, &loan_of(item, cast.taker.id, 26, 48)).await;
    let loan: Loan = camille.act(&loan_action(loan.id, LoanAction::Accept)).await.read(200);
    let wish = json!({ "loan": { "loan_id": loan.id, "leg": "out", "grams": 25_000 } });
    let van: shared::tours::TourLoad = samir.post(&paths::tour_loads(tour.id), &wish).await.read(201);
    agree(planner, tour.id, van.id).await;
    let shop = with_shop(planner, tour.id, 25).await;

    let planned = seen(planner, tour.id).await;
    assert_eq!((planned.load_count, planned.loads.len()), (4, 4));
    let tasks: usize = planned.stops.iter().map(|stop| stop.tasks.len()).sum();
    assert_eq!(tasks, 8);
    assert!(planned.stops.len() < 8, "tasks at one place are one stop: {:?}", planned.stops);
    assert_eq!(planned.free.chilled_grams, kg(260));
    assert!(planned.metres > 0 && planned.returns_at <= planned.back_by);

    // Somebody of a fourth organisation drives.
    let other = server.organisation("Conduite").approved().at(BORDEAUX).exists().await;
    let driver = server.volunteer_of(&other).await;
    act(planner, tour.id, TourAction::Start).await.refused(Code::TourWithoutDriver);
    let driven: Tour = act(&driver, tour.id, TourAction::Drive).await.read(200);
    assert_eq!(driven.driver.expect("a driver").organisation.id, other.id);
    assert_eq!(told(planner).await[0], TourNews::DriverFound);
    assert_eq!(driven.parties, [TourParty::Driver]);
    let running: Tour = act(&driver, tour.id, TourAction::Start).await.read(200);
    assert_eq!(running.state, TourState::Running);

    // Fetched: with the giver's code and a temperature, with the lender's code, weighed.
    let code = load_of(camille, tour.id, asked.id).await.pickup_code.expect("the giver shows it");
    assert_eq!(load_of(&driver, tour.id, asked.id).await.pickup_code, None, "the driver hears it");
    let collect = async |load, body: Value| step(&driver, tour.id, load, TourLoadAction::Collect, body).await;
    collect(asked.id, json!({ "temperature_decidegrees": 40 })).await.refused_fields(&[("/code", "required")]);
    collect(asked.id, json!({ "code": code })).await.refused_fields(&[("/temperature_decidegrees", "required")]);
    collect(asked.id, json!({ "code": code, "temperature_decidegrees": 40 })).await.expect(200);
    let fetched: Claim = samir.get(&paths::claim(yoghurt.id)).await.read(200);
    let last = fetched.timeline.last().expect("a step");
    assert_eq!((fetched.state, last.party, last.grams), (ClaimState::Collected, Some(Party::Taker), Some(kg(40))));
    assert_eq!(last.temperature_decidegrees, Some(DeciCelsius(40)));
    assert!(last.by.as_deref().is_some_and(|name| name.ends_with("Conduite")), "{:?}", last.by);
    let code = load_of(camille, tour.id, own.id).await.pickup_code.expect("the giver shows it");
    collect(own.id, json!({ "code": code, "grams": 1 })).await.refused_fields(&[("/grams", "not_allowed")]);
    collect(own.id, json!({ "code": code })).await.expect(200);
    let code = load_of(camille, tour.id, van.id).await.pickup_code.expect("the lender shows it");
    collect(van.id, json!({ "code": code })).await.expect(200);
    let weighed: Tour = collect(shop.id, json!({ "grams": 20_000 })).await.read(200);
    assert!(!weighed.actions.contains(&TourAction::Finish), "with something on board");
    let weighed = weighed.loads.into_iter().find(|load| load.id == shop.id).expect("the shop");
    assert_eq!((weighed.state, weighed.collected_grams), (TourLoadState::Collected, Some(kg(20))));

    // Handed over: with the receiver's code, and without one at home.
    let deliver = async |load, body: Value| step(&driver, tour.id, load, TourLoadAction::Deliver, body).await;
    act(&driver, tour.id, TourAction::Finish).await.refused(Code::TourUnfinished);
    deliver(asked.id, json!({ "temperature_decidegrees": 50 })).await.refused_fields(&[("/code", "required")]);
    let code = load_of(samir, tour.id, asked.id).await.drop_code.expect("the taker shows it");
    deliver(asked.id, json!({ "code": code, "temperature_decidegrees": 50 })).await.expect(200);
    let code = load_of(samir, tour.id, van.id).await.drop_code.expect("the borrower shows it");
    deliver(van.id, json!({ "code": code })).await.expect(200);
    deliver(own.id, json!({})).await.expect(200);
    let empty: Tour = deliver(shop.id, json!({})).await.read(200);
    assert!(empty.actions.contains(&TourAction::Finish));
    let done: Tour = act(&driver, tour.id, TourAction::Finish).await.read(200);
    assert!(done.loads.iter().all(|load| load.state == TourLoadState::Delivered), "{:?}", done.loads);
    assert_eq!((done.state, done.actions.len()), (TourState::Done, 0));
    let said: Vec<_> = done.loads[0].events.iter().map(|event| (event.state, event.party)).collect();
    assert_eq!(
        said,
        [
            (TourLoadState::Asked, Some(TourParty::Receiver)),
            (TourLoadState::Planned, Some(TourParty::Carrier)),
            (TourLoadState::Collected, Some(TourParty::Driver)),
            (TourLoadState::Delivered, Some(TourParty::Driver)),
        ]
    );

    // The taker counts in as usual, and the ledger says what changed hands.
    samir.post(&claim_action(yoghurt.id, ClaimAction::Receive), &json!({})).await.expect(200);
    let today: Today = camille.get(&format!("{}?organisation={}", paths::TODAY, cast.giver.id)).await.read(200);
    assert_eq!(today.figures.given_grams, kg(70));
}

/// The cast's yoghurt on a tour that has left, and its load.
async fn on_the_road(cast: &Cast) -> (Tour, Claim, shared::tours::TourLoad) {
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    let tour: Tour = act(&cast.planner, tour.id, TourAction::Start).await.read(200);
    (tour, claim, load)
}

async fn code_of(cast: &Cast, tour: &Tour, load: &shared::tours::TourLoad) -> String {
    load_of(&cast.camille, tour.id, load.id).await.pickup_code.expect("the giver's code")
}

/// A code that is not this one.
fn another(code: &str) -> &'static str {
    if code == "0000" { "1111" } else { "0000" }
}

async fn a_wrong_code_is_counted_and_locks(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, load) = on_the_road(&cast).await;
    let right = code_of(&cast, &tour, &load).await;
    let told = |code: &str| json!({ "code": code, "temperature_decidegrees": 40 });
    let planner = &cast.planner;
    let wrong = step(planner, tour.id, load.id, TourLoadAction::Collect, told(another(&right))).await;
    assert_eq!(wrong.refused(Code::WrongCode).params["tries_left"], 4);
    step(planner, tour.id, load.id, TourLoadAction::Collect, told(&right)).await.expect(200);
    let now: Claim = cast.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(now.state, ClaimState::Collected);

    // The other code has tries of its own, and waits after five.
    let drop = load_of(&cast.samir, tour.id, load.id).await.drop_code.expect("the taker's code");
    for left in (0..5).rev() {
        let wrong = step(planner, tour.id, load.id, TourLoadAction::Deliver, told(another(&drop))).await;
        assert_eq!(wrong.refused(Code::WrongCode).params["tries_left"], left);
    }
    step(planner, tour.id, load.id, TourLoadAction::Deliver, told(&drop)).await.refused(Code::CodeLocked);
    server.clock.advance(11 * MINUTE);
    step(planner, tour.id, load.id, TourLoadAction::Deliver, told(&drop)).await.expect(200);
}

async fn what_is_too_warm_stays_where_it_is(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, load) = on_the_road(&cast).await;
    let told = async |client: &Client, action, code: &str, temperature: i64| {
        let body = json!({ "code": code, "temperature_decidegrees": temperature });
        step(client, tour.id, load.id, action, body).await
    };
    let right = code_of(&cast, &tour, &load).await;
    told(&cast.planner, TourLoadAction::Collect, &right, 81).await.refused(Code::TooWarm);
    let still: Claim = cast.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(still.state, ClaimState::Accepted);
    assert_eq!(load_of(&cast.planner, tour.id, load.id).await.state, TourLoadState::Planned);
    told(&cast.planner, TourLoadAction::Collect, &right, 80).await.expect(200);
    let drop = load_of(&cast.samir, tour.id, load.id).await.drop_code.expect("the taker's code");
    let refused = told(&cast.planner, TourLoadAction::Deliver, &drop, 95).await.refused(Code::TooWarm);
    assert_eq!(refused.params["limit_decidegrees"], 80);
    let why = json!({ "reason": "Trop chaud à l'arrivée" });
    let failed: Tour = step(&cast.planner, tour.id, load.id, TourLoadAction::Fail, why).await.read(200);
    assert_eq!(failed.loads[0].state, TourLoadState::Failed);
    assert!(failed.stops.iter().flat_map(|stop| &stop.tasks).all(|task| task.task == StopTask::PickUp));
    assert_eq!(told_of_failure(&cast).await, (true, true));
}

async fn told_of_failure(cast: &Cast) -> (bool, bool) {
    let failed = |news: Vec<TourNews>| news.contains(&TourNews::Failed);
    (failed(told(&cast.camille).await), failed(told(&cast.samir).await))
}

async fn what_fails_leaves_the_claim_as_it_is(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, load) = on_the_road(&cast).await;
    let why = json!({ "reason": "Personne à la porte" });
    let failed: Tour = step(&cast.planner, tour.id, load.id, TourLoadAction::Fail, why.clone()).await.read(200);
    assert_eq!(failed.loads[0].events.last().expect("a step").reason.as_deref(), Some("Personne à la porte"));
    let still: Claim = cast.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(still.state, ClaimState::Accepted);
    assert_eq!(told_of_failure(&cast).await, (true, true));
    step(&cast.planner, tour.id, load.id, TourLoadAction::Fail, why).await.refused(Code::TourLoadState);
    let done: Tour = act(&cast.planner, tour.id, TourAction::Finish).await.read(200);
    assert_eq!(done.state, TourState::Done);
    // It can go with another tour.
    let next = cast.tour().await;
    carried(&cast.samir, next.id, claim.id).await;
}

async fn the_road_is_the_driver_s(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    agree(&cast.planner, tour.id, load.id).await;
    let right = code_of(&cast, &tour, &load).await;
    let told = json!({ "code": right, "temperature_decidegrees": 40 });
    let collect = async |client: &Client| step(client, tour.id, load.id, TourLoadAction::Collect, told.clone()).await;
    collect(&cast.planner).await.refused(Code::TourState);
    act(&cast.samir, tour.id, TourAction::Start).await.refused(Code::Forbidden);
    act(&cast.planner, tour.id, TourAction::Start).await.expect(200);
    collect(&cast.samir).await.refused(Code::Forbidden);
    collect(&cast.camille).await.refused(Code::Forbidden);
    // Nothing is planned on the road.
    cast.planner.post(&paths::tour_loads(tour.id), &shop(5)).await.refused(Code::TourState);
    act(&cast.planner, tour.id, TourAction::Drive).await.refused(Code::TourState);
    // A colleague of the planner's may do it as well.
    let colleague = server.volunteer_of(&cast.carrier).await;
    collect(&colleague).await.expect(200);
    collect(&colleague).await.refused(Code::TourLoadState);
    assert_eq!(load_of(&cast.samir, tour.id, load.id).await.grams, Grams(40_000));
}
