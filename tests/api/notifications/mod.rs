//! Who is told of what, and how it reaches an open browser.

mod reading;
mod steps;
mod streams;
mod telling;
mod wishes;

use crate::world::World;
use api::events::worker;
use shared::notifications::{Notification, NotificationKind, NotificationPage};
use shared::paths;
use tests::{Client, TestServer};

/// What somebody was told, the newest first.
async fn told(client: &Client) -> Vec<Notification> {
    client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read::<NotificationPage>(200).items
}

/// Kinds of what somebody was told, the newest first.
async fn kinds(client: &Client) -> Vec<NotificationKind> {
    told(client).await.iter().map(|one| one.kind).collect()
}

/// What is due happens.
async fn work(server: &TestServer) {
    worker::run_once(&server.state).await;
}

/// Subjects of the mails to somebody.
async fn mails(server: &TestServer, client: &Client) -> Vec<String> {
    let address = format!("{}@example.org", client.user_id().0.simple());
    let outbox = server.outbox().await.into_iter();
    outbox.filter(|mail| mail.recipient == address).map(|mail| mail.subject).collect()
}
