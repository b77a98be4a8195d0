//! Claims that answer needs: the taker's own, and those that a giver proposes.

use super::World;
use api::events::worker;
use serde_json::json;
use shared::claims::{Claim, ClaimAction, ClaimPage, ClaimState, Party};
use shared::needs::NeedStatus;
use shared::offers::Offer;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use shared::time::{DAY, HOUR};
use shared::today::Today;
use shared::units::{Grams, TemperatureClass};
use tests::fixtures::{answer_with, claim_of, kg, need_at, offer_at};
use tests::{TestServer, both, snapshots};

both!(
    a_claim_for_ones_own_need_fills_it,
    what_is_called_off_is_lacking_again,
    a_giver_proposes_and_the_needing_side_answers,
    a_need_takes_one_answer_more_than_it_lacks_and_then_none,
    only_food_that_the_site_takes_answers,
    a_claim_answers_needs_of_its_own_site_only,
    a_proposal_ends_with_its_time_or_its_offer,
    the_first_page_shows_what_is_lacking,
    steps_in_any_order_keep_the_sums,
);

async fn a_claim_for_ones_own_need_fills_it(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = claim_of(offer.id, world.taker.site()).of(kg(40)).answering(need.id).made_by(&world.samir).await;
    let about = claim.need.clone().unwrap();
    assert_eq!((about.id, about.occurrence, claim.asked_by), (need.id, 1, Party::Taker));
    assert_eq!(world.sums(need.id).await, [60, 40, 0, 20]);
    world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    // Two of forty were lost on the way: they are lacking again.
    world.deliver(&claim, 38).await;
    assert_eq!(world.sums(need.id).await, [60, 0, 38, 22]);
    let rest = claim_of(offer.id, world.taker.site()).of(kg(22)).answering(need.id).made_by(&world.samir).await;
    assert_eq!(world.sums(need.id).await, [60, 22, 38, 0]);
    assert_eq!(world.need(need.id).await.status, NeedStatus::Open, "promised is not received");
    world.camille.act(&claim_action(rest.id, ClaimAction::Accept)).await.expect(200);
    world.deliver(&rest, 22).await;
    assert_eq!(world.sums(need.id).await, [60, 0, 60, 0]);
    assert_eq!(world.need(need.id).await.status, NeedStatus::Fulfilled);
    let answers: ClaimPage = world.samir.get(&format!("{}?need={}", paths::CLAIMS, need.id)).await.read(200);
    assert_eq!(answers.items.iter().map(|claim| claim.id).collect::<Vec<_>>(), [rest.id, claim.id]);
}

async fn what_is_called_off_is_lacking_again(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let why = json!({ "reason": "Camion en panne" });
    let wish = claim_of(offer.id, world.taker.site()).of(kg(30)).answering(need.id);
    let declined = wish.clone().made_by(&world.samir).await;
    world.camille.post(&claim_action(declined.id, ClaimAction::Decline), &why).await.expect(200);
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
    let cancelled = wish.clone().made_by(&world.samir).await;
    world.camille.act(&claim_action(cancelled.id, ClaimAction::Accept)).await.expect(200);
    assert_eq!(world.sums(need.id).await, [60, 30, 0, 30]);
    world.samir.post(&claim_action(cancelled.id, ClaimAction::Cancel), &why).await.expect(200);
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
    wish.made_by(&world.samir).await;
    server.clock.advance(DAY);
    worker::run_once(&server.state).await;
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
}

async fn a_giver_proposes_and_the_needing_side_answers(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let path = paths::answers(need.id);
    world.samir.post(&path, &answer_with(offer.id, kg(25))).await.refused(Code::Forbidden);
    let answer = world.camille.with_idempotency_key("proposition").post(&path, &answer_with(offer.id, kg(25))).await;
    snapshots::matches("answer", &answer);
    let claim: Claim = answer.read(201);
    let again = world.camille.with_idempotency_key("proposition").post(&path, &answer_with(offer.id, kg(25))).await;
    assert_eq!(again.read::<Claim>(201).id, claim.id);
    assert_eq!((claim.state, claim.asked_by, claim.party), (ClaimState::Requested, Party::Giver, Party::Giver));
    assert_eq!(claim.actions, [ClaimAction::Cancel]);
    assert_eq!(world.camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams, kg(95));
    assert_eq!(world.sums(need.id).await, [60, 25, 0, 35]);
    world.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.refused(Code::Forbidden);
    let seen: Claim = world.samir.get(&paths::claim(claim.id)).await.read(200);
    assert_eq!(seen.actions, [ClaimAction::Accept, ClaimAction::Decline, ClaimAction::Cancel]);
    let mails = server.outbox().await;
    assert_eq!(mails.len(), 1, "{mails:#?}");
    assert!(mails[0].subject.contains("Épicerie répond à votre besoin"), "{}", mails[0].subject);
    assert!(mails[0].body.contains("25 kg de « Yaourts nature »"), "{}", mails[0].body);
    let accepted: Claim = world.samir.act(&claim_action(claim.id, ClaimAction::Accept)).await.read(200);
    assert_eq!((accepted.state, accepted.timeline[1].party), (ClaimState::Accepted, Some(Party::Taker)));
    world.camille.act(&claim_action(claim.id, ClaimAction::Ready)).await.expect(200);
    world.deliver(&claim, 25).await;
    assert_eq!(world.sums(need.id).await, [60, 0, 25, 35]);
}

