//! People: registration, log-in, sessions.

mod keys;

pub use keys::{KeyTrouble, Keys};

/// Routes of this noun.
pub const fn routes(_cfg: &mut utoipa_actix_web::service_config::ServiceConfig<'_>) {}
