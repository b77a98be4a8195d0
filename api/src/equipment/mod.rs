//! Equipment that organisations lend each other: the catalogue, and each item's calendar.

pub mod feeds;
mod handlers;
mod model;
pub mod repairs;
mod rules;
pub mod store;
pub mod waits;

pub use model::{EquipmentRow, UNTIL_FURTHER_NOTICE};
pub use rules::{Period, bits_of, requirements_of};

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_equipment)
        .service(handlers::create_equipment)
        .service(handlers::find_equipment)
        .service(handlers::update_equipment)
        .service(handlers::retire_equipment)
        .service(handlers::find_equipment_calendar)
        .service(handlers::create_equipment_closure)
        .service(handlers::delete_equipment_closure)
        .service(feeds::handlers::list_calendar_feeds)
        .service(feeds::handlers::create_calendar_feed)
        .service(feeds::handlers::delete_calendar_feed)
        .service(feeds::handlers::find_calendar)
        .service(repairs::handlers::list_equipment_repairs)
        .service(repairs::handlers::create_equipment_repair)
        .service(repairs::handlers::end_equipment_repair)
        .service(waits::handlers::list_equipment_waits)
        .service(waits::handlers::create_equipment_wait)
        .service(waits::handlers::delete_equipment_wait);
}
