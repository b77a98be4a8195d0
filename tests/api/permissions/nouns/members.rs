//! Members and invitations.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::organisations::Invitation;
use shared::paths;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let id = world.giver.organisation.id;
    let side = Side::Giver;
    match operation {
        "list_members" => Request::get(paths::members(id), side),
        "list_invitations" => Request::get(paths::invitations(id), side),
        "create_invitation" => Request::post(paths::invitations(id), &invitation(), side),
        "withdraw_invitation" => Request::delete(paths::invitation_of(id, sent(world).await.id), side),
        "find_invitation" => Request::get(paths::invitation(&token(&sent(world).await)), side),
        "accept_invitation" => {
            let acceptance = json!({ "name": "Ana", "password": "quatre mots au hasard", "locale": "fr" });
            Request::post(paths::accept_invitation(&token(&sent(world).await)), &acceptance, side)
        }
        "update_member" => {
            let member = world.server.volunteer_of(&world.giver.organisation).await;
            Request::patch(paths::member(id, member.user_id()), &json!({ "role": "coordinator" }), side)
        }
        "remove_member" => {
            let member = world.server.volunteer_of(&world.giver.organisation).await;
            Request::delete(paths::member(id, member.user_id()), side)
        }
        "leave_organisation" => {
            // Somebody who manages it must stay.
            world.server.coordinator_of(&world.giver.organisation).await;
            Request::act(paths::leave_organisation(id), side)
        }
        "appoint_coordinator" => {
            let email = format!("{}@example.org", world.server.stranger().await.user_id().0.simple());
            Request::post(paths::coordinators(id), &json!({ "email": email }), side)
        }
        other => unknown(other),
    }
}

fn invitation() -> serde_json::Value {
    json!({ "email": format!("{}@example.org", uuid::Uuid::now_v7().simple()), "role": "volunteer" })
}

async fn sent(world: &World<'_>) -> Invitation {
    world.giver.coordinator.post(&paths::invitations(world.giver.organisation.id), &invitation()).await.read(201)
}

fn token(invitation: &Invitation) -> String {
    invitation.link.as_deref().unwrap().rsplit('/').next().unwrap().to_owned()
}
