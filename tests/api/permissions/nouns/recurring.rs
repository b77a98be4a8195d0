//! Recurring surplus: a matter of its giver's members.

use super::unknown;
use crate::permissions::{Request, Side, World};
use crate::recurring::bread;
use serde_json::json;
use shared::paths::{self, recurring_step};
use shared::recurring::RecurringSurplus;
use tests::fixtures::day;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let body = bread(&giver.organisation);
    let planned = giver.coordinator.post(paths::RECURRING_SURPLUSES, &body).await.read::<RecurringSurplus>(201).id;
    match operation {
        "list_recurring_surpluses" => {
            Request::get(format!("{}?organisation={}", paths::RECURRING_SURPLUSES, giver.organisation.id), side)
        }
        "create_recurring_surplus" => Request::post(paths::RECURRING_SURPLUSES, &body, side),
        "find_recurring_surplus" => Request::get(paths::recurring_surplus(planned), side),
        "update_recurring_surplus" => Request::patch(paths::recurring_surplus(planned), &json!({ "lead_hours": 2 }), side),
        "pause_recurring_surplus" => Request::act(recurring_step(planned, "pause"), side),
        "resume_recurring_surplus" => {
            giver.coordinator.act(&recurring_step(planned, "pause")).await.expect(200);
            Request::act(recurring_step(planned, "resume"), side)
        }
        "end_recurring_surplus" => Request::act(recurring_step(planned, "end"), side),
        "skip_recurring_surplus" => Request::post(recurring_step(planned, "skip"), &json!({ "day": day(2) }), side),
        other => unknown(other),
    }
}
