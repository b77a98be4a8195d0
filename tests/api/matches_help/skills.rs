//! Which skills fit each other, and why.

use super::{reasons, skills_for};
use crate::world::World;
use serde_json::{Value, json};
use shared::ids::SiteId;
use shared::matches::help::HelpReasonKind::{
    Distance, KindSame, NeededSoon, Remote, TimesInCommon, TimesToAgree, TopicSame,
};
use shared::paths;
use shared::problem::Code;
use shared::time::DAY;
use tests::fixtures::communes::ARCACHON;
use tests::fixtures::{accounts_at, day, skill_of};
use tests::{TestServer, both};

both!(
    each_kind_finds_the_other,
    what_can_be_done_from_afar_is_near_everywhere,
    times_of_the_week_that_suit_both_count,
    what_is_paused_over_or_too_far_does_not_fit,
    only_the_own_organisation_is_shown_matches,
);

/// Help with accounts on the spot, within 20 km.
fn accounts(site: SiteId) -> Value {
    let mut body = accounts_at(site);
    (body["remote"], body["travels_km"], body["free_times"]) = (json!(false), json!(20), json!([]));
    body
}

/// Somebody is looked for.
fn looked_for(site: SiteId, skill: &str) -> Value {
    json!({ "kind": "wanted", "site_id": site, "skill": skill, "title": "Qui nous aide ?" })
}

async fn each_kind_finds_the_other(server: &TestServer) {
    let world = World::of(server).await;
    let offered = skill_of(&world.camille, &accounts(world.giver.site())).await;
    let mut body = looked_for(world.taker.site(), "accounting");
    body["needed_by"] = json!(day(2));
    let same = skill_of(&world.samir, &body).await;
    let near = skill_of(&world.samir, &looked_for(world.taker.site(), "insurance")).await;
    skill_of(&world.samir, &looked_for(world.taker.site(), "plumbing")).await;
    skill_of(&world.samir, &accounts(world.taker.site())).await;
    let found = skills_for(&world.camille, offered.id).await;
    let order: Vec<_> = found.iter().map(|one| (one.skill.id, one.fit.parts.category)).collect();
    assert_eq!(order, [(same.id, 10_000), (near.id, 4_000)]);
    assert_eq!(reasons(&found[0].fit), [KindSame, TimesToAgree, Distance, NeededSoon]);
    assert_eq!(reasons(&found[1].fit), [TopicSame, TimesToAgree, Distance]);
    assert_eq!((found[0].fit.distance_m, found[0].fit.parts.distance), (15_171, 3_678));
    let theirs = skills_for(&world.samir, same.id).await;
    assert_eq!((theirs.len(), theirs[0].skill.id, &theirs[0].fit), (1, offered.id, &found[0].fit));
    // Who names no time takes any.
    assert_eq!(found[1].fit.parts.quantity, 10_000);
}

async fn what_can_be_done_from_afar_is_near_everywhere(server: &TestServer) {
    let world = World::of(server).await;
    let far = server.organisation("Loin").approved().at(ARCACHON).exists().await;
    let zoe = server.volunteer_of(&far).await;
    let mut here = looked_for(world.taker.site(), "accounting");
    here["remote"] = json!(true);
    let here = skill_of(&world.samir, &here).await;
    let mut there = accounts(far.site());
    there["remote"] = json!(true);
    let there = skill_of(&zoe, &there).await;
    skill_of(&zoe, &accounts(far.site())).await;
    let found = skills_for(&world.samir, here.id).await;
    assert_eq!((found.len(), found[0].skill.id), (1, there.id));
    assert_eq!((found[0].fit.distance_m, found[0].fit.parts.distance), (0, 10_000));
    assert!(reasons(&found[0].fit).contains(&Remote));
    assert_eq!(skills_for(&zoe, there.id).await[0].fit, found[0].fit);
    // Both must be able to: whoever wants somebody on the spot is not near.
    let spot = skill_of(&world.samir, &looked_for(world.taker.site(), "accounting")).await;
    assert!(skills_for(&world.samir, spot.id).await.is_empty());
}

async fn times_of_the_week_that_suit_both_count(server: &TestServer) {
    let world = World::of(server).await;
    let times = |days: &[&str]| json!(days.iter().map(|day| json!({ "day": day, "part": "morning" })).collect::<Vec<_>>());
    let mut body = accounts(world.giver.site());
    body["free_times"] = times(&["monday", "tuesday"]);
    let offered = skill_of(&world.camille, &body).await;
    let mut shares = Vec::new();
    for days in [vec!["monday", "tuesday", "friday"], vec!["tuesday", "friday"], vec!["friday", "sunday"]] {
        let mut body = looked_for(world.taker.site(), "accounting");
        body["free_times"] = times(&days);
        let wish = skill_of(&world.samir, &body).await;
        let fit = skills_for(&world.samir, wish.id).await.remove(0).fit;
        let common = fit.reasons.iter().find(|reason| reason.kind == TimesInCommon).and_then(|reason| reason.count);
        shares.push((fit.parts.quantity, common));
    }
    assert_eq!(shares, [(10_000, Some(2)), (5_000, Some(1)), (0, None)]);
    assert_eq!(skills_for(&world.camille, offered.id).await.len(), 3);
}

async fn what_is_paused_over_or_too_far_does_not_fit(server: &TestServer) {
    let world = World::of(server).await;
    let offered = skill_of(&world.camille, &accounts(world.giver.site())).await;
    let mut body = looked_for(world.taker.site(), "accounting");
    body["needed_by"] = json!(day(2));
    let wish = skill_of(&world.samir, &body).await;
    let both = async || (skills_for(&world.camille, offered.id).await.len(), skills_for(&world.samir, wish.id).await.len());
    assert_eq!(both().await, (1, 1));
    let path = paths::skill(offered.id);
    world.camille.with_if_match(1).patch(&path, &json!({ "travels_km": 10 })).await.expect(200);
    assert_eq!(both().await, (0, 0), "nobody travels so far");
    world.camille.with_if_match(2).patch(&path, &json!({ "travels_km": 30, "paused": true })).await.expect(200);
    assert_eq!(both().await, (0, 0));
    world.camille.with_if_match(3).patch(&path, &json!({ "paused": false })).await.expect(200);
    assert_eq!(both().await, (1, 1));
    server.clock.advance(3 * DAY);
    assert_eq!(both().await, (0, 0), "its last day is over");
}

async fn only_the_own_organisation_is_shown_matches(server: &TestServer) {
    let world = World::of(server).await;
    let offered = skill_of(&world.camille, &accounts(world.giver.site())).await;
    let path = paths::matches_of_skill(offered.id);
    world.samir.get(&path).await.refused(Code::Forbidden);
    server.admin().await.get(&path).await.refused(Code::Forbidden);
    world.camille.get(&format!("{path}?limit=0")).await.refused_fields(&[("?limit", "out_of_range")]);
}
