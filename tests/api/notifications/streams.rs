//! Streams: what reaches an open browser, how soon, and when they end.

use super::{World, told, work};
use reqwest::Response;
use shared::ids::NotificationId;
use shared::notifications::Notification;
use shared::paths;
use shared::problem::Code;
use std::time::{Duration, Instant};
use tests::clients::session_of;
use tests::fixtures::{claim_of, kg, need_at, offer_at};
use tests::{Client, TestServer, both};
use tokio::time::timeout;

both!(
    whoever_could_take_an_offer_sees_it_within_two_seconds,
    a_stream_that_was_cut_repeats_what_came_since,
    a_stream_is_for_its_own_person_and_goes_through_every_proxy,
    it_ends_with_the_session,
    it_ends_with_the_suspension,
    it_ends_when_the_server_stops,
    a_sixth_stream_ends_the_first,
);

/// Longer than a stream may take to end, or a notification to arrive.
const PATIENCE: Duration = Duration::from_secs(4);

/// An open stream.
struct Watching {
    response: Response,
    text: String,
}

impl Watching {
    async fn of(client: &Client) -> Self {
        let response = client.watch(paths::NOTIFICATION_STREAM).await;
        assert_eq!(response.status(), 200);
        Self { response, text: String::new() }
    }

    /// The next message that is no sign of life; `None` at the end.
    async fn next(&mut self) -> Option<Notification> {
        loop {
            while let Some((message, rest)) = self.text.split_once("\n\n") {
                let data = message.lines().find_map(|line| line.strip_prefix("data: ")).map(str::to_owned);
                let id = message.lines().find_map(|line| line.strip_prefix("id: ")).map(str::to_owned);
                self.text = rest.to_owned();
                if let Some(data) = data {
                    let notification: Notification = serde_json::from_str(&data).unwrap();
                    assert_eq!(id, Some(notification.id.to_string()));
                    return Some(notification);
                }
            }
            match timeout(PATIENCE, self.response.chunk()).await.expect("neither a message nor an end") {
                Ok(Some(bytes)) => self.text.push_str(std::str::from_utf8(&bytes).unwrap()),
                // A server that stops may cut the connection.
                Ok(None) | Err(_) => return None,
            }
        }
    }

    async fn ends(mut self) {
        assert_eq!(self.next().await, None);
    }
}

async fn whoever_could_take_an_offer_sees_it_within_two_seconds(server: &TestServer) {
    let world = World::of(server).await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    work(server).await;
    let mut watching = Watching::of(&world.samir).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    let began = Instant::now();
    // Where the clock is the system's, the worker looks every half second.
    work(server).await;
    let heard = watching.next().await.unwrap();
    assert_eq!(heard.facts.offer.map(|named| named.id), Some(offer.id));
    assert!(began.elapsed() < Duration::from_millis(1_500), "{:?}", began.elapsed());
    // Once, and what comes afterwards comes too.
    let second = offer_at(world.giver.site()).published_by(&world.camille).await;
    work(server).await;
    assert_eq!(watching.next().await.unwrap().facts.offer.map(|named| named.id), Some(second.id));
}

async fn a_claim(world: &World) {
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    claim_of(offer.id, world.taker.site()).of(kg(5)).made_by(&world.samir).await;
}

async fn a_stream_that_was_cut_repeats_what_came_since(server: &TestServer) {
    let world = World::of(server).await;
    for _ in 0..3 {
        server.clock.advance(60_000);
        a_claim(&world).await;
    }
    let told = told(&world.camille).await;
    let again = |id: &str| world.camille.with_header("last-event-id", id);
    let mut watching = Watching::of(&again(&told[2].id.to_string())).await;
    assert_eq!([watching.next().await.unwrap(), watching.next().await.unwrap()], [told[1].clone(), told[0].clone()]);
    // Somebody else's, or nothing: nothing is repeated, and the next one comes.
    for id in [NotificationId(uuid::Uuid::now_v7()).to_string(), "n’importe quoi".replace('’', "'")] {
        let mut watching = Watching::of(&again(&id)).await;
        a_claim(&world).await;
        let next = watching.next().await.unwrap();
        assert!(!told.contains(&next));
    }
}

