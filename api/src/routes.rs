//! The table of contents: every noun of the API, in one scope.

use crate::{
    accounts, audit, categories, claims, communes, conversations, equipment, loans, matches, members, needs, network,
    notifications, offers, organisations, photos, recurring, redistribution, searches, sites, today,
};
use utoipa_actix_web::service_config::ServiceConfig;

/// Version 1 of the API, below `/api/v1`. What is asked for most stands first: the router tries one pattern after the
/// other.
pub fn v1(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(offers::routes)
        .configure(claims::routes)
        .configure(accounts::routes)
        .configure(audit::routes)
        .configure(members::routes)
        .configure(organisations::routes)
        .configure(redistribution::routes)
        .configure(sites::routes)
        .configure(photos::routes)
        .configure(recurring::routes)
        .configure(equipment::routes)
        .configure(loans::routes)
        .configure(conversations::routes)
        .configure(searches::routes)
        .configure(needs::routes)
        .configure(matches::routes)
        .configure(notifications::routes)
        .configure(today::routes)
        .configure(communes::routes)
        .configure(categories::routes)
        .configure(network::routes);
}
