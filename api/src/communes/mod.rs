//! Not written yet.

pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub const fn routes(_cfg: &mut ServiceConfig<'_>) {}
