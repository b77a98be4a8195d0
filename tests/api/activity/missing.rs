//! Weeks that nobody has declared: named, on the site's list and on the first page, and never guessed.

use crate::world::World;
use api::activity::store::{PeopleServed, people_served};
use serde_json::json;
use shared::activity::WeeklyActivityPage;
use shared::ids::SiteId;
use shared::paths;
use shared::problem::Code;
use shared::sites::Site;
use shared::time::DAY;
use shared::today::Today;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{TestOrganisation, declared, people, site_at, week, weeks_of};
use tests::{Client, TestServer, both};

both!(
    a_new_site_is_asked_about_the_weeks_since_it_exists,
    gaps_are_named_since_the_first_declaration,
    where_nobody_is_helped_nothing_is_missing,
    the_weeks_come_page_by_page,
    the_first_page_says_that_last_week_is_missing,
    people_served_are_those_of_the_latest_weeks,
);

async fn missing(client: &Client, site: SiteId) -> Vec<String> {
    weeks_of(client, site).await.missing.iter().map(ToString::to_string).collect()
}

async fn a_new_site_is_asked_about_the_weeks_since_it_exists(server: &TestServer) {
    let world = World::of(server).await;
    let site = world.taker.site();
    assert!(missing(&world.samir, site).await.is_empty(), "it is new this week");
    server.clock.advance(21 * DAY);
    assert_eq!(missing(&world.samir, site).await, ["2026-W50", "2026-W49"], "whole weeks that are over");
    server.clock.advance(364 * DAY);
    assert_eq!(missing(&world.samir, site).await.len(), 12, "who never declares is not asked about a year");
}

async fn gaps_are_named_since_the_first_declaration(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week("2026-W48"));
    for ago in [5, 3, 1] {
        declared(&world.samir, site, now.plus(-ago), &people(10)).await;
    }
    assert_eq!(missing(&world.samir, site).await, ["2026-W46", "2026-W44"]);
    declared(&world.samir, site, week("2026-W46"), &people(0)).await;
    assert_eq!(missing(&world.samir, site).await, ["2026-W44"], "a week without anybody is declared");
    server.clock.advance(7 * DAY);
    assert_eq!(missing(&world.samir, site).await, ["2026-W48", "2026-W44"]);
}

async fn where_nobody_is_helped_nothing_is_missing(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    let mut store = serde_json::to_value(site_at(COUTRAS)).unwrap();
    (store["kind"], store["name"]) = (json!("storage_site"), json!("Réserve"));
    let store: Site = nadia.post(&paths::sites_of(world.taker.id), &store).await.read(201);
    server.clock.advance(21 * DAY);
    let page = weeks_of(&nadia, store.id).await;
    assert_eq!((page.is_expected, page.missing.len(), page.can_declare), (false, 0, true));
    declared(&nadia, store.id, week("2026-W50"), &people(3)).await;
    assert!(missing(&nadia, store.id).await.is_empty());
}

async fn the_weeks_come_page_by_page(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week("2026-W48"));
    for ago in 0..4 {
        declared(&world.samir, site, now.plus(-ago), &people(ago)).await;
    }
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit=3{cursor}", paths::weekly_activities(site));
        let page: WeeklyActivityPage = world.samir.get(&path).await.read(200);
        found.extend(page.items.iter().map(|item| item.people_total));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, [0, 1, 2, 3].map(Some), "the latest first");
    let other = format!("{}?{}", paths::weekly_activities(world.giver.site()), cursor.trim_start_matches('&'));
    world.camille.get(&other).await.refused(Code::CursorMismatch);
}

async fn said_today(client: &Client, organisation: &TestOrganisation) -> Vec<(String, String)> {
    let today: Today = client.get(&format!("{}?organisation={}", paths::TODAY, organisation.id)).await.read(200);
    today.activity_missing.into_iter().map(|one| (one.site.name, one.week.to_string())).collect()
}

async fn the_first_page_says_that_last_week_is_missing(server: &TestServer) {
    let world = World::of(server).await;
    assert!(said_today(&world.samir, &world.taker).await.is_empty());
    server.clock.advance(14 * DAY);
    let lacking = ("Antenne de Coutras".to_owned(), "2026-W49".to_owned());
    assert_eq!(said_today(&world.samir, &world.taker).await, [lacking]);
    declared(&world.samir, world.taker.site(), week("2026-W49"), &people(7)).await;
    assert!(said_today(&world.samir, &world.taker).await.is_empty());
}

async fn people_served_are_those_of_the_latest_weeks(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week("2026-W48"));
    let sites = [site, world.giver.site()];
    let served = async || server.state.read(move |cx| people_served(cx, &sites)).await.unwrap();
    assert!(served().await.is_empty(), "nothing is known of either");
    // Half a year ago, and lately: 10, 20, 30, then one week of which only the meals were counted.
    declared(&world.samir, site, now.plus(-27), &people(1_000)).await;
    for (ago, count) in [(6, 10), (5, 20), (3, 30)] {
        declared(&world.samir, site, now.plus(-ago), &people(count)).await;
    }
    declared(&world.samir, site, now, &json!({ "meals": 99 })).await;
    assert_eq!(served().await.get(&site), Some(&PeopleServed { mean: 20, weeks: 3 }));
    for (ago, count) in [(2, 42), (1, 41)] {
        declared(&world.samir, site, now.plus(-ago), &people(count)).await;
    }
    let found = served().await;
    assert_eq!(found.get(&site), Some(&PeopleServed { mean: 33, weeks: 4 }), "20, 30, 42 and 41");
    assert!(!found.contains_key(&world.giver.site()));
}
