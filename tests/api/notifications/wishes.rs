//! What people want to be told, and the mails of what they have not read.

use super::{World, kinds, mails, told, work};
use reqwest::Method;
use shared::notifications::NotificationKind::{ClaimAsked, OfferFits};
use shared::notifications::{MailsPreview, NotificationKind, NotificationPreferences, Way, Wish};
use shared::paths;
use shared::problem::Code;
use shared::time::{HOUR, MINUTE};
use tests::fixtures::{claim_of, kg, need_at, offer_at};
use tests::{Client, TestServer, both};

both!(
    a_mail_tells_of_what_was_not_read,
    what_is_read_in_time_is_not_mailed,
    the_mail_of_the_day_tells_of_all_at_once,
    at_night_no_mail_comes_and_none_is_lost,
    whoever_wants_nothing_is_told_nothing,
    a_link_stops_the_mails_without_logging_in,
    wishes_are_kept_and_checked,
);

async fn wants(client: &Client, wishes: &[(NotificationKind, Way)]) -> NotificationPreferences {
    let wishes = wishes.iter().map(|(kind, way)| Wish { kind: *kind, way: *way }).collect();
    put(client, &NotificationPreferences { wishes, ..NotificationPreferences::default() }).await.read(200)
}

async fn put(client: &Client, wanted: &NotificationPreferences) -> tests::Answer {
    let text = serde_json::to_string(wanted).unwrap();
    client.send_text(Method::PUT, paths::NOTIFICATION_PREFERENCES, Some("application/json"), &text).await
}

/// An offer that the taker's volunteer is told of.
async fn an_offer_fits(server: &TestServer, world: &World, title: &str) {
    offer_at(world.giver.site()).titled(title).undated().fetched_in(1, 90).published_by(&world.camille).await;
    work(server).await;
}

async fn lacking(server: &TestServer) -> World {
    let world = World::of(server).await;
    need_at(world.taker.site()).titled("Laitages").of(kg(500)).published_by(&world.samir).await;
    work(server).await;
    world
}

async fn a_mail_tells_of_what_was_not_read(server: &TestServer) {
    let world = lacking(server).await;
    an_offer_fits(server, &world, "Yaourts").await;
    assert!(mails(server, &world.samir).await.is_empty(), "the open browser comes first");
    server.clock.advance(2 * MINUTE);
    work(server).await;
    work(server).await;
    let sent = mails(server, &world.samir).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].starts_with("Épicerie propose « Yaourts »"), "{sent:?}");
}

async fn what_is_read_in_time_is_not_mailed(server: &TestServer) {
    let world = lacking(server).await;
    an_offer_fits(server, &world, "Yaourts").await;
    world.samir.act(paths::READ_ALL_NOTIFICATIONS).await.expect(204);
    server.clock.advance(HOUR);
    work(server).await;
    assert!(mails(server, &world.samir).await.is_empty());
}

async fn the_mail_of_the_day_tells_of_all_at_once(server: &TestServer) {
    let world = lacking(server).await;
    wants(&world.samir, &[(OfferFits, Way::Daily)]).await;
    for title in ["Yaourts", "Fromage blanc", "Crème"] {
        an_offer_fits(server, &world, title).await;
    }
    // Ten o'clock: until seven the next day.
    server.clock.advance(21 * HOUR - MINUTE);
    work(server).await;
    assert!(mails(server, &world.samir).await.is_empty());
    server.clock.advance(MINUTE);
    work(server).await;
    assert_eq!(mails(server, &world.samir).await, ["3 nouvelles pour vous"]);
}

