//! The smallest network: who has food, who lacks it.

use tests::fixtures::TestOrganisation;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::{Client, TestServer};

/// Who has food, who lacks it, and a volunteer of each. Modules add what they ask of it.
pub struct World {
    pub giver: TestOrganisation,
    pub taker: TestOrganisation,
    pub camille: Client,
    pub samir: Client,
}

impl World {
    pub async fn of(server: &TestServer) -> Self {
        let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        Self { giver, taker, camille, samir }
    }
}
