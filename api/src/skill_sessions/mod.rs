//! Sessions in which one organisation helps another with a skill, from proposal to confirmed hours, and the double-entry
//! ledger of these hours.

mod handlers;
mod model;
mod notices;
mod rules;
pub mod store;

pub use notices::recipients;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_skill_sessions)
        .service(handlers::create_skill_session)
        .service(handlers::find_skill_session)
        .service(handlers::agree_skill_session)
        .service(handlers::decline_skill_session)
        .service(handlers::cancel_skill_session)
        .service(handlers::confirm_skill_session)
        .service(handlers::reverse_skill_session)
        .service(handlers::list_skill_hours);
}
