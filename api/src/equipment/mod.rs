//! Equipment that organisations lend each other: the catalogue, and each item's calendar.

mod handlers;
mod model;
mod rules;
pub mod store;

pub use model::EquipmentRow;
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
        .service(handlers::delete_equipment_closure);
}
