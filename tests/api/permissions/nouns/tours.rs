//! Tours of the giver's, which its coordinator drives, and the taker's claim on them.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::{Value, json};
use shared::claims::Claim;
use shared::ids::{ClaimId, TourId, TourLoadId};
use shared::loans::LoanAction;
use shared::paths::{self, loan_action, tour_action, tour_load_action};
use shared::tours::{TourAction, TourLoadAction};
use tests::fixtures::{accepted, carried, kg, lent, load_of, loan_of, offer_at, tour_at, tour_of, van_of};

/// A tour and something on it.
struct On {
    tour: TourId,
    load: TourLoadId,
    claim: ClaimId,
}

fn driven(world: &World<'_>) -> Value {
    let mut body = tour_at(world.giver.organisation.site());
    body["driver_id"] = json!(world.giver.coordinator.user_id());
    body
}

async fn claim(world: &World<'_>) -> Claim {
    let offer = offer_at(world.giver.organisation.site());
    accepted(&world.giver.coordinator, offer, &world.taker.coordinator, world.taker.organisation.site(), kg(40)).await
}

/// The taker has asked for its claim.
async fn asked(world: &World<'_>) -> On {
    let (tour, claim) = (tour_of(&world.giver.coordinator, &driven(world)).await.id, claim(world).await.id);
    On { tour, load: carried(&world.taker.coordinator, tour, claim).await.id, claim }
}

/// The giver has accepted, and the tour has left.
async fn under_way(world: &World<'_>) -> On {
    let (on, driver) = (asked(world).await, &world.giver.coordinator);
    driver.act(&tour_load_action(on.tour, on.load, TourLoadAction::Accept)).await.expect(200);
    driver.act(&tour_action(on.tour, TourAction::Start)).await.expect(200);
    on
}

/// What the driver tells when the claim's food is fetched.
async fn collection(world: &World<'_>, on: &On) -> Value {
    let claim: Claim = world.giver.coordinator.get(&paths::claim(on.claim)).await.read(200);
    json!({ "code": claim.handover_code.expect("the giver's code"), "temperature_decidegrees": 35 })
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let planner = &world.giver.coordinator;
    let why = json!({ "reason": "Empêchement" });
    let of_tour = |id, action| tour_action(id, action);
    let of_load = |on: &On, action| tour_load_action(on.tour, on.load, action);
    match operation {
        "list_tours" => Request::get(paths::TOURS, Side::Giver),
        "create_tour" => Request::post(paths::TOURS, &driven(world), Side::Giver),
        "create_tour_load" => {
            let (tour, claim) = (tour_of(planner, &driven(world)).await.id, claim(world).await.id);
            Request::post(paths::tour_loads(tour), &json!({ "claim_id": claim }), Side::Giver)
        }
        "list_claim_tours" => Request::get(paths::tours_of_claim(claim(world).await.id), Side::Taker),
        "list_loan_tours" => {
            let item = van_of(planner, world.giver.organisation.site()).await.id;
            let loan = lent(&world.taker.coordinator, &loan_of(item, world.taker.organisation.id, 24, 48)).await.id;
            planner.act(&loan_action(loan, LoanAction::Accept)).await.expect(200);
            Request::get(paths::tours_of_loan(loan), Side::Taker)
        }
        "drive_tour" => {
            let tour = tour_of(planner, &tour_at(world.giver.organisation.site())).await.id;
            Request::act(of_tour(tour, TourAction::Drive), Side::Giver)
        }
        "finish_tour" => {
            let tour = tour_of(planner, &driven(world)).await.id;
            planner.act(&of_tour(tour, TourAction::Start)).await.expect(200);
            Request::act(of_tour(tour, TourAction::Finish), Side::Giver)
        }
        "accept_tour_load" => Request::act(of_load(&asked(world).await, TourLoadAction::Accept), Side::Giver),
        "decline_tour_load" => Request::post(of_load(&asked(world).await, TourLoadAction::Decline), &why, Side::Giver),
        "withdraw_tour_load" => Request::post(of_load(&asked(world).await, TourLoadAction::Withdraw), &why, Side::Taker),
        "collect_tour_load" => {
            let on = under_way(world).await;
            Request::post(of_load(&on, TourLoadAction::Collect), &collection(world, &on).await, Side::Giver)
        }
        "deliver_tour_load" => {
            let on = under_way(world).await;
            planner.post(&of_load(&on, TourLoadAction::Collect), &collection(world, &on).await).await.expect(200);
            let code = load_of(&world.taker.coordinator, on.tour, on.load).await.drop_code.expect("the taker's code");
            let told = json!({ "code": code, "temperature_decidegrees": 40 });
            Request::post(of_load(&on, TourLoadAction::Deliver), &told, Side::Giver)
        }
        "fail_tour_load" => Request::post(of_load(&under_way(world).await, TourLoadAction::Fail), &why, Side::Giver),
        other => of_a_tour(world, other).await,
    }
}

/// What is done with a planned tour that carries nothing.
async fn of_a_tour(world: &World<'_>, operation: &str) -> Request {
    let why = json!({ "reason": "Empêchement" });
    let tour = tour_of(&world.giver.coordinator, &driven(world)).await.id;
    match operation {
        "find_tour" => Request::get(paths::tour(tour), Side::Giver),
        "update_tour" => Request::patch(paths::tour(tour), &json!({ "note": "Hayon" }), Side::Giver),
        "stop_driving_tour" => Request::act(tour_action(tour, TourAction::StopDriving), Side::Giver),
        "start_tour" => Request::act(tour_action(tour, TourAction::Start), Side::Giver),
        "cancel_tour" => Request::post(tour_action(tour, TourAction::Cancel), &why, Side::Giver),
        "order_tour" => Request::act(tour_action(tour, TourAction::Order), Side::Giver).with_header("if-match", "*"),
        "replace_tour_stops" => Request::of(Method::PUT, paths::tour_stops(tour), Side::Giver)
            .with_json(&json!({ "tasks": [] }))
            .with_header("if-match", "*"),
        "list_tour_suggestions" => Request::get(paths::tour_suggestions(tour), Side::Giver),
        other => unknown(other),
    }
}
