//! Shared tours: several claims, loans and shops in one run of one vehicle, with its stops in order.
//!
//! Whether something still fits is decided where it is planned, inside the write, by putting it at its cheapest place
//! (`engine::touring`); the best order of all is computed outside of it, when somebody asks for it.

mod handlers;
mod model;
mod news;
mod ordering;
mod rules;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_tours)
        .service(handlers::create_tour)
        .service(handlers::find_tour)
        .service(handlers::update_tour)
        .service(handlers::driving::drive_tour)
        .service(handlers::driving::stop_driving_tour)
        .service(handlers::driving::start_tour)
        .service(handlers::driving::finish_tour)
        .service(handlers::driving::cancel_tour)
        .service(handlers::stops::order_tour)
        .service(handlers::stops::replace_tour_stops)
        .service(handlers::stops::list_tour_suggestions)
        .service(handlers::stops::list_claim_tours)
        .service(handlers::stops::list_loan_tours)
        .service(handlers::loads::create_tour_load)
        .service(handlers::loads::accept_tour_load)
        .service(handlers::loads::decline_tour_load)
        .service(handlers::loads::withdraw_tour_load)
        .service(handlers::loads::collect_tour_load)
        .service(handlers::loads::deliver_tour_load)
        .service(handlers::loads::fail_tour_load);
}
