//! Who asks, who answers, who is told.

use super::{act, agree, cast, step, told, try_carry};
use serde_json::json;
use shared::claims::{ClaimAction, ClaimState};
use shared::loans::{Loan, LoanAction};
use shared::notifications::{NotificationKind, NotificationPage, TourNews};
use shared::organisations::Role;
use shared::paths::{self, claim_action, loan_action};
use shared::problem::Code;
use shared::tours::{LoanLeg, Tour, TourAction, TourLoad, TourLoadAction, TourLoadState, TourParty};
use tests::fixtures::{accepted, carried, claim_of, kg, lent, load_of, loan_of, offer_at, seen, van_of};
use tests::{TestServer, both};

both!(
    a_taker_asks_and_the_planner_answers,
    a_planner_proposes_and_the_taker_answers,
    one_s_own_needs_no_answer,
    either_side_of_a_loan_answers_and_both_are_told,
    only_what_is_agreed_on_is_carried_and_once,
    who_stands_on_both_sides_answers_at_once,
    a_driver_steps_back,
    mails_come_in_the_reader_s_words,
);

async fn a_taker_asks_and_the_planner_answers(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.samir, tour.id, claim.id).await;
    assert_eq!(load.actions, [TourLoadAction::Withdraw]);
    assert_eq!(load_of(&cast.planner, tour.id, load.id).await.actions, [TourLoadAction::Accept, TourLoadAction::Decline]);
    assert!(load_of(&cast.camille, tour.id, load.id).await.actions.is_empty(), "the giver has no say");
    assert!(seen(&cast.planner, tour.id).await.stops.is_empty(), "what is asked for has no stops");
    let why = json!({ "reason": "Plus de place" });
    step(&cast.samir, tour.id, load.id, TourLoadAction::Decline, why.clone()).await.refused(Code::Forbidden);
    let declined: Tour = step(&cast.planner, tour.id, load.id, TourLoadAction::Decline, why).await.read(200);
    assert_eq!(declined.loads[0].state, TourLoadState::Declined);
    assert_eq!((told(&cast.planner).await, told(&cast.samir).await), (vec![TourNews::Asked], vec![TourNews::Declined]));
    agree_is_refused(&cast, &tour, &load).await;
    // It may be asked for once more.
    let again = carried(&cast.samir, tour.id, claim.id).await;
    let planned = agree(&cast.planner, tour.id, again.id).await;
    assert_eq!(
        (planned.load_count, planned.communes.as_slice()),
        (1, ["Saint-Emilion".to_owned(), "Coutras".to_owned()].as_slice())
    );
    assert_eq!(told(&cast.samir).await[0], TourNews::Planned);
    assert_eq!(told(&cast.camille).await[0], TourNews::Planned, "the giver hears who comes");
    let out: Tour =
        step(&cast.samir, tour.id, again.id, TourLoadAction::Withdraw, json!({ "reason": "Nous passons" })).await.read(200);
    assert_eq!((out.load_count, out.metres), (0, 0));
    assert_eq!(told(&cast.planner).await[0], TourNews::Withdrawn);
}

async fn agree_is_refused(cast: &super::Cast, tour: &Tour, load: &TourLoad) {
    let path = paths::tour_load_action(tour.id, load.id, TourLoadAction::Accept);
    cast.planner.act(&path).await.refused(Code::TourLoadState);
}

async fn a_planner_proposes_and_the_taker_answers(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    let load = carried(&cast.planner, tour.id, claim.id).await;
    assert_eq!((load.state, load.asked_by), (TourLoadState::Asked, TourParty::Carrier));
    assert_eq!((load.actions.as_slice(), load.pickup_code), ([TourLoadAction::Withdraw].as_slice(), None));
    assert_eq!(told(&cast.samir).await, [TourNews::Proposed]);
    assert!(told(&cast.camille).await.is_empty(), "the giver has nothing to answer");
    let planned = agree(&cast.samir, tour.id, load.id).await;
    assert_eq!(planned.loads.iter().map(|load| load.state).collect::<Vec<_>>(), [TourLoadState::Planned]);
    assert_eq!(told(&cast.planner).await, [TourNews::Planned]);
}

async fn one_s_own_needs_no_answer(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let bread = offer_at(cast.giver.site()).category("bakery").undated();
    let claim = accepted(&cast.camille, bread, &cast.planner, cast.carrier.site(), kg(20)).await;
    let load = carried(&cast.planner, tour.id, claim.id).await;
    assert_eq!((load.state, load.pickup_needs_code, load.drop_needs_code), (TourLoadState::Planned, true, false));
    assert_eq!(told(&cast.camille).await, [TourNews::Planned]);
    // What it gives itself is still the taker's to decide.
    let given = offer_at(cast.carrier.site());
    let given = accepted(&cast.planner, given, &cast.samir, cast.taker.site(), kg(20)).await;
    assert_eq!(carried(&cast.planner, tour.id, given.id).await.state, TourLoadState::Asked);
}

