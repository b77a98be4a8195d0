//! Shared tours: planned, filled, driven, and brought to an end.

mod asking;
mod ending;
mod planning;
mod racing;
mod road;
mod room;
mod seeing;
mod way;

use serde_json::{Value, json};
use shared::claims::Claim;
use shared::ids::{ClaimId, TourId, TourLoadId};
use shared::notifications::{NotificationPage, TourNews};
use shared::paths::{self, tour_action, tour_load_action};
use shared::tours::{Tour, TourAction, TourLoad, TourLoadAction};
use shared::units::Grams;
use tests::fixtures::communes::{COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{TestOrganisation, accepted, kg, offer_at, tour_at, tour_of};
use tests::{Answer, Client, TestServer};

/// Who plans tours from Libourne, who gives in Saint-Émilion, who takes in Coutras, and somebody of each.
pub struct Cast {
    pub carrier: TestOrganisation,
    pub giver: TestOrganisation,
    pub taker: TestOrganisation,
    pub planner: Client,
    pub camille: Client,
    pub samir: Client,
}

pub async fn cast(server: &TestServer) -> Cast {
    let carrier = server.organisation("Épicerie roulante").approved().at(LIBOURNE).exists().await;
    let giver = server.organisation("Cave solidaire").approved().at(SAINT_EMILION).exists().await;
    let taker = server.organisation("Restos").approved().at(COUTRAS).exists().await;
    let planner = server.coordinator_of(&carrier).await;
    let (camille, samir) = (server.coordinator_of(&giver).await, server.coordinator_of(&taker).await);
    Cast { carrier, giver, taker, planner, camille, samir }
}

impl Cast {
    /// The planner's tour of tomorrow, with a driver of its own.
    pub async fn tour(&self) -> Tour {
        let mut body = tour_at(self.carrier.site());
        body["driver_id"] = json!(self.planner.user_id());
        tour_of(&self.planner, &body).await
    }

    /// So much chilled yoghurt from the giver to the taker, accepted.
    pub async fn yoghurt(&self, grams: Grams) -> Claim {
        accepted(&self.camille, offer_at(self.giver.site()), &self.samir, self.taker.site(), grams).await
    }

    /// So much bread from the giver to the taker, accepted.
    pub async fn bread(&self, grams: Grams) -> Claim {
        let bread = offer_at(self.giver.site()).titled("Pain").category("bakery").undated();
        let bread = bread.kept(shared::units::TemperatureClass::Ambient).of(kg(1_000));
        accepted(&self.camille, bread, &self.samir, self.taker.site(), grams).await
    }
}

/// Does something with a tour.
pub async fn act(client: &Client, tour: TourId, action: TourAction) -> Answer {
    client.act(&tour_action(tour, action)).await
}

/// Takes a step on a load, with what there is to say.
pub async fn step(client: &Client, tour: TourId, load: TourLoadId, action: TourLoadAction, body: Value) -> Answer {
    client.post(&tour_load_action(tour, load, action), &body).await
}

/// Agrees to carry, or to have carried.
pub async fn agree(client: &Client, tour: TourId, load: TourLoadId) -> Tour {
    client.act(&tour_load_action(tour, load, TourLoadAction::Accept)).await.read(200)
}

/// Tries to ask a tour to carry a claim's food.
pub async fn try_carry(client: &Client, tour: TourId, claim: ClaimId) -> Answer {
    client.post(&paths::tour_loads(tour), &json!({ "claim_id": claim })).await
}

/// The body that fetches something from a shop in Libourne.
pub fn shop(kilograms: i64) -> Value {
    json!({ "shop": {
        "name": "Boulangerie des Allées", "insee_code": LIBOURNE.insee_code, "grams": kilograms * 1_000,
        "temperature_class": "ambient",
    }})
}

/// Adds a shop to one's own tour.
pub async fn with_shop(planner: &Client, tour: TourId, kilograms: i64) -> TourLoad {
    planner.post(&paths::tour_loads(tour), &shop(kilograms)).await.read(201)
}

/// What somebody was told of tours, the newest first.
pub async fn told(client: &Client) -> Vec<TourNews> {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    page.items.into_iter().filter_map(|one| one.facts.tour_news).collect()
}
