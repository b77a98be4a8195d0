//! Cascades: an offer is proposed to regular partners first, then to those that it fits best, then to everybody.
//!
//! While a step is open those who were called say how much they wish; when it ends, or as soon as all have answered, it is
//! decided by rule who gets how much, and the wishes become claims through the claims' own function. So nobody gains by
//! being the fastest to click. The worker moves steps on, each exactly once: whoever moves the row on decides, in the same
//! transaction.

mod handlers;
mod mails;
mod model;
mod notices;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_cascade)
        .service(handlers::create_wish)
        .service(handlers::decline_cascade)
        .service(handlers::end_cascade)
        .service(handlers::list_partners)
        .service(handlers::replace_partners);
}
