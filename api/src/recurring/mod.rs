//! Recurring surplus: "every Monday, bread". The worker turns each occurrence into an offer, once, whatever happens.

mod handlers;
mod model;
mod rules;
pub mod store;

pub use rules::instant;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_recurring_surpluses)
        .service(handlers::create_recurring_surplus)
        .service(handlers::find_recurring_surplus)
        .service(handlers::update_recurring_surplus)
        .service(handlers::pause_recurring_surplus)
        .service(handlers::resume_recurring_surplus)
        .service(handlers::end_recurring_surplus)
        .service(handlers::skip_recurring_surplus);
}
