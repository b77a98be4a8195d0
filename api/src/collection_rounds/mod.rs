//! Collection rounds (ramasse): the daily run through shops that give what they do not sell. A route is the habit, a round
//! is one day's run of it.
//!
//! Everything that is written about a round holds its row first, so that its stops, its sums and its end are decided one
//! after the other. Its end receives what it brought by stock's own rules, in the same transaction.

mod handlers;
mod model;
mod rules;
pub mod store;
mod table;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::routes::list_collection_routes)
        .service(handlers::routes::create_collection_route)
        .service(handlers::routes::find_collection_route)
        .service(handlers::routes::update_collection_route)
        .service(handlers::rounds::list_collection_rounds)
        .service(handlers::rounds::create_collection_round)
        // Before the rounds, one of which its address would name.
        .service(handlers::rounds::find_collection_table)
        .service(handlers::rounds::find_collection_round)
        .service(handlers::rounds::update_collection_round)
        .service(handlers::running::replace_collection_stop)
        .service(handlers::running::finish_collection_round)
        .service(handlers::running::cancel_collection_round);
}
