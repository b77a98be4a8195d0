//! Endpoints of the second factor.

use crate::accounts::proof::Proof;
use crate::accounts::store::{attempts, second_factors};
use crate::accounts::{recovery_code, totp};
use crate::http::body::Body;
use crate::http::{Error, Identity, NoContent, Private, State};
use crate::openapi::WriteFailures;
use actix_web::post;
use shared::accounts::{
    NewRecoveryCodes, NewSecondFactor, RecoveryCodes, SecondFactorConfirmation, SecondFactorRemoval, SecondFactorSetup,
};

/// Start with a second factor.
///
/// The password is asked for: 422 `/password` `wrong_password`. The answer has the secret for an authenticator app, as
/// text, address and QR code; it counts after its first code (`accept_second_factor`), and a new start takes the place
/// of one that was not finished. 409 `second_factor_on`. 429 `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = NewSecondFactor,
    responses(
        (status = 200, body = SecondFactorSetup, description = "What the app needs; shown once"),
        WriteFailures
    )
)]
#[post("/auth/second_factor")]
pub async fn create_second_factor(
    state: State,
    identity: Identity,
    Body(new): Body<NewSecondFactor>,
) -> Result<Private<SecondFactorSetup>, Error> {
    let proof = Proof::of_person(&state, identity, new.password, "/password").await?;
    let secret = totp::secret()?;
    state.write_as(identity, move |cx, _| second_factors::start(cx, &proof, &secret)).await.map(Private)
}

/// Switch the second factor on by a first code.
///
/// The answer has ten recovery codes, shown once; each replaces the app for one log-in. 422 `/code`
/// `wrong_second_factor`; 409 `second_factor_on`, or `second_factor_off` when it was not started. 429
/// `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = SecondFactorConfirmation,
    responses(
        (status = 200, body = RecoveryCodes, description = "Switched on"),
        WriteFailures
    )
)]
#[post("/auth/second_factor/accept")]
pub async fn accept_second_factor(
    state: State,
    identity: Identity,
    Body(confirmation): Body<SecondFactorConfirmation>,
) -> Result<Private<RecoveryCodes>, Error> {
    // Counted by itself, so that the count stays when the code is wrong.
    state.write(move |cx| attempts::again(cx, identity)).await?;
    let recovery_codes = recovery_code::generate()?;
    let codes = recovery_codes.clone();
    state.write_as(identity, move |cx, _| second_factors::confirm(cx, identity, &confirmation.code, &codes)).await?;
    Ok(Private(RecoveryCodes { recovery_codes }))
}

/// Replace the recovery codes.
///
/// Asks for the password (422 `/password` `wrong_password`) and a code of the app or a recovery code (422 `/code`
/// `wrong_second_factor`). The answer has ten new codes, shown once; those that were left are good for nothing any more. 409
/// `second_factor_off`. 429 `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = NewRecoveryCodes,
    responses(
        (status = 200, body = RecoveryCodes, description = "The new codes"),
        WriteFailures
    )
)]
#[post("/auth/second_factor/recovery_codes")]
pub async fn replace_recovery_codes(
    state: State,
    identity: Identity,
    Body(new): Body<NewRecoveryCodes>,
) -> Result<Private<RecoveryCodes>, Error> {
    let NewRecoveryCodes { password, code } = new;
    let proof = Proof::of_person(&state, identity, password, "/password").await?;
    let recovery_codes = recovery_code::generate()?;
    let codes = recovery_codes.clone();
    state.write_as(identity, move |cx, _| second_factors::replace_codes(cx, &proof, &code, &codes)).await?;
    Ok(Private(RecoveryCodes { recovery_codes }))
}

/// Switch the second factor off.
///
/// Asks for the password (422 `/password` `wrong_password`) and a code of the app or a recovery code (422 `/code`
/// `wrong_second_factor`). 409 `second_factor_off`. 429 `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = SecondFactorRemoval,
    responses(
        (status = 204, description = "Switched off"),
        WriteFailures
    )
)]
#[post("/auth/second_factor/remove")]
pub async fn remove_second_factor(
    state: State,
    identity: Identity,
    Body(removal): Body<SecondFactorRemoval>,
) -> Result<NoContent, Error> {
    let SecondFactorRemoval { password, code } = removal;
    let proof = Proof::of_person(&state, identity, password, "/password").await?;
    state.write_as(identity, move |cx, _| second_factors::remove(cx, &proof, &code)).await?;
    Ok(NoContent)
}
