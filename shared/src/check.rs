//! The limits of outside input: one function a limit, used by the form and by the endpoint.
//!
//! Each failure is a code with parameters, `code|name=value|…`, which [`crate::problem::FieldError`] takes apart and the
//! browser translates. Codes, not sentences: garde's own messages are English prose.

use crate::geo::Position;
use crate::national::{NumberForm, PACK};
use garde::{Error, Result};

fn fail(code: &str) -> Result {
    Err(Error::new(code))
}

/// Text of `min` to `max` characters after trimming, without control characters other than line breaks and tabs.
pub fn text(min: usize, max: usize) -> impl Fn(&String, &()) -> Result {
    move |value, ()| {
        let count = value.trim().chars().count();
        match () {
            () if min > 0 && count == 0 => fail("required"),
            () if count < min => fail(&format!("too_short|min={min}")),
            () if count > max => fail(&format!("too_long|max={max}")),
            () if value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) => fail("control_character"),
            () => Ok(()),
        }
    }
}

/// A whole number from `min` to `max`.
pub fn between<T: Into<i64> + Copy>(min: i64, max: i64) -> impl Fn(&T, &()) -> Result {
    move |value, ()| {
        let value: i64 = (*value).into();
        match () {
            () if value < min => fail(&format!("too_small|min={min}")),
            () if value > max => fail(&format!("too_large|max={max}")),
            () => Ok(()),
        }
    }
}

/// At least `min` and at most `max` entries.
pub fn count<T>(min: usize, max: usize) -> impl Fn(&Vec<T>, &()) -> Result {
    move |value, ()| match () {
        () if value.len() < min && min == 1 => fail("required"),
        () if value.len() < min => fail(&format!("too_few|min={min}")),
        () if value.len() > max => fail(&format!("too_many|max={max}")),
        () => Ok(()),
    }
}

/// The form of an e-mail address: one `@`, something before it, a dot in the domain, no white space, at most 254
/// characters. Whether it exists is proved by sending a mail.
///
/// # Errors
/// `email` when the form is wrong.
pub fn email(value: &str, (): &()) -> Result {
    let well_formed = value.split_once('@').is_some_and(|(local, domain)| {
        let domain_ok = domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.') && !domain.contains("..");
        !local.is_empty() && domain_ok && !domain.contains('@')
    });
    if well_formed && value.len() <= 254 && !value.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Ok(())
    } else {
        fail("email")
    }
}

/// A password: 10 to 200 characters. Length beats composition rules (NIST SP 800-63B §5.1.1).
///
/// # Errors
/// `too_short` or `too_long`.
pub fn password(value: &str, (): &()) -> Result {
    match value.chars().count() {
        0..10 => fail("too_short|min=10"),
        10..=200 => Ok(()),
        _ => fail("too_long|max=200"),
    }
}

/// A telephone number: digits, spaces, dots, hyphens, brackets and a leading plus, with 6 to 15 digits (E.164).
///
/// # Errors
/// `phone` when the form is wrong.
pub fn phone(value: &str, (): &()) -> Result {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let allowed = value.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || " .-()".contains(c) || (c == '+' && i == 0));
    if allowed && (6..=15).contains(&digits) { Ok(()) } else { fail("phone") }
}

/// An address on the web: `http://` or `https://`, no white space, at most 300 characters.
///
/// # Errors
/// `url` when the form is wrong.
pub fn url(value: &str, (): &()) -> Result {
    let host = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let well_formed = host.is_some_and(|host| host.len() > 3 && host.contains('.'));
    if well_formed && value.len() <= 300 && !value.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>".contains(c))
    {
        Ok(())
    } else {
        fail("url")
    }
}

/// A number by which an establishment is registered, in the country's form.
///
/// # Errors
/// The form's code (`siret` in France).
pub fn establishment_number(value: &str, (): &()) -> Result {
    number(value, &PACK.establishment_number)
}

/// A number by which an association is registered, in the country's form.
///
/// # Errors
/// The form's code (`rna` in France).
pub fn association_number(value: &str, (): &()) -> Result {
    number(value, &PACK.association_number)
}

fn number(value: &str, form: &NumberForm) -> Result {
    if (form.normalise)(value).is_some() { Ok(()) } else { fail(form.code) }
}

/// A postcode: five digits.
///
/// # Errors
/// `postcode` when the form is wrong.
pub fn postcode(value: &str, (): &()) -> Result {
    if value.len() == 5 && value.chars().all(|c| c.is_ascii_digit()) { Ok(()) } else { fail("postcode") }
}

/// A place on the earth.
///
/// # Errors
/// `position` when the numbers are out of range.
pub fn position(value: &Position, (): &()) -> Result {
    Position::new(value.latitude, value.longitude).map_or_else(|| fail("position"), |_| Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_without_a_domain_are_refused() {
        assert!(email("benevole@restos.example.org", &()).is_ok());
        for wrong in ["", "a", "a@b", "@b.fr", "a@b.", "a b@c.fr", "a@b@c.fr", "a@b..fr", "a@b.fr\n"] {
            assert!(email(wrong, &()).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn blank_text_is_missing_text() {
        assert_eq!(text(1, 10)(&"   ".to_owned(), &()).unwrap_err().message(), "required");
        assert_eq!(text(0, 3)(&"été!".to_owned(), &()).unwrap_err().message(), "too_long|max=3");
        assert!(text(1, 3)(&"été".to_owned(), &()).is_ok());
        assert!(text(1, 9)(&"a\0b".to_owned(), &()).is_err());
    }

    #[test]
    fn telephone_numbers_are_taken_as_people_write_them() {
        assert!(phone("05 56 00 00 00", &()).is_ok());
        assert!(phone("+33 (0)5.56.00.00.00", &()).is_ok());
        assert!(phone("appelez-moi", &()).is_err());
    }
}
