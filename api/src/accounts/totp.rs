//! Codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 seconds, what every app understands) and how an app
//! learns the secret.

use crate::http::Error;
use qrcodegen::{QrCode, QrCodeEcc};
use shared::accounts::SecondFactorSetup;
use shared::time::{SECOND, UtcMillis};
use std::fmt::Write;
use totp_rs::{Builder, Secret, Totp};

/// Length of a secret in bytes, as RFC 4226 §4 recommends.
pub const SECRET_BYTES: usize = 20;

/// A secret that nobody has yet.
///
/// # Errors
/// When the machine gives no random numbers.
pub fn secret() -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0_u8; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(bytes)
}

fn generator(secret: &[u8]) -> Builder {
    Builder::new().with_secret(Secret::new(secret.into()))
}

/// The number of the half minute that `code` belongs to: the present one, the one before or the one after, because
/// clocks differ. `None` when the code is wrong.
#[must_use]
pub fn step_of(secret: &[u8], code: &str, now: UtcMillis) -> Option<i64> {
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    // The library takes other forms too; six digits are what people see.
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.0 / SECOND).ok()?;
    i64::try_from(generator(secret).build().ok()?.check(&digits, seconds)?).ok()
}

/// The code of an app at an instant: for tests and demonstrations.
///
/// # Errors
/// When the secret is too short.
pub fn code_at(secret: &[u8], now: UtcMillis) -> Result<String, Error> {
    let totp = generator(secret).build().map_err(|error| Error::Internal(format!("{error:?}")))?;
    Ok(totp.generate(u64::try_from(now.0 / SECOND).unwrap_or_default()).to_string())
}

/// What an app needs to know the secret. `account` and `issuer` are only names that it shows.
///
/// # Errors
/// When the names do not fit into a QR code.
pub fn setup(secret: &[u8], account: &str, issuer: &str) -> Result<SecondFactorSetup, Error> {
    // A colon ends the issuer in such an address.
    let (account, issuer) = (account.replace(':', " "), issuer.replace(':', " "));
    let described = generator(secret).with_account_name(account).with_issuer(Some(issuer)).build();
    let totp: Totp = described.map_err(|error| Error::Internal(format!("{error:?}")))?;
    let otpauth_uri = totp.to_url().map_err(|error| Error::Internal(format!("{error:?}")))?;
    let qr_svg = qr_svg(&otpauth_uri)?;
    Ok(SecondFactorSetup { secret: totp.secret().to_base32(), otpauth_uri, qr_svg })
}

/// A QR code as an SVG image, one unit a module with the four units of white around it that the standard asks for.
fn qr_svg(text: &str) -> Result<String, Error> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|error| Error::Internal(error.to_string()))?;
    let (size, mut path) = (code.size(), String::new());
    for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
        if code.get_module(x, y) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    let side = size + 8;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's examples.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238 appendix B, the last six of its eight digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at = UtcMillis(seconds * SECOND);
            assert_eq!(code_at(SECRET, at).unwrap(), code);
            assert_eq!(step_of(SECRET, code, at), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_good_for_a_step_more_on_either_side() {
        let at = UtcMillis(1_111_111_109 * SECOND);
        let step = step_of(SECRET, "081 804", at).unwrap();
        for (later, expected) in [(-60, None), (-30, Some(step)), (30, Some(step)), (60, None)] {
            assert_eq!(step_of(SECRET, "081804", at.plus(later * SECOND)), expected, "{later} s");
        }
        for wrong in ["", "081805", "81804", "0818040", "०८१८०४", "abcdef"] {
            assert_eq!(step_of(SECRET, wrong, at), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_can_read_the_secret_as_text_address_and_image() {
        let setup = setup(SECRET, "camille@epicerie.example.org", "Maillage: Gironde").unwrap();
        assert_eq!(setup.secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(setup.otpauth_uri.starts_with("otpauth://totp/"), "{}", setup.otpauth_uri);
        assert!(setup.otpauth_uri.contains(&format!("secret={}", setup.secret)), "{}", setup.otpauth_uri);
        assert!(setup.qr_svg.starts_with("<svg ") && setup.qr_svg.ends_with("</svg>") && setup.qr_svg.len() < 40_000);
    }
}
