//! What ends a load or a tour without anybody on the road: what it carries is over, the organisation is suspended, time.

use super::{Cast, act, agree, cast, told, with_shop};
use api::events::worker;
use serde_json::json;
use shared::claims::{ClaimAction, ClaimState};
use shared::loans::LoanAction;
use shared::notifications::TourNews;
use shared::paths::{self, claim_action, loan_action};
use shared::problem::Code;
use shared::time::HOUR;
use shared::tours::{ClaimTours, Tour, TourAction, TourLoad, TourLoadState, TourState};
use tests::fixtures::{carried, kg, lent, load_of, loan_of, seen, van_of};
use tests::{TestServer, both};

both!(
    a_claim_that_is_called_off_frees_its_place,
    a_claim_that_is_fetched_otherwise_frees_its_place,
    a_loan_that_is_called_off_frees_its_place,
    a_cancelled_tour_frees_everything_and_tells_everybody,
    what_is_not_answered_is_not_carried,
    a_suspension_calls_off_what_is_planned,
    time_ends_what_nobody_ends,
);

/// The cast's yoghurt, planned on a tour.
async fn planned(cast: &Cast) -> (Tour, shared::claims::Claim, TourLoad) {
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    (agree(&cast.planner, tour.id, load.id).await, claim, load)
}

async fn a_claim_that_is_called_off_frees_its_place(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, load) = planned(&cast).await;
    let shop = with_shop(&cast.planner, tour.id, 20).await;
    let why = json!({ "reason": "Panne de froid" });
    cast.camille.post(&claim_action(claim.id, ClaimAction::Cancel), &why).await.expect(200);
    let freed = seen(&cast.planner, tour.id).await;
    assert_eq!((freed.load_count, freed.free.chilled_grams), (1, kg(300)));
    let gone = freed.loads.iter().find(|one| one.id == load.id).expect("it stays in the list");
    let last = gone.events.last().expect("a step");
    assert_eq!((gone.state, last.by.is_none(), last.reason.is_some()), (TourLoadState::Withdrawn, true, true));
    assert!(freed.stops.iter().flat_map(|stop| &stop.tasks).all(|task| task.load_id == shop.id));
    assert_eq!((told(&cast.planner).await[0], told(&cast.samir).await[0]), (TourNews::Withdrawn, TourNews::Withdrawn));
}

async fn a_claim_that_is_fetched_otherwise_frees_its_place(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, load) = planned(&cast).await;
    let code = load_of(&cast.camille, tour.id, load.id).await.pickup_code.expect("the giver's code");
    let collection = json!({ "code": code, "temperature_decidegrees": 30 });
    cast.samir.post(&claim_action(claim.id, ClaimAction::Collect), &collection).await.expect(200);
    assert_eq!(load_of(&cast.planner, tour.id, load.id).await.state, TourLoadState::Withdrawn);
    assert_eq!(seen(&cast.planner, tour.id).await.load_count, 0);
}

async fn a_loan_that_is_called_off_frees_its_place(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let item = van_of(&cast.camille, cast.giver.site()).await.id;
    let loan = lent(&cast.samir, &loan_of(item, cast.taker.id, 26, 48)).await;
    cast.camille.act(&loan_action(loan.id, LoanAction::Accept)).await.expect(200);
    let wish = json!({ "loan": { "loan_id": loan.id, "leg": "out" } });
    let load: TourLoad = cast.samir.post(&paths::tour_loads(tour.id), &wish).await.read(201);
    agree(&cast.planner, tour.id, load.id).await;
    let why = json!({ "reason": "Plus besoin" });
    cast.samir.post(&loan_action(loan.id, LoanAction::Cancel), &why).await.expect(200);
    assert_eq!(load_of(&cast.samir, tour.id, load.id).await.state, TourLoadState::Withdrawn);
    // The item that comes back otherwise does not wait for the tour either.
    let loan = lent(&cast.samir, &loan_of(item, cast.taker.id, 26, 48)).await;
    cast.camille.act(&loan_action(loan.id, LoanAction::Accept)).await.expect(200);
    cast.camille.post(&loan_action(loan.id, LoanAction::HandOut), &json!({ "condition": "good" })).await.expect(200);
    let back = json!({ "loan": { "loan_id": loan.id, "leg": "back" } });
    let load: TourLoad = cast.samir.post(&paths::tour_loads(tour.id), &back).await.read(201);
    cast.camille.post(&loan_action(loan.id, LoanAction::TakeBack), &json!({ "condition": "good" })).await.expect(200);
    assert_eq!(load_of(&cast.samir, tour.id, load.id).await.state, TourLoadState::Withdrawn);
}

