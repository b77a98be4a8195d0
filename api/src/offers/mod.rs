//! Offers: surplus food on the board, and the search of it.

mod handlers;
mod model;
mod rules;
mod search;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use model::OfferRow;
pub use rules::{end_of_day, food, today};
pub use search::{Search, check, index_all, is_found, lasting_text, search};

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_offers)
        .service(handlers::create_offer)
        .service(handlers::find_offer)
        .service(handlers::update_offer)
        .service(handlers::withdraw_offer)
        .service(handlers::copy_offer)
        .service(handlers::check_offer)
        .service(handlers::freeze_offer);
}
