//! Equipment: the giver's, which it lends.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::equipment::BusyPeriod;
use shared::paths;
use shared::time::HOUR;
use tests::fixtures::{start, van_at, van_of};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let item = van_of(&giver.coordinator, giver.organisation.site()).await.id;
    let (from, until) = (start().plus(HOUR), start().plus(2 * HOUR));
    let kept = json!({ "starts_at": from, "ends_at": until, "reason": "Révision" });
    match operation {
        "list_equipment" => Request::get(paths::EQUIPMENT, side),
        "create_equipment" => Request::post(paths::EQUIPMENT, &van_at(giver.organisation.site()), side),
        "find_equipment" => Request::get(paths::equipment(item), side),
        "update_equipment" => Request::patch(paths::equipment(item), &json!({ "gap_hours": 3 }), side),
        "retire_equipment" => Request::act(paths::retire_equipment(item), side),
        "find_equipment_calendar" => {
            Request::get(format!("{}?from={from}&until={until}", paths::equipment_calendar(item)), side)
        }
        "create_equipment_closure" => Request::post(paths::closures_of(item), &kept, side),
        "delete_equipment_closure" => {
            let closed: BusyPeriod = giver.coordinator.post(&paths::closures_of(item), &kept).await.read(201);
            Request::delete(paths::closure(item, closed.closure_id.unwrap()), side)
        }
        other => unknown(other),
    }
}
