//! Redistribution in time: whether an organisation has declared that it passes on what shops give shortly before the
//! use-by date.

mod handlers;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_redistribution).service(handlers::update_redistribution);
}
