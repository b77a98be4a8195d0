//! Allocation rounds: how a food bank shares out what it has, exactly, fairly, and so that everybody can see why.
//!
//! The engine decides, in `engine::allocation`; this noun gives it what it needs to know, keeps what it said as revisions that
//! nobody changes, and follows each line until it is fetched. Whoever writes about a round holds its row first
//! (`store::access`).

mod documents;
mod handlers;
mod model;
mod news;
mod rules;
mod snapshot;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::rounds::list_allocation_rounds)
        .service(handlers::rounds::create_allocation_round)
        .service(handlers::rounds::find_allocation_round)
        .service(handlers::rounds::update_allocation_round)
        .service(handlers::requests::find_round_request)
        .service(handlers::requests::request_round)
        .service(handlers::requests::approve_request)
        .service(handlers::standing::find_standing_request)
        .service(handlers::standing::declare_standing_request)
        .service(handlers::revisions::list_round_revisions)
        .service(handlers::workbench::find_workbench)
        .service(handlers::deciding::compute_round)
        .service(handlers::deciding::adjust_round)
        .service(handlers::deciding::undo_adjustment)
        .service(handlers::deciding::publish_round)
        .service(handlers::deciding::close_round)
        .service(handlers::deciding::cancel_round)
        .service(handlers::answering::answer_round)
        .service(handlers::answering::hand_over_round)
        .service(handlers::explaining::explain_share)
        .service(handlers::explaining::find_statement)
        .service(handlers::explaining::simulate_round)
        .service(handlers::documents::find_delivery_note)
        .service(handlers::documents::find_delivery_notes)
        .service(handlers::documents::find_pick_list)
        .service(handlers::documents::find_statement_paper)
        .service(handlers::documents::list_round_lines_csv)
        .service(handlers::documents::list_round_lines_xlsx)
        .service(handlers::schedules::list_schedules)
        .service(handlers::schedules::create_schedule)
        .service(handlers::schedules::delete_schedule);
}
