//! Reminders: on Mondays at ten, once for each site and week, one notification an organisation.

use crate::world::World;
use api::events::worker;
use futures_util::future::join_all;
use serde_json::json;
use shared::iso_week::IsoWeek;
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths;
use shared::sites::Site;
use shared::time::{DAY, MINUTE};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{declared, people, site_at, week};
use tests::{Client, TestServer, both};

both!(
    those_who_manage_are_reminded_once_of_a_missing_week,
    two_sites_are_one_reminder,
    each_organisation_is_told_of_its_own_sites,
    who_declares_in_time_or_not_at_all_is_left_alone,
    nobody_is_reminded_for_ever,
);

/// Four servers look at once.
pub async fn work(server: &TestServer) {
    join_all((0..4).map(|_| worker::run_once(&server.state))).await;
}

/// The weeks of which somebody was reminded, the newest first, each with how many sites lack it and the name of the only one.
pub async fn told(client: &Client) -> Vec<(IsoWeek, Option<u32>, Option<String>)> {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    let missing = page.items.into_iter().filter(|one| one.kind == NotificationKind::ActivityMissing);
    missing.map(|one| (one.facts.week.unwrap(), one.facts.count, one.facts.item)).collect()
}

async fn mails(server: &TestServer, client: &Client) -> usize {
    let address = format!("{}@example.org", client.user_id().0.simple());
    let outbox = server.outbox().await.into_iter();
    outbox.filter(|mail| mail.recipient == address && mail.subject.contains("semaine")).count()
}

async fn those_who_manage_are_reminded_once_of_a_missing_week(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    declared(&world.samir, world.taker.site(), week("2026-W48"), &people(40)).await;
    // From a Tuesday at ten to the Monday after next, a moment before ten.
    server.clock.advance(13 * DAY - 1);
    work(server).await;
    assert!(told(&nadia).await.is_empty());
    server.clock.advance(1);
    work(server).await;
    let once = (week("2026-W49"), Some(1), Some("Antenne de Coutras".to_owned()));
    assert_eq!(told(&nadia).await, std::slice::from_ref(&once));
    assert!(told(&world.samir).await.is_empty(), "a volunteer sees it on the first page");
    server.clock.advance(2 * MINUTE);
    work(server).await;
    assert_eq!((told(&nadia).await.len(), mails(server, &nadia).await), (1, 1));
    server.clock.advance(7 * DAY);
    work(server).await;
    assert_eq!(told(&nadia).await, [(week("2026-W50"), Some(1), once.2.clone()), once]);
}

async fn two_sites_are_one_reminder(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    let other: Site = nadia.post(&paths::sites_of(world.taker.id), &site_at(LIBOURNE)).await.read(201);
    for site in [world.taker.site(), other.id] {
        declared(&nadia, site, week("2026-W48"), &people(40)).await;
    }
    server.clock.advance(13 * DAY);
    work(server).await;
    assert_eq!(told(&nadia).await, [(week("2026-W49"), Some(2), None)]);
}

async fn each_organisation_is_told_of_its_own_sites(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, omar) = (server.coordinator_of(&world.taker).await, server.coordinator_of(&world.giver).await);
    declared(&nadia, world.taker.site(), week("2026-W48"), &people(40)).await;
    declared(&omar, world.giver.site(), week("2026-W48"), &people(5)).await;
    server.clock.advance(13 * DAY);
    work(server).await;
    let of = |place: &str| [(week("2026-W49"), Some(1), Some(format!("Antenne de {place}")))];
    assert_eq!((told(&nadia).await, told(&omar).await), (of("Coutras").to_vec(), of("Libourne").to_vec()));
}

async fn who_declares_in_time_or_not_at_all_is_left_alone(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, omar) = (server.coordinator_of(&world.taker).await, server.coordinator_of(&world.giver).await);
    declared(&world.samir, world.taker.site(), week("2026-W48"), &people(40)).await;
    server.clock.advance(12 * DAY);
    declared(&world.samir, world.taker.site(), week("2026-W49"), &people(41)).await;
    server.clock.advance(DAY);
    work(server).await;
    assert!(told(&nadia).await.is_empty() && told(&omar).await.is_empty());
    // Who does not want to hear of it does not.
    let none = json!({
        "wishes": [{ "kind": "activity_missing", "way": "off" }],
        "daily_hour": 7, "quiet_from": 21, "quiet_until": 7,
    });
    let (put, none) = (reqwest::Method::PUT, none.to_string());
    nadia.send_text(put, paths::NOTIFICATION_PREFERENCES, Some("application/json"), &none).await.expect(200);
    server.clock.advance(7 * DAY);
    work(server).await;
    assert!(told(&nadia).await.is_empty());
}

async fn nobody_is_reminded_for_ever(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.taker).await;
    let why = json!({ "reason": "Contrôle en cours" });
    declared(&world.samir, world.taker.site(), week("2026-W48"), &people(40)).await;
    server.clock.advance(6 * DAY);
    for _ in 0..20 {
        server.clock.advance(7 * DAY);
        work(server).await;
    }
    assert_eq!(told(&nadia).await.len(), 12, "who has not heard by then does not want to");
    // It begins again with the next declaration, and a suspended organisation hears nothing.
    declared(&world.samir, world.taker.site(), week("2027-W16"), &people(40)).await;
    server.admin().await.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    server.clock.advance(14 * DAY);
    work(server).await;
    assert_eq!(told(&nadia).await.len(), 12);
}
