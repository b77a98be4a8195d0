//! Recovery codes: 80 random bits each, in four groups that can be read from paper.

use crate::http::Error;
use sha2::{Digest, Sha256};

/// How many a person gets.
pub const COUNT: usize = 10;

/// Without the letters and digits that look alike: 32 of them, so that each stands for five bits.
const ALPHABET: [u8; 32] = *b"abcdefghjkmnpqrstuvwxyz023456789";

/// New codes.
///
/// # Errors
/// When the machine gives no random numbers.
pub fn generate() -> Result<Vec<String>, Error> {
    (0..COUNT).map(|_| one()).collect()
}

fn one() -> Result<String, Error> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
    let letters = bytes.iter().map(|byte| char::from(ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'a')));
    let letters: Vec<char> = letters.collect();
    Ok(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

/// What is stored of a code, however it is typed. Without salt and at once: 80 random bits cannot be guessed.
#[must_use]
pub fn hash(code: &str) -> Vec<u8> {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    Sha256::digest(bare.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_are_known_however_they_are_typed() {
        let codes = generate().unwrap();
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), COUNT);
        let code = &codes[0];
        assert_eq!((code.len(), code.split('-').count()), (19, 4));
        assert_eq!(hash(code), hash(&format!(" {} ", code.replace('-', " ").to_uppercase())));
        assert_ne!(hash(code), hash(&codes[1]));
    }
}