async fn at_night_no_mail_comes_and_none_is_lost(server: &TestServer) {
    let world = lacking(server).await;
    let nadia = server.coordinator_of(&world.giver).await;
    server.clock.advance(12 * HOUR);
    an_offer_fits(server, &world, "Yaourts").await;
    let offer = told(&world.samir).await[0].facts.offer.clone().unwrap().id;
    claim_of(offer, world.taker.site()).of(kg(5)).made_by(&world.samir).await;
    server.clock.advance(HOUR);
    work(server).await;
    assert!(mails(server, &world.samir).await.is_empty());
    let folder = server.mail_folder();
    assert!(!folder.exists(), "the request to the giver waits until the morning too");
    server.clock.advance(8 * HOUR);
    work(server).await;
    assert_eq!(mails(server, &world.samir).await.len(), 1);
    assert!(std::fs::read_dir(folder).unwrap().count() >= 2);
    assert_eq!(mails(server, &nadia).await.len(), 1);
}

async fn whoever_wants_nothing_is_told_nothing(server: &TestServer) {
    let world = lacking(server).await;
    let nadia = server.coordinator_of(&world.giver).await;
    let other = server.coordinator_of(&world.giver).await;
    wants(&nadia, &[(ClaimAsked, Way::Off)]).await;
    wants(&other, &[(ClaimAsked, Way::App)]).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    claim_of(offer.id, world.taker.site()).of(kg(5)).made_by(&world.samir).await;
    assert_eq!((kinds(&nadia).await, mails(server, &nadia).await.len()), (vec![], 0));
    assert_eq!((kinds(&other).await, mails(server, &other).await.len()), (vec![ClaimAsked], 0));
}

async fn a_link_stops_the_mails_without_logging_in(server: &TestServer) {
    let world = lacking(server).await;
    an_offer_fits(server, &world, "Yaourts").await;
    server.clock.advance(2 * MINUTE);
    work(server).await;
    let files = std::fs::read_dir(server.mail_folder()).unwrap().map(|file| file.unwrap().path());
    let mail = files.map(|file| std::fs::read_to_string(file).unwrap()).find(|mail| mail.contains("propose")).unwrap();
    assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
    let unfolded = mail.replace("\r\n ", "");
    let path = unfolded.split_once("List-Unsubscribe: <").unwrap().1.split_once('>').unwrap().0;
    let path = path.split_once("/api/").map(|(_, rest)| format!("/api/{rest}")).unwrap();
    let page = path.trim_end_matches("/stop").rsplit_once('/').unwrap().1.to_owned();
    assert!(unfolded.contains(&format!("/notifications/arreter/{page}")), "{mail}");
    let anyone = server.anonymous();
    assert!(anyone.get(&paths::notification_mails(&page)).await.read::<MailsPreview>(200).any);
    // As a mail program sends it.
    let form = "application/x-www-form-urlencoded";
    let sent = anyone.send_text(Method::POST, &path, Some(form), "List-Unsubscribe=One-Click").await;
    assert!(!sent.read::<MailsPreview>(200).any);
    an_offer_fits(server, &world, "Crème").await;
    server.clock.advance(HOUR);
    work(server).await;
    assert_eq!(mails(server, &world.samir).await.len(), 1, "no more mails");
    assert_eq!(kinds(&world.samir).await[..2], [OfferFits, OfferFits], "the application still tells");
    anyone.act(&paths::stop_notification_mails("inconnu")).await.refused(Code::NotFound);
}

async fn wishes_are_kept_and_checked(server: &TestServer) {
    let world = World::of(server).await;
    let usual: NotificationPreferences = world.samir.get(paths::NOTIFICATION_PREFERENCES).await.read(200);
    assert_eq!(usual, NotificationPreferences::default());
    let wanted =
        NotificationPreferences { daily_hour: 18, quiet_from: 22, ..wants(&world.samir, &[(OfferFits, Way::Daily)]).await };
    assert_eq!(put(&world.samir, &wanted).await.read::<NotificationPreferences>(200), wanted);
    assert_eq!(wanted.way(OfferFits), Way::Daily);
    assert_eq!(world.samir.get(paths::NOTIFICATION_PREFERENCES).await.read::<NotificationPreferences>(200), wanted);
    put(&world.samir, &NotificationPreferences { daily_hour: 24, ..wanted })
        .await
        .refused_fields(&[("/daily_hour", "too_large")]);
}
