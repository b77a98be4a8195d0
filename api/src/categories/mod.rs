//! Not written yet.

use utoipa_actix_web::service_config::ServiceConfig;

/// Routes of this noun.
pub const fn routes(_cfg: &mut ServiceConfig<'_>) {}

/// Writes the tree into the database.
///
/// # Errors
/// When the database fails.
pub const fn seed(_cx: &mut crate::http::Cx<'_>) -> Result<(), crate::http::Error> {
    Ok(())
}
