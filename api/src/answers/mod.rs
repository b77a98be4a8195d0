//! Answers: what somebody says to an offer by the link of a mail, without logging in.
//!
//! The link is a capability and never a session: it acts as one person, for one organisation, on one offer, once. What it
//! does is done by the nouns themselves, with an actor who can do nothing else.

mod handlers;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_answer).service(handlers::take_answer).service(handlers::decline_answer);
}
