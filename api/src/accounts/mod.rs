//! People: registration, log-in, sessions.

mod handlers;
mod keys;
pub mod password;
pub mod rules;
pub mod secret;
pub mod session;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use keys::{KeyTrouble, Keys, LIFETIME_SECONDS};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::register)
        .service(handlers::log_in)
        .service(handlers::refresh_session)
        .service(handlers::log_out)
        .service(handlers::find_me)
        .service(handlers::update_me);
}