async fn a_cancelled_tour_frees_everything_and_tells_everybody(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, _) = planned(&cast).await;
    let why = json!({ "reason": "Camionnette en panne" });
    let path = paths::tour_action(tour.id, TourAction::Cancel);
    let cancelled: Tour = cast.planner.post(&path, &why).await.read(200);
    assert_eq!((cancelled.state, cancelled.actions.len()), (TourState::Cancelled, 0));
    assert!(cancelled.loads.iter().all(|load| load.state == TourLoadState::Withdrawn));
    assert_eq!((told(&cast.camille).await[0], told(&cast.samir).await[0]), (TourNews::Cancelled, TourNews::Cancelled));
    cast.planner.post(&path, &why).await.refused(Code::TourState);
    // The claim waits for somebody who fetches it, and may go with another tour.
    let next = cast.tour().await;
    let found: ClaimTours = cast.samir.get(&paths::tours_of_claim(claim.id)).await.read(200);
    assert_eq!(found.items.iter().map(|option| option.tour.id).collect::<Vec<_>>(), [next.id]);
    carried(&cast.samir, next.id, claim.id).await;
}

async fn what_is_not_answered_is_not_carried(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    let running: Tour = act(&cast.planner, tour.id, TourAction::Start).await.read(200);
    assert_eq!((running.load_count, running.loads[0].state), (0, TourLoadState::Withdrawn));
    assert_eq!(told(&cast.samir).await, [TourNews::Withdrawn]);
    assert_eq!(load_of(&cast.samir, tour.id, load.id).await.events.len(), 2);
}

async fn a_suspension_calls_off_what_is_planned(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim, _) = planned(&cast).await;
    let running = cast.tour().await;
    act(&cast.planner, running.id, TourAction::Start).await.expect(200);
    let why = json!({ "reason": "Chaîne du froid rompue" });
    server.admin().await.post(&paths::suspend_organisation(cast.carrier.id), &why).await.expect(200);
    let off = seen(&cast.samir, tour.id).await;
    assert_eq!((off.state, off.loads[0].state), (TourState::Cancelled, TourLoadState::Withdrawn));
    assert_eq!(told(&cast.samir).await[0], TourNews::Cancelled);
    let claim: shared::claims::Claim = cast.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(claim.state, ClaimState::Accepted);
    // What is on the road is brought to its end.
    let done: Tour = act(&cast.planner, running.id, TourAction::Finish).await.read(200);
    assert_eq!(done.state, TourState::Done);
}

async fn time_ends_what_nobody_ends(server: &TestServer) {
    let cast = cast(server).await;
    let (never_left, _, load) = planned(&cast).await;
    let never_back = cast.tour().await;
    let shop = with_shop(&cast.planner, never_back.id, 20).await;
    act(&cast.planner, never_back.id, TourAction::Start).await.expect(200);
    server.clock.advance(29 * HOUR);
    worker::run_once(&server.state).await;
    assert_eq!(seen(&cast.planner, never_left.id).await.state, TourState::Planned, "it still might leave");
    server.clock.advance(HOUR);
    worker::run_once(&server.state).await;
    assert_eq!(seen(&cast.planner, never_left.id).await.state, TourState::Cancelled);
    assert_eq!(load_of(&cast.samir, never_left.id, load.id).await.state, TourLoadState::Withdrawn);
    assert!(told(&cast.planner).await.contains(&TourNews::Cancelled));
    assert_eq!(seen(&cast.planner, never_back.id).await.state, TourState::Running, "people confirm late");
    server.clock.advance(24 * HOUR);
    worker::run_once(&server.state).await;
    let over = seen(&cast.planner, never_back.id).await;
    assert_eq!((over.state, over.loads[0].id, over.loads[0].state), (TourState::Done, shop.id, TourLoadState::Withdrawn));
}
