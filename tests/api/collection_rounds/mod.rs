//! Collection rounds: routes through shops, what the shops gave, and the stock that it becomes.

mod beginning;
mod finishing;
mod listing;
mod noting;
mod racing;
mod routes;
mod table;
mod walking;

use serde_json::json;
use shared::collection_rounds::{CollectionRoundState, CollectionRoute};
use shared::ids::CollectionRoundId;
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::stock::{Lot, StockLinePage};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, lot_of, route_as, route_at, route_kept};
use tests::{Client, TestServer};

/// A social grocery that goes round three shops, one of them an organisation of the network, and an association that has
/// nothing to do with it.
struct Cast {
    grocery: TestOrganisation,
    shop: TestOrganisation,
    other: TestOrganisation,
    /// A volunteer of the grocery, who drives.
    samir: Client,
    /// Another one, who drives along.
    jeanne: Client,
    /// The grocery's coordinator.
    nadia: Client,
    /// The association's coordinator.
    lea: Client,
    route: CollectionRoute,
}

async fn cast(server: &TestServer) -> Cast {
    let kind = OrganisationKind::SocialGrocery;
    let grocery = server.organisation("Épicerie sociale").kind(kind).approved().at(LIBOURNE).exists().await;
    let shop = server.organisation("Supermarché de la gare").kind(OrganisationKind::Donor).approved().exists().await;
    let other = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (samir, jeanne) = (server.volunteer_of(&grocery).await, server.volunteer_of(&grocery).await);
    let (nadia, lea) = (server.coordinator_of(&grocery).await, server.coordinator_of(&other).await);
    let route = route_kept(&nadia, &route_at(grocery.site(), shop.id)).await;
    Cast { grocery, shop, other, samir, jeanne, nadia, lea, route }
}

/// Today's round of the cast's route as somebody sees it, and where it stands.
async fn today_of(client: &Client, cast: &Cast) -> Option<(CollectionRoundId, CollectionRoundState)> {
    route_as(client, cast.route.id).await.round_today.map(|round| (round.id, round.state))
}

async fn suspend(server: &TestServer, organisation: &TestOrganisation) {
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(organisation.id), &why).await.expect(200);
}

/// What the organisation of somebody has in stock.
async fn stock(client: &Client) -> Vec<Lot> {
    let page: StockLinePage = client.get(&format!("{}?limit=100", paths::LOTS)).await.read(200);
    let mut lots = Vec::new();
    for line in page.items {
        lots.push(lot_of(client, line.lot.id).await);
    }
    lots
}
