//! What a link shows, does once, and does no more.

use super::{World, called, left, links_of, mailed};
use api::events::housekeeping;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::answers::{AnswerKind, AnswerSheet, Answered};
use shared::audit::AuditPage;
use shared::claims::{Claim, ClaimPage};
use shared::paths::{self, answer, decline_answer, take_answer};
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{TestServer, both};

both!(
    the_mail_of_an_offer_has_a_link_of_its_own_line_for_each_person,
    opening_a_link_shows_all_and_uses_nothing_up,
    a_link_takes_once_as_its_person_for_the_need,
    a_refused_answer_leaves_the_link,
    no_thank_you_dismisses_the_match,
    a_link_answered_sixteen_times_at_once_is_one_claim,
    a_link_reaches_one_organisation_s_sites_alone,
    a_link_ends_with_its_offer,
    who_has_left_or_is_suspended_answers_nothing,
    an_unknown_link_is_not_found,
    an_answer_by_link_is_in_the_audit_log_as_such,
    old_links_are_forgotten,
);

fn wish(world: &World, kilograms: i64) -> Value {
    json!({ "site_id": world.taker.site(), "grams": kilograms * 1_000 })
}

fn why(problem: &shared::problem::Problem) -> &str {
    problem.params["why"].as_str().unwrap()
}

async fn the_mail_of_an_offer_has_a_link_of_its_own_line_for_each_person(server: &TestServer) {
    let world = World::of(server).await;
    let ali = server.coordinator_of(&world.taker).await;
    called(server, &world).await;
    let (his, hers) = (links_of(server, &world.samir).await, links_of(server, &ali).await);
    assert_eq!((his.len(), hers.len()), (1, 1));
    assert_ne!(his, hers);
    assert!(links_of(server, &world.camille).await.is_empty(), "the giver is not called");
}

async fn opening_a_link_shows_all_and_uses_nothing_up(server: &TestServer) {
    let world = World::of(server).await;
    let offer = called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    for _ in 0..3 {
        let found = server.anonymous().get(&answer(&token)).await;
        assert_eq!(found.header("cache-control"), "no-store");
        let sheet: AnswerSheet = found.read(200);
        assert_eq!((sheet.offer.id, sheet.left_grams, sheet.grams), (offer.id, kg(40), Some(kg(30))));
        assert_eq!((sheet.organisation.id, sheet.giver.id), (world.taker.id, world.giver.id));
        assert_eq!(sheet.sites.iter().map(|site| site.id).collect::<Vec<_>>(), [world.taker.site()]);
        assert_eq!(sheet.decided_at, None);
    }
    server.anonymous().post(&take_answer(&token), &wish(&world, 20)).await.expect(200);
}

async fn a_link_takes_once_as_its_person_for_the_need(server: &TestServer) {
    let world = World::of(server).await;
    let offer = called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    let answered: Answered = server.anonymous().post(&take_answer(&token), &wish(&world, 20)).await.read(200);
    assert_eq!((answered.answer, answered.grams, answered.decided_at), (AnswerKind::Take, Some(kg(20)), None));
    let claim: Claim = world.camille.get(&paths::claim(answered.claim_id.unwrap())).await.read(200);
    assert_eq!((claim.grams, claim.taker.id, claim.taker_site.id), (kg(20), world.taker.id, world.taker.site()));
    assert!(claim.need.is_some(), "it answers the need that he was called for");
    let me: Value = world.samir.get(paths::ME).await.expect(200).body;
    assert_eq!(claim.timeline[0].by.as_deref(), me["user"]["name"].as_str());
    for again in [take_answer(&token), decline_answer(&token)] {
        let body = if again.ends_with("take") { wish(&world, 5) } else { json!({}) };
        let refused = server.anonymous().post(&again, &body).await.refused(Code::LinkOver);
        assert_eq!(why(&refused), "take");
    }
    assert_eq!(why(&server.anonymous().get(&answer(&token)).await.refused(Code::LinkOver)), "take");
    assert_eq!(left(&world.camille, offer.id).await, 20_000);
}

async fn a_refused_answer_leaves_the_link(server: &TestServer) {
    let world = World::of(server).await;
    let offer = called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    let take = take_answer(&token);
    server.anonymous().post(&take, &wish(&world, 41)).await.refused(Code::OfferExhausted);
    let outside = json!({ "site_id": world.taker.site(), "grams": 1_000, "pickup_at": offer.closes_at.plus(DAY) });
    server.anonymous().post(&take, &outside).await.refused_fields(&[("/pickup_at", "outside_windows")]);
    let nothing = json!({ "site_id": world.taker.site(), "grams": 0 });
    server.anonymous().post(&take, &nothing).await.refused_fields(&[("/grams", "too_small")]);
    claim_of(offer.id, world.taker.site()).of(kg(40)).made_by(&world.samir).await;
    let refused = server.anonymous().post(&take, &wish(&world, 1)).await.refused(Code::LinkOver);
    assert_eq!(why(&refused), "exhausted");
}

