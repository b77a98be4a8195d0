//! Organisations: registration, admission, profile.

mod handlers;
mod mails;
mod model;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_organisations)
        .service(handlers::create_organisation)
        .service(handlers::find_organisation)
        .service(handlers::update_organisation)
        .service(handlers::approve_organisation)
        .service(handlers::refuse_organisation)
        .service(handlers::suspend_organisation)
        .service(handlers::reinstate_organisation);
}
