//! Reports: what members tell the network's administrator about another organisation, which never sees them.

mod handlers;
mod mails;
mod model;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_reports)
        .service(handlers::create_report)
        .service(handlers::find_report)
        .service(handlers::close_report);
}
