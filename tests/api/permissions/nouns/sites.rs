//! Sites.

use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::json;
use shared::acceptance::AcceptanceCriteria;
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
        "find_acceptance" => Request::get(paths::acceptance(world.giver.organisation.site()), side),
        "find_objections" => {
            let offer = published(world).await;
            Request::get(format!("{}?offer={offer}", paths::objections(world.taker.organisation.site())), Side::Taker)
        }
        "replace_acceptance" => {
            let path = paths::acceptance(world.giver.organisation.site());
            Request::of(Method::PUT, path, side).with_json(&AcceptanceCriteria::default()).with_header("if-match", "*")
        }
        "delete_acceptance" => Request::delete(paths::acceptance(world.giver.organisation.site()), side),
        other => unknown(other),
    }
}
