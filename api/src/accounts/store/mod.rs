//! People and their sessions in the database.

pub mod sessions;
pub mod users;

use super::rules::email_key;
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
    refresh_hash: &[u8],
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
    sessions::open(cx, user_id, refresh_hash)?;
    Ok(user_id)
}

/// An account's id and password hash.
///
/// # Errors
/// When the database fails.
pub fn credentials(cx: &mut Cx<'_>, email: &str) -> Result<Option<(UserId, String)>, Error> {
    users::credentials(cx.conn, &email_key(email))
}
