//! Communes: the municipalities that places and searches are named by.

pub mod gazetteer;
mod handlers;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_communes);
}
