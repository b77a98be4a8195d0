//! Recalls in the database.

mod answer;
mod export;
mod make;
mod read;

pub use answer::acknowledge;
pub use export::{concerning, may_recall};
pub use make::recall;
pub use read::{find, list};

use crate::http::Actor;
use shared::ids::OrganisationId;
use shared::organisations::{OrganisationKind, OrganisationStatus};

/// The food bank that the caller coordinates: it recalls for the whole network, and sees every recall whole.
fn food_bank(actor: &Actor) -> Option<OrganisationId> {
    let banks = actor.memberships.iter().filter(|membership| {
        let is_bank = membership.kind == OrganisationKind::FoodBank && membership.status == OrganisationStatus::Approved;
        is_bank && membership.role.manages()
    });
    banks.map(|membership| membership.organisation_id).next()
}

/// Whether the caller sees every recall whole.
fn sees_all(actor: &Actor) -> bool {
    actor.network_admin || food_bank(actor).is_some()
}
