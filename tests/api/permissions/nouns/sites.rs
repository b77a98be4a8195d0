//! Sites.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::paths;
use shared::sites::Site;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::site_at;

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let sites = paths::sites_of(world.giver.organisation.id);
    let site = paths::site(world.giver.organisation.site());
    let side = Side::Giver;
    match operation {
        "list_sites" => Request::get(paths::SITES, side),
        "create_site" => Request::post(sites, &site_at(COUTRAS), side),
        "find_site" => Request::get(site, side),
        "update_site" => Request::patch(site, &json!({ "reach_km": 10 }), side),
        "delete_site" => {
            let unused: Site = world.giver.coordinator.post(&sites, &site_at(COUTRAS)).await.read(201);
            Request::delete(paths::site(unused.id), side)
        }
        other => unknown(other),
    }
}
