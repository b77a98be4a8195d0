//! People, their sessions and what keeps both safe, in the database.

pub mod attempts;
pub mod devices;
pub mod emails;
pub mod failures;
pub mod links;
pub mod passwords;
pub mod second_factors;
pub mod sessions;
pub mod throttles;
pub mod users;

use super::session::NewSession;
use crate::http::{Cx, Error};
use crate::organisations;
use shared::accounts::Registration;
use shared::ids::UserId;

/// A new person with a new organisation that waits for its admission, and a session. All or nothing.
///
/// # Errors
/// 409 when the e-mail has an account already.
pub fn register(
    cx: &mut Cx<'_>,
    registration: &Registration,
    password_hash: &str,
    new_session: &NewSession,
) -> Result<UserId, Error> {
    let user_id = users::create(
        cx,
        &users::NewUser {
            email: registration.email.trim(),
            name: registration.name.trim(),
            password_hash,
            locale: registration.locale,
            network_admin: false,
        },
    )?;
    organisations::store::register(cx, &registration.organisation, user_id)?;
    sessions::open(cx, user_id, new_session)?;
    Ok(user_id)
}

/// Forgets what nobody needs any more: ended sessions, old links, unused devices, whole allowances. Returns how many rows.
///
/// # Errors
/// When the database fails.
pub fn forget_over(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let ended = sessions::forget_ended(cx)? + devices::forget_unused(cx)?;
    Ok(ended + links::forget_over(cx)? + throttles::forget_whole(cx)?)
}