async fn a_stream_is_for_its_own_person_and_goes_through_every_proxy(server: &TestServer) {
    let world = World::of(server).await;
    server.anonymous().get(paths::NOTIFICATION_STREAM).await.refused(Code::Unauthenticated);
    // Whoever belongs to nobody is told things too: that somebody was admitted, or removed.
    drop(Watching::of(&server.stranger().await).await);
    let samir = world.samir.with_header("accept-encoding", "br, gzip");
    let mut watching = Watching::of(&samir).await;
    let header = |name| watching.response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("content-type").as_deref(), Some("text/event-stream"));
    assert_eq!(header("x-accel-buffering").as_deref(), Some("no"));
    assert_eq!(header("cache-control").as_deref(), Some("no-store"));
    assert!(header("content-encoding").is_none_or(|encoding| encoding == "identity"));
    a_claim(&world).await;
    let camille = told(&world.camille).await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    work(server).await;
    let heard = watching.next().await.unwrap();
    assert!(!camille.contains(&heard) && told(&world.samir).await.contains(&heard), "{heard:?}");
}

async fn it_ends_with_the_session(server: &TestServer) {
    let world = World::of(server).await;
    let watching = Watching::of(&world.samir).await;
    let mut other = Watching::of(&world.camille).await;
    let session = session_of(world.samir.user_id());
    world.samir.delete(&format!("{}/{session}", paths::SESSIONS)).await.expect(204);
    watching.ends().await;
    a_claim_by(server, &world).await;
    assert!(other.next().await.is_some(), "others are not disturbed");
    world.samir.get(paths::NOTIFICATION_STREAM).await.refused(Code::Unauthenticated);
}

async fn a_claim_by(server: &TestServer, world: &World) {
    let ali = server.volunteer_of(&world.taker).await;
    let offer = offer_at(world.giver.site()).published_by(&world.camille).await;
    claim_of(offer.id, world.taker.site()).of(kg(5)).made_by(&ali).await;
}

async fn it_ends_with_the_suspension(server: &TestServer) {
    let world = World::of(server).await;
    let nadia = server.coordinator_of(&world.giver).await;
    let (samir, camille) = (Watching::of(&world.samir).await, Watching::of(&world.camille).await);
    server
        .admin()
        .await
        .post(&paths::suspend_organisation(world.taker.id), &serde_json::json!({ "reason": "Hygiène" }))
        .await
        .expect(200);
    nadia.delete(&paths::member(world.giver.id, world.camille.user_id())).await.expect(204);
    samir.ends().await;
    camille.ends().await;
    // What may be read may be watched: the browser opens another stream, and is not refused.
    drop(Watching::of(&world.samir).await);
}

async fn it_ends_when_the_server_stops(server: &TestServer) {
    let world = World::of(server).await;
    let watching = Watching::of(&world.samir).await;
    server.state.stop();
    let began = Instant::now();
    watching.ends().await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    world.samir.get(paths::NOTIFICATION_STREAM).await.refused(Code::Busy);
}

async fn a_sixth_stream_ends_the_first(server: &TestServer) {
    let world = World::of(server).await;
    let other = Watching::of(&world.camille).await;
    let mut open = Vec::new();
    for _ in 0..6 {
        open.push(Watching::of(&world.samir).await);
    }
    assert_eq!(server.state.streams.count(), 6, "five of his, one of hers");
    open.remove(0).ends().await;
    need_at(world.taker.site()).published_by(&world.samir).await;
    a_claim(&world).await;
    work(server).await;
    for mut watching in open {
        assert!(watching.next().await.is_some());
    }
    drop(other);
}
