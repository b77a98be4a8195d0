//! Who did what. Entries are written by [`crate::http::State`] alone, in the transaction of the write they are about, and
//! read by the administrator alone.

mod export;
mod handlers;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(handlers::list_audit).service(handlers::list_audit_csv);
}
