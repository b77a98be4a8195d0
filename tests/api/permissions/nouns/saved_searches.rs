//! Searches that the giver's coordinator keeps.

use super::unknown;
use crate::permissions::{Request, Side, World};
use api::db::schema::saved_searches;
use diesel::prelude::*;
use serde_json::json;
use shared::paths;
use shared::saved_searches::SavedSearch;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let new = json!({ "name": "Yaourts", "filters": { "text": "yaourt" }, "alert": "at_once" });
    let saved = async || world.giver.coordinator.post(paths::SAVED_SEARCHES, &new).await.read::<SavedSearch>(201).id;
    match operation {
        "list_saved_searches" => Request::get(paths::SAVED_SEARCHES, Side::Giver),
        "create_saved_search" => Request::post(paths::SAVED_SEARCHES, &new, Side::Giver),
        "update_saved_search" => Request::patch(paths::saved_search(saved().await), &json!({ "name": "Lait" }), Side::Giver)
            .with_header("if-match", "*"),
        "delete_saved_search" => Request::delete(paths::saved_search(saved().await), Side::Giver),
        "look_at_saved_search" => Request::act(paths::look_at_saved_search(saved().await), Side::Giver),
        "find_alert" => {
            saved().await;
            Request::get(paths::alert(&token(world)), Side::Giver)
        }
        "stop_alert" => {
            saved().await;
            Request::act(paths::stop_alert(&token(world)), Side::Giver)
        }
        other => unknown(other),
    }
}

/// The link of a mail, before there is one.
fn token(world: &World<'_>) -> String {
    let newest = saved_searches::table.order(saved_searches::id.desc()).select(saved_searches::stop_token);
    newest.first(&mut world.server.database().connect()).unwrap()
}
