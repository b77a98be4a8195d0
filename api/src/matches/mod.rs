//! Matches: which needs an offer fits best, which offers fit a need, why, and what organisations do not want to see again.
//! Those of equipment and of skills are in [`help`].
//!
//! Nothing is stored of a match: it is counted when it is asked for, from an index, by [`crate::engine::matching`].

mod handlers;
pub mod help;
mod model;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_offer_matches)
        .service(handlers::list_need_matches)
        .service(handlers::create_dismissal)
        .service(handlers::delete_dismissal)
        .service(help::handlers::list_equipment_need_matches)
        .service(help::handlers::list_equipment_matches)
        .service(help::handlers::list_skill_matches)
        .service(help::handlers::create_help_dismissal)
        .service(help::handlers::delete_help_dismissal);
}
