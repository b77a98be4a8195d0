//! Many who want the same at the same moment.

use super::World;
use futures_util::future::join_all;
use serde_json::json;
use shared::claims::ClaimAction;
use shared::paths::{self, claim_action};
use shared::problem::Code;
use tests::fixtures::{answer_with, claim_of, kg, need_at, offer_at};
use tests::{Answer, TestServer, both};

both!(
    the_last_kilogram_that_is_lacking_is_promised_once,
    the_last_kilogram_of_an_offer_answers_once,
    no_more_than_three_are_urgent,
    a_need_is_withdrawn_or_answered_in_any_order,
);

const RACERS: usize = 64;

fn won(answers: &[Answer], success: u16) -> usize {
    answers.iter().filter(|answer| answer.status == success).count()
}

fn all_lost_with(answers: Vec<Answer>, success: u16, code: Code) {
    for answer in answers.into_iter().filter(|answer| answer.status != success) {
        answer.refused(code);
    }
}

async fn the_last_kilogram_that_is_lacking_is_promised_once(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).of(kg(1)).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let (path, answer) = (paths::answers(need.id), answer_with(offer.id, kg(1)));
    let proposals = join_all((0..RACERS / 2).map(|_| world.camille.post(&path, &answer)));
    let wish = claim_of(offer.id, world.taker.site()).answering(need.id);
    let claims = join_all((0..RACERS / 2).map(|_| wish.clone().sent_by(&world.samir)));
    let (mut answers, claims) = futures_util::future::join(proposals, claims).await;
    answers.extend(claims);
    assert_eq!(won(&answers, 201), 1);
    all_lost_with(answers, 201, Code::NeedCovered);
    assert_eq!(world.sums(need.id).await, [1, 1, 0, 0]);
}

async fn the_last_kilogram_of_an_offer_answers_once(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).of(kg(1)).published_by(&world.camille).await;
    let (path, answer) = (paths::answers(need.id), answer_with(offer.id, kg(1)));
    let answers = join_all((0..RACERS).map(|_| world.camille.post(&path, &answer))).await;
    assert_eq!(won(&answers, 201), 1);
    all_lost_with(answers, 201, Code::OfferExhausted);
    assert_eq!(world.sums(need.id).await, [60, 1, 0, 59]);
}

async fn no_more_than_three_are_urgent(server: &TestServer) {
    let world = World::of(server).await;
    let urgent = need_at(world.taker.site()).urgently();
    let answers = join_all((0..16).map(|_| urgent.clone().sent_by(&world.samir))).await;
    assert_eq!(won(&answers, 201), 3);
    all_lost_with(answers, 201, Code::TooManyUrgent);
}

async fn a_need_is_withdrawn_or_answered_in_any_order(server: &TestServer) {
    let world = World::of(server).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let why = json!({ "reason": "Trop tard" });
    for _ in 0..6 {
        let need = need_at(world.taker.site()).published_by(&world.samir).await;
        let path = paths::answers(need.id);
        let proposed: shared::claims::Claim = world.camille.post(&path, &answer_with(offer.id, kg(2))).await.read(201);
        let (accept, cancel) =
            (claim_action(proposed.id, ClaimAction::Accept), claim_action(proposed.id, ClaimAction::Cancel));
        let withdraw = paths::withdraw_need(need.id);
        let (withdrawn, accepted, cancelled) =
            tokio::join!(world.samir.act(&withdraw), world.samir.act(&accept), world.camille.post(&cancel, &why));
        // A proposal that is answered under a withdrawal may make it fail as a whole; it is then tried again.
        for answer in [&withdrawn, &accepted, &cancelled] {
            assert!(matches!(answer.status, 200 | 409), "{} {}", answer.status, answer.text);
        }
    }
}
