//! Notifications: what people are told of, in the open browser at once.
//!
//! A step on a claim or a loan writes its notifications in its own transaction, next to its mails. Who is told of the
//! matches of an offer or need is decided a moment later by the worker, a few organisations at a time.

mod handlers;
mod mails;
mod model;
mod rules;
mod sms;
pub mod store;
mod streams;

pub use model::{News, Subject};
pub use rules::hours::after_quiet;
pub use streams::Streams;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_notifications)
        .service(handlers::find_unread_notifications)
        .service(handlers::watch_notifications)
        .service(handlers::find_notification_preferences)
        .service(handlers::replace_notification_preferences)
        .service(handlers::find_notification_mails)
        .service(handlers::stop_notification_mails)
        .service(handlers::read_all_notifications)
        .service(handlers::read_notification);
}
