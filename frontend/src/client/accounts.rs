//! Registration, log-in, the logged-in person.

use super::{Call, Failure, token};
use crate::hooks::Content;
use shared::accounts::{
    AccessToken, Login, Me, NewEmailChange, NewPasswordReset, NewRecoveryCodes, NewSecondFactor, PasswordChange,
    PasswordReset, RecoveryCodes, Registration, SecondFactorConfirmation, SecondFactorRemoval, SecondFactorSetup,
    SessionList, UserPatch,
};
use shared::ids::SessionId;
use shared::paths;

impl Content for SessionList {
    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

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

/// Asks for the mail with the link to a new password. The answer is the same whether there is an account or not.
///
/// # Errors
/// `too_many_attempts`, `invalid`.
pub async fn forget_password(reset: NewPasswordReset) -> Result<(), Failure> {
    Call::post(paths::PASSWORD_RESETS).anonymous().json(&reset).done().await
}

/// Sets the new password of a reset link. Every session of the person ends.
///
/// # Errors
/// `link_over`, `invalid`.
pub async fn reset_password(secret: String, reset: PasswordReset) -> Result<(), Failure> {
    Call::post(&paths::accept_password_reset(&secret)).anonymous().json(&reset).done().await
}

/// Changes the password. The other sessions end.
///
/// # Errors
/// `invalid` (`wrong_password`), `too_many_attempts`.
pub async fn change_password(change: PasswordChange) -> Result<(), Failure> {
    Call::post(paths::PASSWORD).json(&change).done().await
}

/// Asks for another e-mail; it counts once the link in the mail to it was opened.
///
/// # Errors
/// `invalid` (`wrong_password`), `too_many_attempts`.
pub async fn change_email(change: NewEmailChange) -> Result<(), Failure> {
    Call::post(paths::EMAIL_CHANGES).json(&change).done().await
}

/// Makes the e-mail of a link the account's.
///
/// # Errors
/// `link_over`.
pub async fn confirm_email(secret: String) -> Result<(), Failure> {
    Call::post(&paths::accept_email_change(&secret)).anonymous().done().await
}

/// Where the person is logged in.
///
/// # Errors
/// See [`Failure`].
pub async fn sessions() -> Result<SessionList, Failure> {
    Call::get(paths::SESSIONS).fetch().await
}

/// Ends one session.
///
/// # Errors
/// `not_found`.
pub async fn end_session(id: SessionId) -> Result<(), Failure> {
    Call::delete(&paths::session(id)).done().await
}

/// Ends every session, this one too.
///
/// # Errors
/// See [`Failure`].
pub async fn end_sessions() -> Result<(), Failure> {
    Call::delete(paths::SESSIONS).done().await
}

/// Starts with a second factor: the secret, this once.
///
/// # Errors
/// `invalid` (`wrong_password`), `second_factor_on`, `too_many_attempts`.
pub async fn start_second_factor(new: NewSecondFactor) -> Result<SecondFactorSetup, Failure> {
    Call::post(paths::SECOND_FACTOR).json(&new).fetch().await
}

/// Switches the second factor on by a first code; the recovery codes, this once.
///
/// # Errors
/// `invalid` (`wrong_second_factor`), `second_factor_on`, `second_factor_off`, `too_many_attempts`.
pub async fn confirm_second_factor(confirmation: SecondFactorConfirmation) -> Result<RecoveryCodes, Failure> {
    Call::post(paths::ACCEPT_SECOND_FACTOR).json(&confirmation).fetch().await
}

/// Replaces the recovery codes; the new ones, this once.
///
/// # Errors
/// `invalid` (`wrong_password`, `wrong_second_factor`), `second_factor_off`, `too_many_attempts`.
pub async fn replace_recovery_codes(new: NewRecoveryCodes) -> Result<RecoveryCodes, Failure> {
    Call::post(paths::RECOVERY_CODES).json(&new).fetch().await
}

/// Switches the second factor off.
///
/// # Errors
/// `invalid` (`wrong_password`, `wrong_second_factor`), `second_factor_off`, `too_many_attempts`.
pub async fn remove_second_factor(removal: SecondFactorRemoval) -> Result<(), Failure> {
    Call::post(paths::REMOVE_SECOND_FACTOR).json(&removal).done().await
}
