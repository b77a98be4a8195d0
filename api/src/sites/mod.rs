//! Sites: the places of organisations.

mod handlers;
mod model;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use rules::{USUAL_NEIGHBOURHOOD_M, bits_of, days_of};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_sites)
        .service(handlers::create_site)
        .service(handlers::find_site)
        .service(handlers::update_site)
        .service(handlers::delete_site);
}
