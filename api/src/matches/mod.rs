//! Matches: which needs an offer fits best, which offers fit a need, why, and what organisations do not want to see again.
//!
//! Nothing is stored of a match: it is counted when it is asked for, from an index, by [`crate::engine::matching`].

mod handlers;
mod model;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_offer_matches)
        .service(handlers::list_need_matches)
        .service(handlers::create_dismissal)
        .service(handlers::delete_dismissal);
}
