//! Instants and days.

use crate::macros::bigint_column;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant in UTC, in whole milliseconds since 1970. ISO 8601 with `Z` on the wire.
///
/// Milliseconds, because that is what both databases, JSON and browsers keep without loss: the value read back equals
/// the value written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct UtcMillis(pub i64);

bigint_column!(UtcMillis);

/// One second in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours in milliseconds.
pub const DAY: i64 = 24 * HOUR;

impl UtcMillis {
    /// This instant moved by `millis` (negative: earlier); saturates.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The instant as chrono's type; the epoch where it lies outside chrono's range.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for UtcMillis {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_millis())
    }
}

impl std::fmt::Display for UtcMillis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.digits() {
            Some(digits) => f.write_str(std::str::from_utf8(&digits).unwrap_or_default()),
            None => f.write_str(&self.to_chrono().to_rfc3339_opts(SecondsFormat::Millis, true)),
        }
    }
}

impl UtcMillis {
    /// The text, for years of four digits: a page of offers has a hundred instants, and chrono's formatter takes longer
    /// over them than the database over the rows. Days to date: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    fn digits(self) -> Option<[u8; 24]> {
        let (days, rest) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let shifted = days.checked_add(719_468)?;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let [hour, minute, second, milli] = [rest / HOUR, rest / MINUTE % 60, rest / SECOND % 60, rest % SECOND];
        let digit = |number: i64, place: i64| u8::try_from(number / place % 10).map_or(b'0', |digit| b'0' + digit);
        let two = |number: i64| [digit(number, 10), digit(number, 1)];
        let ([m1, m2], [d1, d2], [h1, h2], [n1, n2], [s1, s2]) = (two(month), two(day), two(hour), two(minute), two(second));
        let [y1, y2, y3, y4] = [1_000, 100, 10, 1].map(|place| digit(year, place));
        let [f1, f2, f3] = [100, 10, 1].map(|place| digit(milli, place));
        (0..=9_999).contains(&year).then_some([
            y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'.', f1, f2, f3, b'Z',
        ])
    }
}

impl std::str::FromStr for UtcMillis {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc).into())
    }
}

impl Serialize for UtcMillis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcMillis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("expected an instant such as 2026-11-24T09:00:00Z"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for UtcMillis {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime)))
            .description(Some("An instant in UTC, ISO 8601, to the millisecond."))
            .examples([serde_json::json!("2026-11-24T09:00:00.000Z")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for UtcMillis {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_back_as_it_was_written() {
        let at: UtcMillis = "2026-11-24T10:00:00.123456+01:00".parse().unwrap();
        assert_eq!(at.to_string(), "2026-11-24T09:00:00.123Z");
        assert_eq!(at.to_string().parse::<UtcMillis>().unwrap(), at);
    }

    proptest::proptest! {
        #[test]
        fn the_text_is_what_chrono_would_write(millis in -70_000_000_000_000_i64..260_000_000_000_000) {
            let expected = UtcMillis(millis).to_chrono().to_rfc3339_opts(SecondsFormat::Millis, true);
            proptest::prop_assert_eq!(UtcMillis(millis).to_string(), expected);
        }
    }
}
