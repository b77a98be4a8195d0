//! Acceptance: what sites take. Nobody is called for what its site does not take; a claim is never refused for it.

mod handlers;
mod model;
pub mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_acceptance)
        .service(handlers::find_objections)
        .service(handlers::replace_acceptance)
        .service(handlers::delete_acceptance);
}
