//! Skills of the giver's.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::paths;
use tests::fixtures::{accounts_at, skill_of};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let body = accounts_at(world.giver.organisation.site());
    let listing = skill_of(&world.giver.coordinator, &body).await.id;
    match operation {
        "list_skills" => Request::get(paths::SKILLS, Side::Giver),
        "create_skill" => Request::post(paths::SKILLS, &body, Side::Giver),
        "find_skill" => Request::get(paths::skill(listing), Side::Giver),
        "update_skill" => Request::patch(paths::skill(listing), &json!({ "paused": true }), Side::Giver),
        other => unknown(other),
    }
}
