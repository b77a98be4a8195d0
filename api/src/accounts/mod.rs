//! People: registration, log-in, sessions, lost passwords, the second factor.

pub mod caller;
pub mod device;
mod handlers;
pub mod keys;
mod mails;
pub mod password;
pub mod proof;
pub mod recovery_code;
pub mod rules;
pub mod secret;
pub mod session;
pub mod store;
pub mod throttle;
pub mod totp;

use utoipa_actix_web::service_config::ServiceConfig;

pub use keys::{KeyTrouble, Keys, LIFETIME_SECONDS, LOOK_SECONDS};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::register)
        .service(handlers::log_in)
        .service(handlers::find_me)
        .service(handlers::update_me)
        .service(handlers::sessions::refresh_session)
        .service(handlers::sessions::log_out)
        .service(handlers::sessions::list_sessions)
        .service(handlers::sessions::delete_session)
        .service(handlers::sessions::delete_sessions)
        .service(handlers::recovery::create_password_reset)
        .service(handlers::recovery::accept_password_reset)
        .service(handlers::recovery::update_password)
        .service(handlers::recovery::create_email_change)
        .service(handlers::recovery::accept_email_change)
        .service(handlers::second_factor::create_second_factor)
        .service(handlers::second_factor::accept_second_factor)
        .service(handlers::second_factor::replace_recovery_codes)
        .service(handlers::second_factor::remove_second_factor);
}
