//! Whole numbers as people type them about rounds.

use crate::i18n::number;

/// What was typed as a whole number, 0 or more.
///
/// # Errors
/// The code of what is wrong with it.
pub fn whole(text: &str) -> Result<i64, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    number::parse_integer(text).filter(|number| *number >= 0).ok_or("whole_number")
}

/// What was typed as a whole number, with a minus where there is one; nothing where nothing was typed.
///
/// # Errors
/// The code of what is wrong with it.
pub fn optional(text: &str) -> Result<Option<i64>, &'static str> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    number::parse_integer(&text.replace('−', "-")).map(Some).ok_or("whole_number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_are_read() {
        assert_eq!(whole(" 1 200 "), Ok(1_200));
        assert_eq!(whole(""), Err("required"));
        assert_eq!([whole("-3"), whole("1,5")], [Err("whole_number"), Err("whole_number")]);
    }

    #[test]
    fn what_may_be_left_out_may_be_less_than_nothing() {
        assert_eq!([optional(" "), optional("1 200"), optional("−50")], [Ok(None), Ok(Some(1_200)), Ok(Some(-50))]);
        assert_eq!(optional("1,5"), Err("whole_number"));
    }
}
