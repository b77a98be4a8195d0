//! Matches of the giver's offer and the taker's need.

use super::needs::wanted;
use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::matches::{Dismissal, DismissalReason, NewDismissal};
use shared::paths;

async fn dismissal(world: &World<'_>) -> NewDismissal {
    NewDismissal {
        offer_id: published(world).await,
        need_id: wanted(world).await,
        organisation_id: world.giver.organisation.id,
        reason: DismissalReason::TooFar,
    }
}

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    match operation {
        "list_offer_matches" => Request::get(paths::matches_of_offer(published(world).await), Side::Giver),
        "list_need_matches" => Request::get(paths::matches_of_need(wanted(world).await), Side::Taker),
        "create_dismissal" => Request::post(paths::DISMISSALS, &dismissal(world).await, Side::Giver),
        "delete_dismissal" => {
            let made = world.giver.coordinator.post(paths::DISMISSALS, &dismissal(world).await).await;
            Request::delete(paths::dismissal(made.read::<Dismissal>(201).id), Side::Giver)
        }
        other => unknown(other),
    }
}
