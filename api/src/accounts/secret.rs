//! Secrets that a person carries: refresh tokens, device cookies and the links of mails. Only their hash is stored, so that a
//! stolen database opens nothing.

use crate::http::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A secret of 256 random bits.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A secret that nobody has yet.
    ///
    /// # Errors
    /// When the machine gives no random numbers.
    pub fn random() -> Result<Self, Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The secret that a device has already.
    #[must_use]
    pub const fn known(secret: String) -> Self {
        Self(secret)
    }

    /// The secret as its bearer gets it: 43 characters that are safe in an address and in a cookie.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

/// What is stored of a secret. Without salt and at once: 256 random bits cannot be guessed.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Whether this could be a secret of ours: 43 characters of the alphabet that is safe in an address.
#[must_use]
pub fn is_well_formed(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_found_by_their_hash() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_ne!(one.reveal(), other.reveal());
        assert!(is_well_formed(one.reveal()) && !is_well_formed("x"));
        assert_eq!(one.hash(), hash(one.reveal()));
    }
}