async fn a_need_takes_one_answer_more_than_it_lacks_and_then_none(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let path = paths::answers(need.id);
    // A crate is 25 kg: the third one brings more than is lacking, and nobody cuts it open.
    for _ in 0..3 {
        world.camille.post(&path, &answer_with(offer.id, kg(25))).await.expect(201);
    }
    assert_eq!(world.sums(need.id).await, [60, 75, 0, 0]);
    world.camille.post(&path, &answer_with(offer.id, kg(1))).await.refused(Code::NeedCovered);
    let own = claim_of(offer.id, world.taker.site()).answering(need.id).sent_by(&world.samir).await;
    own.refused(Code::NeedCovered);
    let board = world.camille.get(paths::NEEDS).await.expect(200);
    assert!(board.body["items"].as_array().unwrap().is_empty(), "what is covered is not on the board");
}

async fn only_food_that_the_site_takes_answers(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).taking(&[TemperatureClass::Ambient]).published_by(&world.samir).await;
    let chilled = offer_at(world.giver.site()).published_by(&world.camille).await;
    let answer = world.camille.post(&paths::answers(need.id), &answer_with(chilled.id, kg(5))).await;
    assert_eq!(answer.refused(Code::NeedTemperature).params["temperature_class"], "chilled");
    let own = claim_of(chilled.id, world.taker.site()).answering(need.id).sent_by(&world.samir).await;
    own.refused(Code::NeedTemperature);
    let own_offer = offer_at(world.taker.site()).kept(TemperatureClass::Ambient).published_by(&world.samir).await;
    let answer = world.samir.post(&paths::answers(need.id), &answer_with(own_offer.id, kg(5))).await;
    answer.refused(Code::OwnOffer);
    let nothing = shared::ids::OfferId(need.id.0);
    let nowhere = world.camille.post(&paths::answers(need.id), &answer_with(nothing, kg(5))).await;
    nowhere.refused_fields(&[("/offer_id", "unknown")]);
}

async fn a_claim_answers_needs_of_its_own_site_only(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().at(tests::fixtures::communes::BORDEAUX).exists().await;
    let zoe = server.volunteer_of(&other).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = claim_of(offer.id, other.site()).answering(need.id).sent_by(&zoe).await;
    claim.refused_fields(&[("/need_id", "other_site")]);
    let nothing = shared::ids::NeedId(offer.id.0);
    let claim = claim_of(offer.id, other.site()).answering(nothing).sent_by(&zoe).await;
    claim.refused_fields(&[("/need_id", "unknown")]);
    assert_eq!(world.camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams, kg(120));
    let listed: ClaimPage = zoe.get(&format!("{}?need={}", paths::CLAIMS, need.id)).await.read(200);
    assert!(listed.items.is_empty());
}

async fn a_proposal_ends_with_its_time_or_its_offer(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).fetched_in(30, 40).published_by(&world.camille).await;
    let path = paths::answers(need.id);
    let first: Claim = world.camille.post(&path, &answer_with(offer.id, kg(10))).await.read(201);
    server.clock.advance(DAY);
    let late = world.samir.act(&claim_action(first.id, ClaimAction::Accept)).await.refused(Code::ClaimState);
    assert_eq!(late.params["state"], "expired");
    worker::run_once(&server.state).await;
    let second: Claim = world.camille.post(&path, &answer_with(offer.id, kg(10))).await.read(201);
    world.camille.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    let state = async |claim: &Claim| world.samir.get(&paths::claim(claim.id)).await.read::<Claim>(200).state;
    assert_eq!((state(&first).await, state(&second).await), (ClaimState::Expired, ClaimState::Cancelled));
    assert_eq!(world.sums(need.id).await, [60, 0, 0, 60]);
}

