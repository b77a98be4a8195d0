//! Collection routes and rounds of the giver's, which goes to the taker's and to a bakery.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::json;
use shared::paths;
use tests::fixtures::{bread_of, collected, noted, route_at, route_kept, set_out};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let (site, id) = (giver.organisation.site(), giver.organisation.id);
    let route = route_at(site, world.taker.organisation.id);
    match operation {
        "list_collection_routes" => Request::get(format!("{}?organisation={id}", paths::COLLECTION_ROUTES), side),
        "create_collection_route" => Request::post(paths::COLLECTION_ROUTES, &route, side),
        "list_collection_rounds" => Request::get(format!("{}?organisation={id}", paths::COLLECTION_ROUNDS), side),
        "find_collection_table" => {
            let time = format!("organisation={id}&from=2026-11-01&until=2026-11-30");
            Request::get(format!("{}?{time}", paths::COLLECTION_TABLE), side)
        }
        // Without a route: one of another organisation's is unknown, whoever may begin a round.
        "create_collection_round" => {
            let body = json!({ "site_id": site, "stops": [{ "donor_name": "Boulangerie" }] });
            Request::post(paths::COLLECTION_ROUNDS, &body, side)
        }
        "find_collection_route" | "update_collection_route" => {
            let path = paths::collection_route(route_kept(&giver.coordinator, &route).await.id);
            match operation {
                "find_collection_route" => Request::get(path, side),
                _ => Request::patch(path, &json!({ "vehicle": "Fourgon" }), side),
            }
        }
        other => of_a_round(world, other).await,
    }
}

/// What is done with today's round, of which bread is noted.
async fn of_a_round(world: &World<'_>, operation: &str) -> Request {
    let (side, giver) = (Side::Giver, &world.giver);
    let route = route_at(giver.organisation.site(), world.taker.organisation.id);
    let route = route_kept(&giver.coordinator, &route).await.id;
    let id = set_out(&giver.coordinator, route).await.id;
    let bread = collected(&[bread_of(12_000)]);
    noted(&giver.coordinator, id, 1, &bread).await;
    match operation {
        "find_collection_round" => Request::get(paths::collection_round(id), side),
        "update_collection_round" => Request::patch(paths::collection_round(id), &json!({ "drivers": "Jeanne" }), side),
        "replace_collection_stop" => {
            Request::of(Method::PUT, paths::collection_stop(id, 2), side).with_json(&bread).with_header("if-match", "\"0\"")
        }
        "finish_collection_round" => Request::post(paths::finish_collection_round(id), &json!({}), side),
        "cancel_collection_round" => Request::act(paths::cancel_collection_round(id), side),
        other => unknown(other),
    }
}
