//! The table of contents: every noun of the API, in one scope.

use crate::{
    acceptance, accounts, activity, answers, audit, cascades, categories, claims, collection_rounds, communes,
    conversations, equipment, equipment_needs, follow_through, loans, matches, members, needs, network, notifications,
    offers, organisations, photos, recurring, redistribution, reports, rounds, searches, sites, skill_sessions, skills,
    stock, today, tours,
};
use utoipa_actix_web::service_config::ServiceConfig;

/// Version 1 of the API, below `/api/v1`. What is asked for most stands first: the router tries one pattern after the
/// other.
pub fn v1(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(offers::routes)
        .configure(claims::routes)
        .configure(cascades::routes)
        .configure(accounts::routes)
        .configure(audit::routes)
        .configure(members::routes)
        .configure(organisations::routes)
        .configure(skill_sessions::routes)
        .configure(skills::routes)
        .configure(redistribution::routes)
        .configure(reports::routes)
        .configure(follow_through::routes)
        .configure(sites::routes)
        .configure(acceptance::routes)
        .configure(photos::routes)
        .configure(recurring::routes)
        .configure(equipment::routes)
        .configure(equipment_needs::routes)
        .configure(loans::routes)
        .configure(tours::routes)
        .configure(stock::routes)
        .configure(collection_rounds::routes)
        .configure(rounds::routes)
        .configure(activity::routes)
        .configure(conversations::routes)
        .configure(searches::routes)
        .configure(needs::routes)
        .configure(matches::routes)
        .configure(notifications::routes)
        .configure(answers::routes)
        .configure(today::routes)
        .configure(communes::routes)
        .configure(categories::routes)
        .configure(network::routes);
}
