//! Needs of the taker, and answers of the giver.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::ids::NeedId;
use shared::paths;
use tests::fixtures::{answer_with, kg, need_at};

/// A new need of the taker.
pub async fn wanted(world: &World<'_>) -> NeedId {
    need_at(world.taker.organisation.site()).published_by(&world.taker.coordinator).await.id
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let side = Side::Taker;
    match operation {
        "list_needs" => Request::get(paths::NEEDS, side),
        "create_need" => Request::post(paths::NEEDS, &need_at(world.taker.organisation.site()).body(), side),
        "find_need" => Request::get(paths::need(wanted(world).await), side),
        "update_need" => Request::patch(paths::need(wanted(world).await), &json!({ "title": "Lait" }), side),
        "withdraw_need" => Request::act(paths::withdraw_need(wanted(world).await), side),
        "list_occurrences" => Request::get(paths::occurrences(wanted(world).await), side),
        "create_answer" => {
            let offer = published(world).await;
            Request::post(paths::answers(wanted(world).await), &answer_with(offer, kg(1)), Side::Giver)
        }
        other => unknown(other),
    }
}
