//! Organisations: registration, admission, profile.

use super::unknown;
use crate::permissions::{House, Request, Side, World};
use serde_json::json;
use shared::organisations::OrganisationStatus;
use shared::paths;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let own = paths::organisation(world.giver.organisation.id);
    let side = Side::Giver;
    match operation {
        "list_organisations" => Request::get(paths::ORGANISATIONS, side),
        "create_organisation" => {
            Request::post(paths::ORGANISATIONS, &json!({ "name": "Encore une", "kind": "donor" }), side)
        }
        "find_organisation" => Request::get(own, side),
        "update_organisation" => Request::patch(own, &json!({ "phone": null }), side),
        "approve_organisation" => {
            let pending = house(world, OrganisationStatus::Pending).await;
            Request::act(paths::approve_organisation(pending.organisation.id), Side::Other(pending))
        }
        "refuse_organisation" => {
            let pending = house(world, OrganisationStatus::Pending).await;
            let path = paths::refuse_organisation(pending.organisation.id);
            Request::post(path, &json!({ "reason": "Doublon" }), Side::Other(pending))
        }
        "find_redistribution" => Request::get(paths::redistribution(world.giver.organisation.id), side),
        "update_redistribution" => {
            let told = json!({ "redistributes_in_time": true });
            Request::post(paths::redistribution(world.giver.organisation.id), &told, side)
        }
        "find_follow_through" => Request::get(paths::follow_through(world.giver.organisation.id), side),
        "suspend_organisation" => {
            let path = paths::suspend_organisation(world.giver.organisation.id);
            Request::post(path, &json!({ "reason": "Chaîne du froid rompue" }), side)
        }
        "reinstate_organisation" => {
            let suspended = house(world, OrganisationStatus::Suspended).await;
            Request::act(paths::reinstate_organisation(suspended.organisation.id), Side::Other(suspended))
        }
        other => unknown(other),
    }
}

/// A new one that stands here in its admission.
async fn house(world: &World<'_>, status: OrganisationStatus) -> Box<House> {
    let organisation = world.server.organisation("Encore une").status(status).exists().await;
    Box::new(House::of(world.server, organisation).await)
}
