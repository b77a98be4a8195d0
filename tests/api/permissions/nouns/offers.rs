//! Offers.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::ids::OfferId;
use shared::paths;
use tests::fixtures::offer_at;

/// A new offer of the giver.
pub async fn published(world: &World<'_>) -> OfferId {
    offer_at(world.giver.organisation.site()).published_by(&world.giver.coordinator).await.id
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let side = Side::Giver;
    match operation {
        "list_offers" => Request::get(paths::OFFERS, side),
        "create_offer" => Request::post(paths::OFFERS, &offer_at(world.giver.organisation.site()).body(), side),
        "find_offer" => Request::get(paths::offer(published(world).await), side),
        "update_offer" => Request::patch(paths::offer(published(world).await), &json!({ "title": "Lait" }), side),
        "withdraw_offer" => Request::act(paths::withdraw_offer(published(world).await), side),
        other => unknown(other),
    }
}
