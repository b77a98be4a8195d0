//! This installation: its name, time zone, map and outline.

mod handlers;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use store::{index_edition, probe, save_index_edition, save_outline};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::find_network).service(handlers::find_outline);
}
