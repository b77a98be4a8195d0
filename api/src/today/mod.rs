//! "What should I do now?": the first page's answer.

mod handlers;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_today);
}
