//! Stock: lots of food, the append-only ledger of what became of them, and recalls that follow them wherever they went.
//!
//! What lies where is a sum of movements; `store::ledger` alone writes them, and keeps the sums in the same transaction.

mod handlers;
mod import;
mod model;
mod news;
mod rules;
pub mod store;
mod tables;

pub use model::MovementRow;
pub use rules::flow::Account;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::lots::list_lots)
        .service(handlers::lots::create_lot)
        .service(handlers::lots::receive_lots)
        .service(handlers::imports::receive_lot_table)
        // Before the lots, one of which their addresses would name.
        .service(handlers::imports::find_lot_import_template)
        .service(handlers::tables::list_lots_csv)
        .service(handlers::tables::list_lots_xlsx)
        .service(handlers::lots::find_lot)
        .service(handlers::lots::update_lot)
        .service(handlers::lots::update_lot_status)
        .service(handlers::lots::check_lot)
        .service(handlers::freezing::freeze_lot)
        .service(handlers::movements::list_lot_movements)
        .service(handlers::movements::create_lot_movement)
        .service(handlers::movements::find_lot_trace)
        .service(handlers::movements::find_offer_draft)
        .service(handlers::movements::reverse_stock_movement)
        .service(handlers::levels::find_stock)
        .service(handlers::levels::find_stock_pick)
        .service(handlers::recalls::list_recalls)
        .service(handlers::recalls::create_recall)
        .service(handlers::recall_imports::check_recall_export)
        .service(handlers::recalls::find_recall)
        .service(handlers::recalls::acknowledge_recall);
}
