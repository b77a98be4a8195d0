//! Needs of equipment: the taker's, which looks for a van.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::paths;
use tests::fixtures::{van_wanted_at, wanted};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, taker) = (Side::Taker, &world.taker);
    let body = van_wanted_at(taker.organisation.site(), 48, 58);
    let need = wanted(&taker.coordinator, &body).await.id;
    match operation {
        "list_equipment_needs" => Request::get(paths::EQUIPMENT_NEEDS, side),
        "create_equipment_need" => Request::post(paths::EQUIPMENT_NEEDS, &body, side),
        "find_equipment_need" => Request::get(paths::equipment_need(need), side),
        "update_equipment_need" => Request::patch(paths::equipment_need(need), &json!({ "urgent": true }), side),
        "withdraw_equipment_need" => Request::act(paths::withdraw_equipment_need(need), side),
        "confirm_equipment_need" => Request::post(paths::confirm_equipment_need(need), &json!({}), side),
        other => unknown(other),
    }
}
