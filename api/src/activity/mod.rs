//! Weekly activity: how many people each site has helped, counted once a week. Every report is derived from it.

mod handlers;
mod model;
mod news;
mod rules;
pub mod store;
mod table;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_weekly_activities)
        .service(handlers::declare_weekly_activity)
        .service(handlers::find_organisation_activity)
        .service(handlers::find_network_activity)
        .service(handlers::list_network_activity_csv);
}
