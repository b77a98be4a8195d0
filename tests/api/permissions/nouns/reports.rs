//! What the taker reports about the giver. A report is its author's matter: here the coordinator's.

use super::claims::claim;
use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::{Value, json};
use shared::claims::ClaimState;
use shared::paths;
use shared::reports::Report;

async fn body(world: &World<'_>) -> Value {
    let claim = claim(world, ClaimState::Requested).await;
    json!({
        "about_organisation_id": world.giver.organisation.id, "subject": "claim", "subject_id": claim.id,
        "reason": "no_show", "text": "Personne n'était là mardi matin.",
    })
}

/// A new one by the taker's coordinator.
async fn report(world: &World<'_>) -> Report {
    world.taker.coordinator.post(paths::REPORTS, &body(world).await).await.read(201)
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    match operation {
        "list_reports" => Request::get(paths::REPORTS, Side::Taker),
        "create_report" => Request::post(paths::REPORTS, &body(world).await, Side::Taker),
        "find_report" => Request::get(paths::report(report(world).await.id), Side::Taker),
        "close_report" => {
            let path = paths::close_report(report(world).await.id);
            Request::post(path, &json!({ "outcome": "helped" }), Side::Taker).with_header("if-match", "*")
        }
        other => unknown(other),
    }
}
