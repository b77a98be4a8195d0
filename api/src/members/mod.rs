//! Members of organisations, and invitations of new ones.

mod handlers;
mod invitation_handlers;
mod invitations;
mod mails;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_members)
        .service(handlers::update_member)
        .service(handlers::remove_member)
        .service(handlers::leave_organisation)
        .service(handlers::appoint_coordinator)
        .service(invitation_handlers::create_invitation)
        .service(invitation_handlers::list_invitations)
        .service(invitation_handlers::withdraw_invitation)
        .service(invitation_handlers::find_invitation)
        .service(invitation_handlers::accept_invitation);
}
