//! Recalls of a lot that the giver has received.

use super::unknown;
use crate::permissions::{Request, Side, World};
use reqwest::Method;
use serde_json::json;
use shared::paths;
use shared::stock::Recall;
use tests::fixtures::{lot_at, received};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (side, site) = (Side::Giver, world.giver.organisation.site());
    if operation == "list_recalls" {
        return Request::get(paths::RECALLS, side);
    }
    if operation == "check_recall_export" {
        let file = "gtin;numero_fiche;motif_rappel\n3017620422003;2026-11-0242;listeria\n".as_bytes().to_vec();
        let export = Request::of(Method::POST, paths::RECALL_IMPORT, side);
        return Request { body: Some(("text/csv", file)), ..export };
    }
    let lot = received(&world.giver.coordinator, &lot_at(site)).await;
    let body = json!({ "lot_id": lot.id, "reason": "Présence possible de listéria" });
    if operation == "create_recall" {
        return Request::post(paths::RECALLS, &body, side);
    }
    let recall: Recall = world.server.admin().await.post(paths::RECALLS, &body).await.read(201);
    match operation {
        "find_recall" => Request::get(paths::recall(recall.id), side),
        "acknowledge_recall" => {
            let told = json!({ "site_id": site, "destroyed_grams": 100_000 });
            Request::post(paths::acknowledge_recall(recall.id), &told, side)
        }
        other => unknown(other),
    }
}
