//! Matches of the giver's offer and the taker's need; of the giver's van and skill, and what the taker looks for.

use super::needs::wanted;
use super::offers::published;
use super::unknown;
use crate::permissions::{Request, Side, World};
use shared::ids::{EquipmentId, EquipmentNeedId, ObjectId};
use shared::matches::help::{HelpDismissal, HelpDismissalReason, HelpKind, NewHelpDismissal};
use shared::matches::{Dismissal, DismissalReason, NewDismissal};
use shared::paths;
use tests::fixtures::{accounts_at, skill_of, van_of, van_wanted_at, wanted as looked_for};

async fn dismissal(world: &World<'_>) -> NewDismissal {
    NewDismissal {
        offer_id: published(world).await,
        need_id: wanted(world).await,
        organisation_id: world.giver.organisation.id,
        reason: DismissalReason::TooFar,
    }
}

async fn lent(world: &World<'_>) -> EquipmentId {
    van_of(&world.giver.coordinator, world.giver.organisation.site()).await.id
}

async fn van_wanted(world: &World<'_>) -> EquipmentNeedId {
    let body = van_wanted_at(world.taker.organisation.site(), 48, 58);
    looked_for(&world.taker.coordinator, &body).await.id
}

async fn help_dismissal(world: &World<'_>) -> NewHelpDismissal {
    NewHelpDismissal {
        kind: HelpKind::Equipment,
        helping_id: ObjectId(lent(world).await.0),
        wanting_id: ObjectId(van_wanted(world).await.0),
        organisation_id: world.giver.organisation.id,
        reason: HelpDismissalReason::TooFar,
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
        "list_equipment_need_matches" => {
            Request::get(paths::matches_of_equipment_need(van_wanted(world).await), Side::Taker)
        }
        "list_equipment_matches" => Request::get(paths::matches_of_equipment(lent(world).await), Side::Giver),
        "list_skill_matches" => {
            let body = accounts_at(world.giver.organisation.site());
            let listing = skill_of(&world.giver.coordinator, &body).await.id;
            Request::get(paths::matches_of_skill(listing), Side::Giver)
        }
        "create_help_dismissal" => Request::post(paths::HELP_DISMISSALS, &help_dismissal(world).await, Side::Giver),
        "delete_help_dismissal" => {
            let made = world.giver.coordinator.post(paths::HELP_DISMISSALS, &help_dismissal(world).await).await;
            Request::delete(paths::help_dismissal(made.read::<HelpDismissal>(201).id), Side::Giver)
        }
        other => unknown(other),
    }
}