async fn the_first_page_shows_what_is_lacking(server: &TestServer) {
    let world = World::of(server).await;
    let urgent = need_at(world.taker.site()).urgently().published_by(&world.samir).await;
    let calm = need_at(world.taker.site()).within_hours(20).published_by(&world.samir).await;
    let path = |organisation| format!("{}?organisation={organisation}", paths::TODAY);
    let ids = |needs: &[shared::needs::Need]| needs.iter().map(|need| need.id).collect::<Vec<_>>();
    let giver: Today = world.camille.get(&path(world.giver.id)).await.read(200);
    assert_eq!((ids(&giver.urgent_needs), ids(&giver.own_needs)), (vec![urgent.id], vec![]));
    assert!(giver.urgent_needs[0].distance_m.is_some());
    let taker: Today = world.samir.get(&path(world.taker.id)).await.read(200);
    assert_eq!((ids(&taker.urgent_needs), ids(&taker.own_needs)), (vec![], vec![calm.id, urgent.id]));
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = world.camille.post(&paths::answers(urgent.id), &answer_with(offer.id, kg(60))).await;
    let claim: Claim = claim.read(201);
    let taker: Today = world.samir.get(&path(world.taker.id)).await.read(200);
    assert_eq!(taker.to_answer.iter().map(|claim| claim.id).collect::<Vec<_>>(), [claim.id]);
    assert_eq!(ids(&taker.own_needs), [calm.id]);
    let giver: Today = world.camille.get(&path(world.giver.id)).await.read(200);
    assert!(giver.to_answer.is_empty() && giver.urgent_needs.is_empty());
    world.samir.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    let giver: Today = world.camille.get(&path(world.giver.id)).await.read(200);
    assert_eq!(giver.to_hand_over.iter().map(|claim| claim.id).collect::<Vec<_>>(), [claim.id]);
}

/// A long random walk: whatever is asked, accepted, called off, delivered or left to lapse, the invariants that are
/// checked after each test hold.
async fn steps_in_any_order_keep_the_sums(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).of(kg(2_000)).fetched_in(1, 47).published_by(&world.camille).await;
    let mut need = need_at(world.taker.site()).published_by(&world.samir).await;
    let mut claims: Vec<Claim> = Vec::new();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..60 {
        // Xorshift: the same walk on every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let grams = Grams(1_000 + i64::try_from(random % 30).unwrap() * 500);
        let chosen = claims.get(usize::try_from(random % 97).unwrap() % claims.len().max(1)).cloned();
        let why = json!({ "reason": "Changement de plan" });
        match (random >> 32) % 8 {
            0 | 1 => {
                let answer = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, grams)).await;
                if answer.status == 201 {
                    claims.push(answer.read(201));
                }
            }
            2 => {
                let answer = claim_of(offer.id, world.taker.site()).of(grams).answering(need.id).sent_by(&world.samir).await;
                if answer.status == 201 {
                    claims.push(answer.read(201));
                }
            }
            3 if chosen.is_some() => {
                let accept = claim_action(chosen.unwrap().id, ClaimAction::Accept);
                for side in [&world.camille, &world.samir] {
                    side.act(&accept).await;
                }
            }
            4 if chosen.is_some() => {
                let action = if random.is_multiple_of(2) { ClaimAction::Decline } else { ClaimAction::Cancel };
                world.samir.post(&claim_action(chosen.unwrap().id, action), &why).await;
            }
            5 if chosen.is_some() => {
                let id = chosen.unwrap().id;
                let seen: Claim = world.camille.get(&paths::claim(id)).await.read(200);
                let told = json!({ "code": seen.handover_code.unwrap_or_default(), "temperature_decidegrees": 20 });
                world.samir.post(&claim_action(id, ClaimAction::Collect), &told).await;
                let told = json!({ "received_grams": 500, "reason": "Perdu en route" });
                world.samir.post(&claim_action(id, ClaimAction::Receive), &told).await;
            }
            6 => server.clock.advance(HOUR / 2),
            _ => {
                worker::run_once(&server.state).await;
                if world.need(need.id).await.status != NeedStatus::Open {
                    need = need_at(world.taker.site()).within_hours(100).published_by(&world.samir).await;
                }
            }
        }
    }
    assert!(claims.len() > 8, "only {} claims: the walk stands still", claims.len());
}
