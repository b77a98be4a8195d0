//! Members of organisations, and invitations of new ones.

mod handlers;
mod invitations;
mod mails;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_members)
        .service(handlers::create_invitation)
        .service(handlers::list_invitations)
        .service(handlers::withdraw_invitation)
        .service(handlers::find_invitation)
        .service(handlers::accept_invitation);
}
