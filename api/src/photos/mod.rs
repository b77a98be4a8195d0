//! Photos of offers, of messages and of what is lent: made harmless when they come in, kept in the database, shown to who
//! sees what they hang on.
//!
//! In the database and not in files: one backup holds everything, and every copy of the server has them.

mod handlers;
mod intake;
mod lent;
mod messages;
mod shown;
pub mod store;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::create_photo)
        .service(handlers::delete_photo)
        .service(handlers::find_photo)
        .service(handlers::find_thumbnail)
        .service(lent::create_equipment_photo)
        .service(lent::update_equipment_photo)
        .service(lent::delete_equipment_photo)
        .service(lent::list_loan_photos)
        .service(lent::create_loan_photo)
        .service(messages::create_claim_message_photo)
        .service(messages::create_loan_message_photo)
        .service(messages::create_skill_session_message_photo);
}
