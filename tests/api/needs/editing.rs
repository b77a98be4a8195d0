//! Changing and withdrawing needs.

use super::World;
use serde_json::json;
use shared::claims::{Claim, ClaimState};
use shared::needs::{Need, NeedStatus};
use shared::offers::Offer;
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use tests::fixtures::{answer_with, claim_of, day, kg, need_at, offer_at};
use tests::{TestServer, both};

both!(
    an_edit_needs_the_version_that_was_seen,
    a_need_keeps_its_kind,
    less_may_be_wanted_than_is_promised,
    a_withdrawn_need_declines_proposals_and_keeps_its_own_claims,
    a_site_that_lacks_something_is_not_deleted,
);

async fn an_edit_needs_the_version_that_was_seen(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let (path, change) = (paths::need(need.id), json!({ "title": "Lait", "remarks": "  Merci ", "pickup_km": 12 }));
    world.samir.patch(&path, &change).await.refused(Code::PreconditionRequired);
    world.camille.with_if_match(1).patch(&path, &change).await.refused(Code::Forbidden);
    let changed: Need = world.samir.with_if_match(1).patch(&path, &change).await.read(200);
    assert_eq!((changed.title.as_str(), changed.remarks.as_deref(), changed.pickup_km), ("Lait", Some("Merci"), Some(12)));
    world.samir.with_if_match(1).patch(&path, &change).await.refused(Code::PreconditionFailed);
    let erased = json!({ "remarks": null, "pickup_km": null });
    let erased: Need = world.samir.with_if_match(changed.version).patch(&path, &erased).await.read(200);
    assert_eq!((erased.remarks, erased.pickup_km), (None, None));
    // Its words are found anew.
    let found = world.camille.get(&format!("{}?text=lait", paths::NEEDS)).await.expect(200);
    assert_eq!(found.body["items"].as_array().unwrap().len(), 1);
    let lost = world.camille.get(&format!("{}?text=famille", paths::NEEDS)).await.expect(200);
    assert!(lost.body["items"].as_array().unwrap().is_empty());
}

async fn a_need_keeps_its_kind(server: &TestServer) {
    let world = World::of(server).await;
    let once = need_at(world.taker.site()).published_by(&world.samir).await;
    let pattern = json!({ "weekday": "monday", "time": "09:00", "starts_on": "2026-12-01" });
    let change = world.samir.with_if_match(1).patch(&paths::need(once.id), &json!({ "weekly": pattern })).await;
    change.refused_fields(&[("/weekly", "kind_is_fixed")]);
    let weekday = shared::sites::Weekday::Friday;
    let weekly = need_at(world.taker.site()).every(weekday, "10:00", day(0), None).published_by(&world.samir).await;
    let path = paths::need(weekly.id);
    let change = world.samir.with_if_match(1).patch(&path, &json!({ "needed_by": "2026-12-01T09:00:00Z" })).await;
    change.refused_fields(&[("/needed_by", "kind_is_fixed")]);
    let moved: Need = world.samir.with_if_match(1).patch(&path, &json!({ "weekly": pattern })).await.read(200);
    assert_eq!((moved.needed_by.to_string().as_str(), moved.occurrence), ("2026-12-07T08:00:00.000Z", 1));
}

async fn less_may_be_wanted_than_is_promised(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let claim = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(40))).await;
    let claim: Claim = claim.read(201);
    world.samir.act(&paths::claim_action(claim.id, shared::claims::ClaimAction::Accept)).await.expect(200);
    world.deliver(&claim, 40).await;
    assert_eq!(world.sums(need.id).await, [60, 0, 40, 20]);
    let seen = world.samir.with_if_match(world.need(need.id).await.version);
    let fulfilled: Need = seen.patch(&paths::need(need.id), &json!({ "wanted_grams": 30_000 })).await.read(200);
    assert_eq!((fulfilled.status, fulfilled.left_grams), (NeedStatus::Fulfilled, kg(0)));
    let seen = world.samir.with_if_match(fulfilled.version);
    let late = seen.patch(&paths::need(need.id), &json!({ "title": "Lait" })).await.refused(Code::NeedClosed);
    assert_eq!(late.params["status"], "fulfilled");
}

async fn a_withdrawn_need_declines_proposals_and_keeps_its_own_claims(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let proposed = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(20))).await;
    let proposed: Claim = proposed.read(201);
    let own: Claim = claim_of(offer.id, world.taker.site()).of(kg(10)).answering(need.id).made_by(&world.samir).await;
    world.camille.act(&paths::withdraw_need(need.id)).await.refused(Code::Forbidden);
    let withdrawn: Need = world.samir.act(&paths::withdraw_need(need.id)).await.read(200);
    assert_eq!((withdrawn.status, withdrawn.can_edit), (NeedStatus::Withdrawn, false));
    let state = async |claim: &Claim| world.samir.get(&paths::claim(claim.id)).await.read::<Claim>(200).state;
    assert_eq!((state(&proposed).await, state(&own).await), (ClaimState::Declined, ClaimState::Requested));
    assert_eq!(world.camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).left_grams, kg(110));
    assert_eq!(world.sums(need.id).await, [60, 10, 0, 50]);
    world.samir.act(&paths::withdraw_need(need.id)).await.refused(Code::NeedClosed);
    let late = world.camille.post(&paths::answers(need.id), &answer_with(offer.id, kg(20))).await;
    assert_eq!(late.refused(Code::NeedClosed).params["status"], "withdrawn");
    server.clock.advance(HOUR);
}

async fn a_site_that_lacks_something_is_not_deleted(server: &TestServer) {
    let world = World::of(server).await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    let coordinator = server.coordinator_of(&world.taker).await;
    let answer = coordinator.with_header("if-match", "*").delete(&paths::site(world.taker.site())).await;
    answer.refused(Code::SiteInUse);
}
