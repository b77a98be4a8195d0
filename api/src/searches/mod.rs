//! Saved searches: filters of the board that a person keeps, and alerts for offers that satisfy them.

mod handlers;
mod mails;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_saved_searches)
        .service(handlers::create_saved_search)
        .service(handlers::update_saved_search)
        .service(handlers::delete_saved_search)
        .service(handlers::look_at_saved_search)
        .service(handlers::find_alert)
        .service(handlers::stop_alert);
}
