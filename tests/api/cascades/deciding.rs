//! Who gets how much: never by being first, never more than there is, once.

use super::{Giver, House, call, pass, work};
use crate::answers::links_of;
use futures_util::future::join_all;
use serde_json::json;
use shared::answers::{AnswerSheet, Answered};
use shared::notifications::NotificationKind;
use shared::paths::{answer, decline_answer, take_answer};
use shared::problem::Code;
use shared::time::MINUTE;
use tests::fixtures::kg;
use tests::{TestServer, both};

both!(
    partners_get_theirs_whole_and_the_best_the_rest,
    whoever_answers_first_gains_nothing,
    a_wish_is_checked_as_a_claim_is,
    a_step_is_decided_once_however_many_servers_look,
    wishes_that_race_with_the_decision_never_take_too_much,
    who_has_left_gets_nothing_and_the_next_one_more,
    an_answer_by_link_is_a_wish_while_the_step_is_open,
);

async fn partners_get_theirs_whole_and_the_best_the_rest(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await.lacking(50).await, House::of(server, "Deux").await);
    giver.name(&[&one, &two]).await;
    work(server).await;
    let offer = giver.publish(60).await;
    work(server).await;
    two.wish(offer.id, 40).await.expect(200);
    one.wish(offer.id, 40).await.expect(200);
    work(server).await;
    assert_eq!((one.got(offer.id).await, two.got(offer.id).await), (40, 20), "it fits the first one better");
    let told = two.told(offer.id).await;
    assert_eq!((told[0].kind, told[0].facts.grams), (NotificationKind::ClaimStepped, Some(kg(20))));
    assert_eq!(giver.find(offer.id).await.left_grams, kg(0));
}

async fn whoever_answers_first_gains_nothing(server: &TestServer) {
    let giver = Giver::of(server).await;
    let houses = [House::of(server, "Un").await, House::of(server, "Deux").await, House::of(server, "Trois").await];
    giver.name(&houses.each_ref()).await;
    let mut outcomes = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let offer = giver.publish(60).await;
        work(server).await;
        for place in order {
            server.clock.advance(MINUTE);
            houses[place].wish(offer.id, 35).await.expect(200);
        }
        work(server).await;
        outcomes.push([houses[0].got(offer.id).await, houses[1].got(offer.id).await, houses[2].got(offer.id).await]);
    }
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:?}");
    assert_eq!(outcomes[0].iter().sum::<i64>(), 60);
}

async fn a_wish_is_checked_as_a_claim_is(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    work(server).await;
    one.wish(offer.id, 61).await.refused(Code::OfferExhausted);
    one.wish(offer.id, 0).await.refused_fields(&[("/grams", "too_small")]);
    let foreign = json!({ "site_id": two.organisation.site(), "grams": 1_000 });
    one.volunteer.post(&shared::paths::cascade_wishes(offer.id), &foreign).await.refused(Code::Forbidden);
    one.wish(offer.id, 10).await.expect(200);
    one.wish(offer.id, 30).await.expect(200);
    assert_eq!(one.called(offer.id).await.unwrap().wished_grams, Some(kg(30)), "the last word counts");
    assert_eq!(giver.find(offer.id).await.left_grams, kg(60), "a wish holds nothing back");
}

async fn a_step_is_decided_once_however_many_servers_look(server: &TestServer) {
    let giver = Giver::of(server).await;
    let houses = [House::of(server, "Un").await, House::of(server, "Deux").await];
    giver.name(&houses.each_ref()).await;
    let offer = giver.publish(60).await;
    join_all((0..4).map(|_| work(server))).await;
    for house in &houses {
        house.wish(offer.id, 20).await.expect(200);
    }
    join_all((0..4).map(|_| work(server))).await;
    for house in &houses {
        assert_eq!(house.claims(offer.id).await.len(), 1);
        assert_eq!(house.told(offer.id).await.len(), 2, "called once, told once");
    }
}

async fn wishes_that_race_with_the_decision_never_take_too_much(server: &TestServer) {
    let giver = Giver::of(server).await;
    let mut houses = Vec::new();
    for n in 0..6 {
        houses.push(House::of(server, &format!("Association {n}")).await);
    }
    giver.name(&houses.iter().collect::<Vec<_>>()).await;
    let offer = giver.publish(60).await;
    work(server).await;
    server.clock.advance(giver.find(offer.id).await.first_until.unwrap().0 - server.clock.now().0);
    let wishes = join_all(houses.iter().map(|house| house.wish(offer.id, 25)));
    let (answers, ..) = tokio::join!(wishes, work(server), work(server), work(server));
    work(server).await;
    let mut sum = 0;
    for (house, answer) in houses.iter().zip(answers) {
        let got = house.got(offer.id).await;
        assert!(answer.status == 200 || got == 0, "a refused wish got {got} kg");
        sum += got;
    }
    assert!(sum <= 60 && giver.find(offer.id).await.left_grams == kg(60 - sum), "{sum}");
}

async fn who_has_left_gets_nothing_and_the_next_one_more(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    let ali = server.coordinator_of(&one.organisation).await;
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    work(server).await;
    one.wish(offer.id, 30).await.expect(200);
    ali.delete(&shared::paths::member(one.id(), one.volunteer.user_id())).await.expect(204);
    two.wish(offer.id, 30).await.expect(200);
    work(server).await;
    assert_eq!(two.got(offer.id).await, 30);
    assert_eq!(giver.find(offer.id).await.left_grams, kg(30), "what nobody can take is free for others");
}

async fn an_answer_by_link_is_a_wish_while_the_step_is_open(server: &TestServer) {
    let giver = Giver::of(server).await;
    let (one, two) = (House::of(server, "Un").await, House::of(server, "Deux").await);
    giver.name(&[&one, &two]).await;
    let offer = giver.publish(60).await;
    call(server).await;
    // At once: whoever must answer in time is not kept waiting for a mail. What has left is blank, so nothing is sent.
    server.state.write(|cx| api::notifications::store::send_due(cx, 100)).await.unwrap();
    let (his, hers) = (links_of(server, &one.volunteer).await.remove(0), links_of(server, &two.volunteer).await.remove(0));
    let sheet: AnswerSheet = server.anonymous().get(&answer(&his)).await.read(200);
    let until = giver.find(offer.id).await.first_until;
    assert!(until.is_some() && sheet.decided_at == until);
    let wanted = json!({ "site_id": one.organisation.site(), "grams": 20_000 });
    let answered: Answered = server.anonymous().post(&take_answer(&his), &wanted).await.read(200);
    assert_eq!((answered.claim_id, answered.decided_at), (None, until));
    server.anonymous().post(&take_answer(&his), &wanted).await.refused(Code::LinkOver);
    assert!(one.claims(offer.id).await.is_empty());
    server.anonymous().post(&decline_answer(&hers), &json!({})).await.expect(200);
    // All have answered.
    work(server).await;
    assert_eq!(one.got(offer.id).await, 20);
    let third = House::of(server, "Trois").await;
    giver.name(&[&third]).await;
    let next = giver.publish(60).await;
    work(server).await;
    pass(server, &giver, next.id).await;
    assert_eq!(giver.find(next.id).await.first_until, None);
}
