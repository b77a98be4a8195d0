//! Follow-through: what became of an organisation's promises of the last 180 days, for itself and the administrator. No
//! other organisation sees it, and it keeps nobody from anything.

mod handlers;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_follow_through);
}
