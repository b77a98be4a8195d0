//! Answers without logging in, by the link of a mail.

mod links;
mod sms;

use crate::world::World;
use api::events::worker;
use shared::ids::OfferId;
use shared::offers::Offer;
use shared::time::MINUTE;
use tests::fixtures::{kg, need_at, offer_at};
use tests::{Client, TestServer};

/// The secrets of the links in the mails to somebody, oldest first.
pub async fn links_of(server: &TestServer, client: &Client) -> Vec<String> {
    let address = format!("{}@example.org", client.user_id().0.simple());
    let mails = server.outbox().await.into_iter().filter(|mail| mail.recipient == address);
    let lines: Vec<String> = mails.flat_map(|mail| mail.body.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let secrets = lines.iter().filter_map(|line| line.trim().split_once("/repondre/"));
    secrets.map(|(_, token)| token.to_owned()).collect()
}

/// Samir lacks yoghurt, Camille publishes 40 kg of it, and the mails to Samir and his colleagues have been written.
async fn called(server: &TestServer, world: &World) -> Offer {
    need_at(world.taker.site()).of(kg(30)).published_by(&world.samir).await;
    worker::run_once(&server.state).await;
    let offer = offer_at(world.giver.site()).of(kg(40)).published_by(&world.camille).await;
    mailed(server).await;
    offer
}

/// What is told is mailed, after the time that an open browser has. Nothing is sent yet: what has left is blank.
async fn mailed(server: &TestServer) {
    worker::run_once(&server.state).await;
    server.clock.advance(3 * MINUTE);
    server.state.write(|cx| api::notifications::store::send_due(cx, 100)).await.unwrap();
}

/// What is left of an offer.
async fn left(client: &Client, offer: OfferId) -> i64 {
    client.get(&shared::paths::offer(offer)).await.read::<Offer>(200).left_grams.0
}
