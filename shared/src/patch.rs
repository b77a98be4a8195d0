//! Merge patches (RFC 7396): a member left out stays, `null` erases, a value replaces.

use serde::{Deserialize, Deserializer};

/// For `Option<Option<T>>` fields: tells "left out" (`None`) from `null` (`Some(None)`).
///
/// Use with `#[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "nullable")]`.
///
/// # Errors
/// When the value is neither `null` nor a `T`.
pub fn nullable<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
