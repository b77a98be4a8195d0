//! Equipment: the giver's, which it lends.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::equipment::BusyPeriod;
use shared::feeds::CalendarFeed;
use shared::paths;
use shared::repairs::Repairs;
use shared::time::HOUR;
use shared::waits::EquipmentWaits;
use tests::fixtures::{start, van_at, van_of};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let item = van_of(&giver.coordinator, giver.organisation.site()).await.id;
    let (from, until) = (start().plus(HOUR), start().plus(2 * HOUR));
    let kept = json!({ "starts_at": from, "ends_at": until, "reason": "Révision" });
    let owner = giver.organisation.id;
    let feed =
        async || -> CalendarFeed { giver.coordinator.post(&paths::calendar_feeds(owner), &json!({})).await.read(201) };
    let broken = json!({ "what": "Rétroviseur cassé", "lendable": true });
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
        "list_calendar_feeds" => Request::get(paths::calendar_feeds(owner), side),
        "create_calendar_feed" => Request::post(paths::calendar_feeds(owner), &json!({}), side),
        "delete_calendar_feed" => Request::delete(paths::calendar_feed(owner, feed().await.id), side),
        "find_calendar" => {
            let address = feed().await.address.unwrap();
            Request::get(&address[address.find("/api/").unwrap()..], side)
        }
        "list_equipment_repairs" => Request::get(paths::repairs(item), side),
        "create_equipment_repair" => Request::post(paths::repairs(item), &broken, side),
        "end_equipment_repair" => {
            let opened: Repairs = giver.coordinator.post(&paths::repairs(item), &broken).await.read(201);
            Request::post(paths::end_repair(item, opened.items[0].id), &json!({ "done": "Remplacé" }), side)
        }
        "list_equipment_waits" => Request::get(paths::waits(item), side),
        "create_equipment_wait" | "delete_equipment_wait" => {
            let (taker, id) = (&world.taker.coordinator, world.taker.organisation.id);
            giver.coordinator.post(&paths::closures_of(item), &kept).await.expect(201);
            let wait = json!({ "organisation_id": id, "starts_at": from, "ends_at": until });
            if operation == "create_equipment_wait" {
                return Request::post(paths::waits(item), &wait, Side::Taker);
            }
            let joined: EquipmentWaits = taker.post(&paths::waits(item), &wait).await.read(201);
            Request::delete(paths::wait(item, joined.items[0].id), Side::Taker)
        }
        other => unknown(other),
    }
}
