//! One's own notifications: listed, counted, read.

use super::{World, told, work};
use shared::ids::NotificationId;
use shared::notifications::{NotificationPage, UnreadNotifications};
use shared::paths::{self, read_notification};
use shared::problem::Code;
use shared::time::MINUTE;
use tests::fixtures::{claim_of, kg, offer_at};
use tests::{Client, TestServer, both};
use uuid::Uuid;

both!(
    what_is_read_is_no_longer_counted,
    a_list_comes_in_pages,
    nobody_reads_what_others_are_told,
    whoever_leaves_an_organisation_leaves_its_notifications,
);

/// The giver's volunteer is told so many times.
async fn told_times(server: &TestServer, world: &World, times: i64) {
    let offer = offer_at(world.giver.site()).of(kg(90)).published_by(&world.camille).await;
    for _ in 0..times {
        server.clock.advance(MINUTE);
        claim_of(offer.id, world.taker.site()).of(kg(5)).made_by(&world.samir).await;
    }
    work(server).await;
}

async fn unread(client: &Client) -> u32 {
    client.get(paths::UNREAD_NOTIFICATIONS).await.read::<UnreadNotifications>(200).count
}

async fn page(client: &Client, query: &str) -> NotificationPage {
    client.get(&format!("{}?{query}", paths::NOTIFICATIONS)).await.read(200)
}

async fn what_is_read_is_no_longer_counted(server: &TestServer) {
    let world = World::of(server).await;
    told_times(server, &world, 3).await;
    assert_eq!(unread(&world.camille).await, 3);
    let newest = told(&world.camille).await[0].id;
    for _ in 0..2 {
        world.camille.act(&read_notification(newest)).await.expect(204);
    }
    assert_eq!(unread(&world.camille).await, 2);
    let all = told(&world.camille).await;
    assert_eq!(all.iter().map(|one| one.read_at.is_some()).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(page(&world.camille, "unread=true").await.items, all[1..]);
    world.camille.act(paths::READ_ALL_NOTIFICATIONS).await.expect(204);
    assert_eq!((unread(&world.camille).await, page(&world.camille, "unread=true").await.items.len()), (0, 0));
    assert_eq!(told(&world.camille).await[0].read_at, all[0].read_at, "read once");
}

async fn a_list_comes_in_pages(server: &TestServer) {
    let world = World::of(server).await;
    told_times(server, &world, 5).await;
    let all = told(&world.camille).await;
    let first = page(&world.camille, "limit=2").await;
    let cursor = first.next_cursor.unwrap();
    let second = page(&world.camille, &format!("limit=2&cursor={cursor}")).await;
    let third = page(&world.camille, &format!("limit=2&cursor={}", second.next_cursor.unwrap())).await;
    assert_eq!([first.items, second.items, third.items].concat(), all);
    assert_eq!((all.len(), third.next_cursor), (5, None));
    let other = format!("{}?unread=true&cursor={cursor}", paths::NOTIFICATIONS);
    world.camille.get(&other).await.refused(Code::CursorMismatch);
}

async fn nobody_reads_what_others_are_told(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.volunteer_of(&world.giver).await;
    told_times(server, &world, 1).await;
    let hers = told(&world.camille).await[0].id;
    for id in [hers, NotificationId(Uuid::now_v7())] {
        nadia.act(&read_notification(id)).await.refused(Code::NotFound);
    }
    nadia.act(paths::READ_ALL_NOTIFICATIONS).await.expect(204);
    assert_eq!((unread(&nadia).await, unread(&world.camille).await), (0, 1));
}

async fn whoever_leaves_an_organisation_leaves_its_notifications(server: &TestServer) {
    let world = World::of(server).await;
    told_times(server, &world, 1).await;
    world.camille.act(&paths::leave_organisation(world.giver.id)).await.expect(204);
    assert!(told(&world.camille).await.is_empty());
}
