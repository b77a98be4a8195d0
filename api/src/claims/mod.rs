//! Claims: from a wish for part of an offer to its reception, with a timeline and a ledger.

mod handlers;
mod mails;
mod model;
mod notices;
pub mod rules;
pub mod store;

pub use mails::recipients;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_claims)
        .service(handlers::create_claim)
        .service(handlers::find_claim)
        .service(handlers::accept_claim)
        .service(handlers::decline_claim)
        .service(handlers::ready_claim)
        .service(handlers::collect_claim)
        .service(handlers::receive_claim)
        .service(handlers::cancel_claim)
        .service(handlers::freeze_claim);
}
