//! Photos of offers: made harmless when they come in, kept in the database, shown to who sees the offer.
//!
//! In the database and not in files: one backup holds everything, and every copy of the server has them.

mod handlers;
mod intake;
mod shown;
pub mod store;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::create_photo)
        .service(handlers::delete_photo)
        .service(handlers::find_photo)
        .service(handlers::find_thumbnail);
}
