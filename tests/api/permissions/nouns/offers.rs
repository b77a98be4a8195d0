//! Offers.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::ids::OfferId;
use shared::paths;
use tests::fixtures::{day, offer_at};

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
        "copy_offer" => {
            let windows = offer_at(world.giver.organisation.site()).body().pickup_windows;
            let again = json!({ "use_by": day(3), "pickup_windows": windows });
            Request::post(paths::copy_offer(published(world).await), &again, side)
        }
        "check_offer" => {
            let site = world.giver.organisation.site();
            let offer = offer_at(site).best_before(day(2)).published_by(&world.giver.coordinator).await;
            let told = json!({ "packaging_intact": true, "storage_kept": true, "traceable": true });
            Request::post(paths::check_offer(offer.id), &told, side)
        }
        "freeze_offer" => Request::post(paths::freeze_offer(published(world).await), &json!({ "frozen_on": day(0) }), side),
        other => unknown(other),
    }
}
