//! A time of day, as a clock on the wall shows it.

use crate::macros::bigint_column;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Minutes after midnight in the network's own time, 0 to 1 439; `HH:MM` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "db", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "db", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct LocalTime(i64);

bigint_column!(LocalTime);

impl LocalTime {
    /// The time with this hour and minute; `None` where no clock shows it.
    #[must_use]
    pub const fn new(hour: u32, minute: u32) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour as i64 * 60 + minute as i64)) } else { None }
    }

    /// Hour and minute.
    #[must_use]
    pub fn parts(self) -> (u32, u32) {
        let minutes = u32::try_from(self.0).unwrap_or_default();
        (minutes / 60, minutes % 60)
    }
}

impl std::fmt::Display for LocalTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hour, minute) = self.parts();
        write!(f, "{hour:02}:{minute:02}")
    }
}

impl std::str::FromStr for LocalTime {
    type Err = crate::problem::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|sign| sign.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let parts = text.split_once(':').and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
        parts.and_then(|(hour, minute)| Self::new(hour, minute)).ok_or_else(|| crate::problem::UnknownWord(text.to_owned()))
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("expected a time of day such as 17:30"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for LocalTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .description(Some("A time of day in the network's own time, `HH:MM`."))
            .examples([serde_json::json!("17:30")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for LocalTime {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_a_clock_shows_is_a_time_of_day() {
        for right in ["00:00", "17:30", "23:59"] {
            assert_eq!(right.parse::<LocalTime>().unwrap().to_string(), right);
        }
        for wrong in ["", "24:00", "12:60", "7:30", "07:3", "+7:30", "07:30:00", "0730", "é:00"] {
            assert!(wrong.parse::<LocalTime>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_reads_back_or_is_refused(text in ".{0,8}") {
            if let Ok(time) = text.parse::<LocalTime>() {
                prop_assert_eq!(time.to_string(), text);
            }
        }
    }
}
