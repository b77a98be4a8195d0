//! Who is told of what, and how it reaches an open browser.

mod reading;
mod steps;
mod streams;
mod telling;
mod wishes;

use api::events::worker;
use shared::notifications::{Notification, NotificationKind, NotificationPage};
use shared::paths;
use tests::fixtures::TestOrganisation;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::{Client, TestServer};

/// Who has food, who lacks it, and a volunteer of each.
struct World {
    giver: TestOrganisation,
    taker: TestOrganisation,
    camille: Client,
    samir: Client,
}

impl World {
    async fn of(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        Self { giver, taker, camille, samir }
    }
}

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
