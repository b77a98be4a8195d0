//! The matches of the first page, from both sides.

use crate::world::World;
use serde_json::json;
use shared::matches::MatchSide;
use shared::paths;
use shared::today::Today;
use tests::fixtures::{TestOrganisation, accounts_at, skill_of, van_of, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(each_side_finds_its_matches_on_the_first_page, there_are_at_most_three_of_each, what_is_over_is_gone);

async fn today(client: &Client, organisation: &TestOrganisation) -> Today {
    client.get(&format!("{}?organisation={}", paths::TODAY, organisation.id)).await.read(200)
}

async fn each_side_finds_its_matches_on_the_first_page(server: &TestServer) {
    let world = World::of(server).await;
    let van = van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    let offered = skill_of(&world.camille, &accounts_at(world.giver.site())).await;
    let body = json!({ "kind": "wanted", "site_id": world.taker.site(), "skill": "accounting", "title": "Bilan" });
    let wish = skill_of(&world.samir, &body).await;
    let (ours, theirs) = (today(&world.camille, &world.giver).await, today(&world.samir, &world.taker).await);
    for (day, side) in [(&ours, MatchSide::Offering), (&theirs, MatchSide::Needing)] {
        let [found] = day.equipment_matches.as_slice() else { panic!("{:?}", day.equipment_matches) };
        assert_eq!((found.side, found.equipment.id, found.need.id), (side, van.id, need.id));
        assert_eq!((found.fit.starts_at, found.fit.distance_m), (Some(need.starts_at), 15_171));
        let [found] = day.skill_matches.as_slice() else { panic!("{:?}", day.skill_matches) };
        assert_eq!((found.side, found.offered.id, found.wanted.id), (side, offered.id, wish.id));
    }
    assert_eq!(ours.equipment_matches[0].fit, theirs.equipment_matches[0].fit);
}

async fn there_are_at_most_three_of_each(server: &TestServer) {
    let world = World::of(server).await;
    for number in 1..=3 {
        van_of(&world.camille, world.giver.site()).await;
        wanted(&world.samir, &van_wanted_at(world.taker.site(), 24 * number, 24 * number + 5)).await;
    }
    for (client, organisation) in [(&world.camille, &world.giver), (&world.samir, &world.taker)] {
        let found = today(client, organisation).await.equipment_matches;
        assert_eq!(found.len(), 3);
        assert!(found.windows(2).all(|pair| pair[0].fit.score >= pair[1].fit.score));
    }
}

async fn what_is_over_is_gone(server: &TestServer) {
    let world = World::of(server).await;
    van_of(&world.camille, world.giver.site()).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    assert_eq!(today(&world.camille, &world.giver).await.equipment_matches.len(), 1);
    world.samir.post(&paths::confirm_equipment_need(need.id), &json!({})).await.expect(200);
    assert!(today(&world.camille, &world.giver).await.equipment_matches.is_empty());
    assert!(today(&world.samir, &world.taker).await.equipment_matches.is_empty());
}
