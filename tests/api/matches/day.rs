//! The matches of the first page, from both sides.

use super::World;
use serde_json::json;
use shared::matches::{DismissalReason, MatchSide};
use shared::paths;
use shared::today::{DayMatch, Today};
use tests::fixtures::{TestOrganisation, kg, need_at, offer_at};
use tests::{Client, TestServer, both};

both!(
    each_side_finds_the_match_on_its_first_page,
    the_best_come_first_and_at_most_six,
    what_is_dismissed_covered_or_withdrawn_is_gone,
    what_is_kept_for_others_is_not_proposed,
);

async fn matches(client: &Client, organisation: &TestOrganisation) -> Vec<DayMatch> {
    let path = format!("{}?organisation={}", paths::TODAY, organisation.id);
    client.get(&path).await.read::<Today>(200).matches
}

async fn each_side_finds_the_match_on_its_first_page(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).category("dairy").published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let ours = matches(&world.camille, &world.giver).await;
    let theirs = matches(&world.samir, &world.taker).await;
    for (found, side) in [(&ours, MatchSide::Offering), (&theirs, MatchSide::Needing)] {
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].side, found[0].offer.id, found[0].need.id), (side, offer.id, need.id));
        assert_eq!((found[0].fit.score, found[0].fit.grams), (6_281, kg(60)));
    }
}

async fn the_best_come_first_and_at_most_six(server: &TestServer) {
    let world = World::of(server).await;
    for number in 1..=5 {
        need_at(world.taker.site()).category("dairy").of(kg(10 * number)).published_by(&world.samir).await;
        offer_at(world.giver.site()).published_by(&world.camille).await;
    }
    for (client, organisation) in [(&world.camille, &world.giver), (&world.samir, &world.taker)] {
        let found = matches(client, organisation).await;
        assert_eq!(found.len(), 6);
        assert!(found.windows(2).all(|pair| pair[0].fit.score >= pair[1].fit.score));
    }
}

async fn what_is_dismissed_covered_or_withdrawn_is_gone(server: &TestServer) {
    let world = World::of(server).await;
    let need = need_at(world.taker.site()).category("dairy").published_by(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let told = json!({
        "offer_id": offer.id, "need_id": need.id, "organisation_id": world.giver.id, "reason": DismissalReason::NoTime,
    });
    world.camille.post(paths::DISMISSALS, &told).await.expect(201);
    assert!(matches(&world.camille, &world.giver).await.is_empty());
    assert_eq!(matches(&world.samir, &world.taker).await.len(), 1, "the other side is not told");
    world.camille.act(&paths::withdraw_offer(offer.id)).await.expect(200);
    assert!(matches(&world.samir, &world.taker).await.is_empty());
}

async fn what_is_kept_for_others_is_not_proposed(server: &TestServer) {
    let world = World::of(server).await;
    need_at(world.taker.site()).category("dairy").published_by(&world.samir).await;
    let first = offer_at(world.giver.site()).to_partners_first().published_by(&world.camille).await;
    assert!(matches(&world.camille, &world.giver).await.is_empty(), "some are called first");
    let theirs = matches(&world.samir, &world.taker).await;
    assert_eq!(theirs.first().map(|found| found.offer.id), Some(first.id), "whoever is called wishes on the offer's page");
}
