//! Endpoints of forgotten and changed passwords and of another e-mail.

use crate::accounts::caller::Caller;
use crate::accounts::password;
use crate::accounts::proof::Proof;
use crate::accounts::secret::{self, Secret};
use crate::accounts::session::{CookieSet, device_of};
use crate::accounts::store::{emails, passwords};
use crate::http::responses::Accepted;
use crate::http::{Cx, Error, Identity, NoContent, State, Valid};
use crate::openapi::{PublicWriteFailures, WriteFailures};
use actix_web::post;
use actix_web::web::Path;
use shared::accounts::{NewEmailChange, NewPasswordReset, PasswordChange, PasswordReset};

/// Ask for a new password by e-mail.
///
/// Needs no token. Always 202, whether the address has an account or not; the one who has one gets a mail with a link
/// that can be opened once, for an hour. A newer link takes the place of an older one. 429 `too_many_attempts` when one
/// client asks too often.
#[utoipa::path(
    tag = "accounts",
    security(()),
    request_body = NewPasswordReset,
    responses(
        (status = 202, description = "If the address has an account, a mail is on its way"),
        PublicWriteFailures
    )
)]
#[post("/auth/password_resets")]
pub async fn create_password_reset(
    state: State,
    caller: Caller,
    Valid(new): Valid<NewPasswordReset>,
) -> Result<Accepted, Error> {
    state.write(move |cx| passwords::ask_reset(cx, &new.email, caller.address)).await?;
    Ok(Accepted)
}

/// Choose a new password by the mail's link.
///
/// Needs no token. All sessions of the person end, and a mail tells so; log in with the new password then. 409
/// `link_over` when the link was used, replaced by a newer one, or is too old.
#[utoipa::path(
    tag = "accounts",
    security(()),
    params(("token" = String, Path, description = "The secret of the mail's link")),
    request_body = PasswordReset,
    responses((status = 204, description = "The password is set"), PublicWriteFailures)
)]
#[post("/auth/password_resets/{token}/accept")]
pub async fn accept_password_reset(
    state: State,
    caller: Caller,
    token: Path<String>,
    Valid(reset): Valid<PasswordReset>,
) -> Result<CookieSet, Error> {
    let token_hash = secret::hash(&token);
    let looked_up = token_hash.clone();
    // Before the hash, which is work that nobody without a link may cause.
    state.read(move |cx| passwords::check_reset(cx, &looked_up)).await?;
    let hash = password::hash(reset.password).await?;
    let device = device_of(&caller)?;
    let device_hash = device.hash();
    let work = move |cx: &mut Cx<'_>| passwords::reset(cx, &token_hash, &hash, &device_hash);
    state.write_open(|user| Some(*user), work).await?;
    Ok(CookieSet::known_device(&state, &device))
}

/// Change the password.
///
/// The present one is asked for: 422 `/current_password` `wrong_password`. The person's other sessions end, and a mail
/// tells so. 429 `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = PasswordChange,
    responses(
        (status = 204, description = "The password is changed"),
        WriteFailures
    )
)]
#[post("/auth/password")]
pub async fn update_password(
    state: State,
    identity: Identity,
    caller: Caller,
    Valid(change): Valid<PasswordChange>,
) -> Result<CookieSet, Error> {
    let proof = Proof::of_person(&state, identity, change.current_password, "/current_password").await?;
    let hash = password::hash(change.new_password).await?;
    let device = device_of(&caller)?;
    let device_hash = device.hash();
    state.write_as(identity, move |cx, _| passwords::change(cx, identity, &proof, &hash, &device_hash)).await?;
    Ok(CookieSet::known_device(&state, &device))
}

/// Ask for another e-mail.
///
/// The password is asked for: 422 `/password` `wrong_password`. The new address gets a mail with a link that can be
/// opened for 24 hours, the old one a notice; until the link is opened the old one stays the log-in. Always 202, also
/// where the new address has an account already. 429 `too_many_attempts`.
#[utoipa::path(
    tag = "accounts",
    security(("bearer" = [])),
    request_body = NewEmailChange,
    responses(
        (status = 202, description = "A mail is on its way to the new address"),
        WriteFailures
    )
)]
#[post("/auth/email_changes")]
pub async fn create_email_change(
    state: State,
    identity: Identity,
    Valid(new): Valid<NewEmailChange>,
) -> Result<Accepted, Error> {
    let NewEmailChange { email, password } = new;
    let proof = Proof::of_person(&state, identity, password, "/password").await?;
    let secret = Secret::random()?;
    state.write_as(identity, move |cx, _| emails::ask(cx, &proof, &email, &secret)).await?;
    Ok(Accepted)
}

/// Confirm another e-mail by the mail's link.
///
/// Needs no token: the link may be opened on another device. 409 `link_over` when it was used, replaced by a newer one,
/// is too old, or another account has the address.
#[utoipa::path(
    tag = "accounts",
    security(()),
    params(("token" = String, Path, description = "The secret of the mail's link")),
    responses((status = 204, description = "The new address is the log-in from now on"), PublicWriteFailures)
)]
#[post("/auth/email_changes/{token}/accept")]
pub async fn accept_email_change(state: State, token: Path<String>) -> Result<NoContent, Error> {
    let token_hash = secret::hash(&token);
    state.write_open(|user| Some(*user), move |cx| emails::accept(cx, &token_hash)).await?;
    Ok(NoContent)
}
