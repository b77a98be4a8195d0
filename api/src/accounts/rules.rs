//! What holds for accounts and sessions.

use shared::time::{DAY, SECOND};

/// How long a session lives without being used, in milliseconds.
pub const SESSION_LIFETIME: i64 = 30 * DAY;

/// How long a refresh token that was used may be used once more, in milliseconds: two tabs of one browser can wake up
/// together and send the same cookie.
pub const REUSE_GRACE: i64 = 30 * SECOND;

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