async fn no_thank_you_dismisses_the_match(server: &TestServer) {
    let world = World::of(server).await;
    called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    let no = json!({ "reason": "no_time" });
    let answered: Answered = server.anonymous().post(&decline_answer(&token), &no).await.read(200);
    assert_eq!((answered.answer, answered.claim_id), (AnswerKind::Decline, None));
    let refused = server.anonymous().get(&answer(&token)).await.refused(Code::LinkOver);
    assert_eq!(why(&refused), "decline");
    let needs = world.samir.get(&format!("{}?organisation={}", paths::NEEDS, world.taker.id)).await.expect(200);
    let need = needs.body["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let matches = world.samir.get(&paths::matches_of_need(need)).await.expect(200);
    assert_eq!(matches.body["items"], json!([]), "he does not want to see it again");
    assert!(world.samir.get(paths::CLAIMS).await.read::<ClaimPage>(200).items.is_empty());
}

async fn a_link_answered_sixteen_times_at_once_is_one_claim(server: &TestServer) {
    let world = World::of(server).await;
    let offer = called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    let (anonymous, body, path) = (server.anonymous(), wish(&world, 2), take_answer(&token));
    let answers = join_all((0..16).map(|_| anonymous.post(&path, &body))).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!(won.len(), 1);
    for answer in lost {
        answer.refused(Code::LinkOver);
    }
    assert_eq!(left(&world.camille, offer.id).await, 38_000);
}

async fn a_link_reaches_one_organisation_s_sites_alone(server: &TestServer) {
    let world = World::of(server).await;
    // He belongs to another organisation too: the link does not reach it.
    let other = server.organisation("Autre").approved().at(tests::fixtures::communes::COUTRAS).exists().await;
    server.join(world.samir.user_id(), other.id, shared::organisations::Role::Coordinator).await;
    called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    for site in [other.site(), world.giver.site()] {
        let body = json!({ "site_id": site, "grams": 1_000 });
        server.anonymous().post(&take_answer(&token), &body).await.refused(Code::Forbidden);
    }
    let stranger = server.anonymous().with_token(&token);
    stranger.get(paths::ME).await.refused(Code::Unauthenticated);
}

async fn a_link_ends_with_its_offer(server: &TestServer) {
    let world = World::of(server).await;
    let offer = called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    let withdraw = paths::withdraw_offer(offer.id);
    world.camille.with_if_match(offer.version).act(&withdraw).await.expect(200);
    let refused = server.anonymous().post(&take_answer(&token), &wish(&world, 1)).await.refused(Code::LinkOver);
    assert_eq!(why(&refused), "closed");
    let second = offer_at(world.giver.site()).of(kg(40)).published_by(&world.camille).await;
    mailed(server).await;
    // The first mail has left, and is blank.
    let token = links_of(server, &world.samir).await.remove(0);
    server.anonymous().get(&answer(&token)).await.expect(200);
    server.clock.advance(second.closes_at.0 - server.clock.now().0);
    assert_eq!(why(&server.anonymous().get(&answer(&token)).await.refused(Code::LinkOver)), "closed");
}

async fn who_has_left_or_is_suspended_answers_nothing(server: &TestServer) {
    let world = World::of(server).await;
    let ali = server.coordinator_of(&world.taker).await;
    called(server, &world).await;
    let (his, hers) = (links_of(server, &world.samir).await.remove(0), links_of(server, &ali).await.remove(0));
    ali.delete(&paths::member(world.taker.id, world.samir.user_id())).await.expect(204);
    for refused in [
        server.anonymous().get(&answer(&his)).await.refused(Code::LinkOver),
        server.anonymous().post(&take_answer(&his), &wish(&world, 1)).await.refused(Code::LinkOver),
    ] {
        assert_eq!(why(&refused), "removed");
    }
    let suspension = json!({ "reason": "Hygiène" });
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &suspension).await.expect(200);
    server.anonymous().get(&answer(&hers)).await.refused(Code::OrganisationSuspended);
    server.anonymous().post(&take_answer(&hers), &wish(&world, 1)).await.refused(Code::OrganisationSuspended);
    server.anonymous().post(&decline_answer(&hers), &json!({})).await.refused(Code::OrganisationSuspended);
}

async fn an_unknown_link_is_not_found(server: &TestServer) {
    let world = World::of(server).await;
    let never = "A".repeat(43);
    for token in [never.as_str(), "x", "é"] {
        server.anonymous().get(&answer(token)).await.refused(Code::NotFound);
        server.anonymous().post(&take_answer(token), &wish(&world, 1)).await.refused(Code::NotFound);
    }
}

async fn an_answer_by_link_is_in_the_audit_log_as_such(server: &TestServer) {
    let world = World::of(server).await;
    called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    server.anonymous().post(&take_answer(&token), &wish(&world, 20)).await.expect(200);
    let log = server.admin().await.get(&format!("{}?operation=take_answer", paths::AUDIT)).await;
    let page: AuditPage = log.read(200);
    assert_eq!(page.items.len(), 1);
    let entry = &page.items[0];
    assert_eq!(entry.person.as_ref().map(|person| person.id), Some(world.samir.user_id()));
    assert_eq!(entry.detail.as_deref(), Some("by_link"));
}

async fn old_links_are_forgotten(server: &TestServer) {
    let world = World::of(server).await;
    called(server, &world).await;
    let token = links_of(server, &world.samir).await.remove(0);
    server.clock.advance(89 * DAY);
    housekeeping::run(&server.state).await.unwrap();
    server.anonymous().get(&answer(&token)).await.refused(Code::LinkOver);
    server.clock.advance(2 * DAY);
    housekeeping::run(&server.state).await.unwrap();
    server.anonymous().get(&answer(&token)).await.refused(Code::NotFound);
}
