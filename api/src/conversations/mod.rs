//! What two organisations write to each other about a claim, a loan or a session: a thread that the members of both see, with what
//! each person has not read yet.

mod handlers;
mod mails;
mod model;
pub mod rules;
pub mod store;

pub use model::{About, Sides};

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_claim_messages)
        .service(handlers::create_claim_message)
        .service(handlers::read_claim_messages)
        .service(handlers::list_loan_messages)
        .service(handlers::create_loan_message)
        .service(handlers::read_loan_messages)
        .service(handlers::list_skill_session_messages)
        .service(handlers::create_skill_session_message)
        .service(handlers::read_skill_session_messages)
        .service(handlers::withdraw_message)
        .service(handlers::find_unread_messages)
        .service(handlers::list_conversations);
}
