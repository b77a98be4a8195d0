//! Equipment loans between organisations: who has which item when, and in which condition it went and came back.

mod handlers;
mod mails;
mod model;
pub mod news;
mod notices;
pub mod reminders;
pub mod renewals;
pub mod rules;
pub mod store;

pub use mails::recipients;
pub use model::LoanRow;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_loans)
        .service(handlers::create_loan)
        .service(handlers::find_loan)
        .service(handlers::accept_loan)
        .service(handlers::decline_loan)
        .service(handlers::hand_out_loan)
        .service(handlers::take_back_loan)
        .service(handlers::cancel_loan)
        .service(renewals::handlers::list_loan_renewals)
        .service(renewals::handlers::create_loan_renewal)
        .service(renewals::handlers::accept_loan_renewal)
        .service(renewals::handlers::decline_loan_renewal);
}
