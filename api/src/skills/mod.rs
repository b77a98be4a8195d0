//! Skills that organisations offer each other and look for: the directory.

mod handlers;
mod model;
mod rules;
pub mod store;

pub use model::ListingRow;
pub use rules::is_open;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_skills)
        .service(handlers::create_skill)
        .service(handlers::find_skill)
        .service(handlers::update_skill);
}