async fn either_side_of_a_loan_answers_and_both_are_told(server: &TestServer) {
    let cast = cast(server).await;
    let tour = cast.tour().await;
    let item = van_of(&cast.camille, cast.giver.site()).await.id;
    let loan = lent(&cast.samir, &loan_of(item, cast.taker.id, 26, 48)).await;
    let loads = paths::tour_loads(tour.id);
    let wish = json!({ "loan": { "loan_id": loan.id, "leg": "out", "grams": 5_000 } });
    cast.samir.post(&loads, &wish).await.refused(Code::LoanState);
    let loan: Loan = cast.camille.act(&loan_action(loan.id, LoanAction::Accept)).await.read(200);
    let load: TourLoad = cast.planner.post(&loads, &wish).await.read(201);
    assert_eq!((load.state, load.leg, load.loan_id), (TourLoadState::Asked, Some(LoanLeg::Out), Some(loan.id)));
    assert_eq!((told(&cast.camille).await, told(&cast.samir).await), (vec![TourNews::Proposed], vec![TourNews::Proposed]));
    agree(&cast.camille, tour.id, load.id).await;
    assert_eq!(told(&cast.samir).await[0], TourNews::Planned, "the other side hears of it");
    assert_eq!(told(&cast.planner).await[0], TourNews::Planned);
    let code = load_of(&cast.camille, tour.id, load.id).await;
    assert!(code.pickup_code.is_some() && code.drop_code.is_none(), "each side has its own code");
    // The way back is another load; the borrower is where it is.
    let back = json!({ "loan": { "loan_id": loan.id, "leg": "back" } });
    let back: TourLoad = cast.samir.post(&loads, &back).await.read(201);
    assert_eq!((back.from.commune.as_str(), back.to.commune.as_str()), ("Coutras", "Saint-Emilion"));
    cast.samir.post(&loads, &wish).await.refused(Code::OnTour);
    let elsewhere = json!({ "loan": { "loan_id": loan.id, "leg": "out", "site_id": cast.carrier.site() } });
    cast.samir.post(&loads, &elsewhere).await.refused_fields(&[("/loan/site_id", "unknown")]);
}

async fn only_what_is_agreed_on_is_carried_and_once(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, other) = (cast.tour().await, cast.tour().await);
    let offer = offer_at(cast.giver.site()).published_by(&cast.camille).await;
    let claim = claim_of(offer.id, cast.taker.site()).of(kg(5)).made_by(&cast.samir).await;
    let refused = try_carry(&cast.samir, tour.id, claim.id).await.refused(Code::ClaimState);
    assert_eq!(refused.params["state"], ClaimState::Requested.as_str());
    try_carry(&cast.planner, tour.id, claim.id).await.refused_fields(&[("/claim_id", "unknown")]);
    cast.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    try_carry(&cast.camille, tour.id, claim.id).await.refused(Code::Forbidden);
    carried(&cast.samir, tour.id, claim.id).await;
    try_carry(&cast.samir, tour.id, claim.id).await.refused(Code::OnTour);
    try_carry(&cast.samir, other.id, claim.id).await.refused(Code::OnTour);
    try_carry(&cast.samir, tour.id, shared::ids::ClaimId(tour.id.0)).await.refused_fields(&[("/claim_id", "unknown")]);
}

async fn who_stands_on_both_sides_answers_at_once(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    server.join(cast.samir.user_id(), cast.carrier.id, Role::Volunteer).await;
    let load = carried(&cast.samir, tour.id, claim.id).await;
    assert_eq!(load.state, TourLoadState::Planned);
    assert_eq!(load.parties, [TourParty::Carrier, TourParty::Receiver]);
}

async fn a_driver_steps_back(server: &TestServer) {
    let cast = cast(server).await;
    let tour = tests::fixtures::tour_of(&cast.planner, &tests::fixtures::tour_at(cast.carrier.site())).await;
    act(&cast.samir, tour.id, TourAction::Drive).await.expect(200);
    act(&cast.camille, tour.id, TourAction::Drive).await.refused(Code::TourDriven);
    act(&cast.camille, tour.id, TourAction::StopDriving).await.refused(Code::Forbidden);
    let free: Tour = act(&cast.samir, tour.id, TourAction::StopDriving).await.read(200);
    assert_eq!((free.wants_driver, free.driver), (true, None));
    assert_eq!(told(&cast.planner).await, [TourNews::DriverLeft, TourNews::DriverFound]);
    act(&cast.camille, tour.id, TourAction::Drive).await.expect(200);
    act(&cast.camille, tour.id, TourAction::Start).await.expect(200);
    act(&cast.camille, tour.id, TourAction::StopDriving).await.refused(Code::TourState);
}

async fn mails_come_in_the_reader_s_words(server: &TestServer) {
    let cast = cast(server).await;
    let (tour, claim) = (cast.tour().await, cast.yoghurt(kg(40)).await);
    carried(&cast.samir, tour.id, claim.id).await;
    let mail = server.mail_to(&format!("{}@example.org", cast.planner.user_id().0.simple())).await;
    assert!(mail.subject.starts_with("Transport demandé") && mail.subject.ends_with("Yaourts nature"), "{}", mail.subject);
    assert!(mail.body.contains(&format!("/tournees/{}", tour.id)) && mail.body.contains("Restos"), "{}", mail.body);
    let page: NotificationPage = cast.planner.get(paths::NOTIFICATIONS).await.read(200);
    let one = &page.items[0];
    assert_eq!((one.kind, one.facts.tour_id), (NotificationKind::TourAsked, Some(tour.id)));
    assert_eq!((one.facts.item.as_deref(), one.facts.other.as_deref()), (Some("Yaourts nature"), Some("Restos")));
}
