//! Registration, log-in, the logged-in person.

use super::{Call, Failure, token};
use shared::accounts::{AccessToken, Login, Me, Registration, UserPatch};
use shared::paths;

/// Registers an organisation with its first coordinator, and logs that person in.
///
/// # Errors
/// `email_taken`, `invalid`.
pub async fn register(new: Registration) -> Result<(), Failure> {
    let access = Call::post(paths::REGISTER).anonymous().json(&new).fetch::<AccessToken>().await?;
    token::set(Some(access));
    Ok(())
}

/// Logs in.
///
/// # Errors
/// `invalid_credentials`, `too_many_requests`.
pub async fn login(login: Login) -> Result<(), Failure> {
    let access = Call::post(paths::LOGIN).anonymous().json(&login).fetch::<AccessToken>().await?;
    token::set(Some(access));
    Ok(())
}

/// Logs out here; the refresh cookie is revoked.
///
/// # Errors
/// When the server was not reached: then the cookie is still good.
pub async fn logout() -> Result<(), Failure> {
    Call::post(paths::LOGOUT).done().await?;
    token::set(None);
    Ok(())
}

/// Who is logged in.
///
/// # Errors
/// `unauthenticated`.
pub async fn me() -> Result<Me, Failure> {
    Call::get(paths::ME).fetch().await
}

/// Changes name or language of the logged-in person.
///
/// # Errors
/// `invalid`.
pub async fn update_me(patch: UserPatch) -> Result<Me, Failure> {
    Call::patch(paths::ME).json(&patch).fetch().await
}
