//! Needs: food that sites lack, the search of them, and what claims promise and bring.

mod handlers;
mod mails;
mod model;
pub mod rules;
mod search;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use mails::{answered, recipients};
pub use model::NeedRow;
pub use search::{lacking_of, urgent_near};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_needs)
        .service(handlers::create_need)
        .service(handlers::find_need)
        .service(handlers::update_need)
        .service(handlers::withdraw_need)
        .service(handlers::list_occurrences)
        .service(handlers::create_answer);
}
