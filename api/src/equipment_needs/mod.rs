//! Equipment, vehicles and room that organisations look for: the other side of what is lent.

mod handlers;
mod model;
mod rules;
pub mod store;

pub use model::EquipmentNeedRow;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_equipment_needs)
        .service(handlers::create_equipment_need)
        .service(handlers::find_equipment_need)
        .service(handlers::update_equipment_need)
        .service(handlers::withdraw_equipment_need)
        .service(handlers::confirm_equipment_need);
}
