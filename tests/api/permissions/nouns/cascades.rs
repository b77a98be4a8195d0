//! Cascades: the taker is a regular partner of the giver's site, and was called.

use super::unknown;
use crate::permissions::{Request, Side, World};
use api::events::worker;
use reqwest::Method;
use serde_json::json;
use shared::ids::OfferId;
use shared::paths;
use tests::fixtures::offer_at;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let partners = paths::partners(world.giver.organisation.site());
    match operation {
        "find_cascade" => Request::get(paths::cascade(called(world).await), Side::Taker),
        "create_wish" => {
            let wish = json!({ "site_id": world.taker.organisation.site(), "grams": 1_000 });
            Request::post(paths::cascade_wishes(called(world).await), &wish, Side::Taker)
        }
        "decline_cascade" => {
            let said = json!({ "organisation_id": world.taker.organisation.id });
            Request::post(paths::decline_cascade(called(world).await), &said, Side::Taker)
        }
        "end_cascade" => Request::act(paths::end_cascade(called(world).await), Side::Giver),
        "list_partners" => Request::get(partners, Side::Giver),
        "replace_partners" => Request::of(Method::PUT, partners, Side::Giver).with_json(&json!({ "organisation_ids": [] })),
        other => unknown(other),
    }
}

/// An offer for which the taker was called.
async fn called(world: &World<'_>) -> OfferId {
    let chosen = json!({ "organisation_ids": [world.taker.organisation.id] }).to_string();
    let path = paths::partners(world.giver.organisation.site());
    world.giver.coordinator.send_text(Method::PUT, &path, Some("application/json"), &chosen).await.expect(200);
    let offer = offer_at(world.giver.organisation.site()).to_partners_first();
    let offer = offer.published_by(&world.giver.coordinator).await;
    worker::run_once(&world.server.state).await;
    offer.id
}
