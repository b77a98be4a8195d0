//! Stock: lots received and listed, moved and taken back, followed and recalled; and the ledger under all of it.

mod agreeing;
mod deciding;
mod freezing;
mod giving;
mod giving_walk;
mod importing;
mod ledger;
mod levels;
mod listing;
mod moving;
mod racing;
mod recall_imports;
mod recalls;
mod receiving;
mod table;

use shared::ids::SiteId;
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::sites::Site;
use tests::fixtures::communes::{BORDEAUX, COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, site_at};
use tests::{Client, TestServer};

/// A food bank with two sites, and an association that gets food from it.
struct Cast {
    bank: TestOrganisation,
    cellar: SiteId,
    association: TestOrganisation,
    /// A volunteer of the food bank.
    camille: Client,
    /// Its coordinator.
    nadia: Client,
    /// A volunteer of the association.
    samir: Client,
    /// Its coordinator.
    lea: Client,
}

async fn cast(server: &TestServer) -> Cast {
    let bank = server.organisation("Banque").kind(OrganisationKind::FoodBank).approved().at(LIBOURNE).exists().await;
    let association = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (camille, nadia) = (server.volunteer_of(&bank).await, server.coordinator_of(&bank).await);
    let (samir, lea) = (server.volunteer_of(&association).await, server.coordinator_of(&association).await);
    let cellar: Site = nadia.post(&paths::sites_of(bank.id), &site_at(BORDEAUX)).await.read(201);
    Cast { bank, cellar: cellar.id, association, camille, nadia, samir, lea }
}
