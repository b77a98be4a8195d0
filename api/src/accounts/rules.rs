//! What holds for accounts and sessions.

use shared::time::{DAY, HOUR, SECOND};

/// How long a session lives without being used, in milliseconds.
pub const SESSION_LIFETIME: i64 = 30 * DAY;

/// How long a refresh token that was used may be used again, in milliseconds: all tabs of a browser can wake up together
/// and send the same cookie.
pub const REUSE_GRACE: i64 = 30 * SECOND;

/// How long a browser in which somebody logged in is known without being used, in milliseconds: as long as browsers
/// keep a cookie at most.
pub const DEVICE_LIFETIME: i64 = 400 * DAY;

/// How long the link to a new password can be opened, in milliseconds.
pub const RESET_LIFETIME: i64 = HOUR;

/// How long the link that confirms a new e-mail can be opened, in milliseconds.
pub const EMAIL_CHANGE_LIFETIME: i64 = DAY;

/// The form of an e-mail address by which accounts are told apart.
#[must_use]
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::email_key;

    #[test]
    fn one_address_in_two_spellings_is_one_account() {
        assert_eq!(email_key(" Camille@Epicerie.example.org"), email_key("camille@epicerie.example.ORG "));
    }
}
