//! Errors on the wire: `application/problem+json` (RFC 9457) with a code that the browser translates.

mod code;
mod title;

pub use code::Code;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A word outside its closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord(pub String);

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown word {:?}", self.0)
    }
}

impl std::error::Error for UnknownWord {}

/// One wrong member of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where: a JSON pointer (RFC 6901) into the body, or `?name` for a query parameter.
    #[cfg_attr(feature = "openapi", schema(example = "/total_grams"))]
    pub pointer: String,
    /// What is wrong, as a code that the browser translates.
    #[cfg_attr(feature = "openapi", schema(example = "too_small"))]
    pub code: String,
    /// Numbers and words for the translated sentence.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
}

impl FieldError {
    /// A failure of the member at `pointer`, without parameters.
    #[must_use]
    pub fn new(pointer: impl Into<String>, code: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), params: Map::new() }
    }

    /// The failures that a validation found, in the order of the fields.
    #[must_use]
    pub fn from_report(report: &garde::Report) -> Vec<Self> {
        report.iter().map(|(path, error)| Self::parse(&pointer(&path.to_string()), error.message())).collect()
    }

    /// Takes `code|name=value|…` (see [`crate::check`]) apart.
    fn parse(pointer: &str, message: &str) -> Self {
        let mut parts = message.split('|');
        let mut error = Self::new(pointer, parts.next().unwrap_or_default());
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            let value = value.parse::<i64>().map_or_else(|_| Value::from(value), Value::from);
            error.params.insert(name.to_owned(), value);
        }
        error
    }
}

/// Turns garde's `pickup_windows[0].ends_at` into `/pickup_windows/0/ends_at`.
fn pointer(path: &str) -> String {
    let mut pointer = String::from("/");
    pointer.extend(path.chars().filter_map(|c| match c {
        '.' | '[' => Some('/'),
        ']' => None,
        other => Some(other),
    }));
    pointer
}

/// What went wrong. Made only by the server's named functions, read by everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// An address on this server that explains the code.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/problems/offer_exhausted"))]
    pub kind: String,
    /// A short English title of the code.
    #[cfg_attr(feature = "openapi", schema(example = "Less is left than was asked for"))]
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "openapi", schema(example = 409))]
    pub status: u16,
    /// The code that the browser translates.
    pub code: Code,
    /// This occurrence in English, for integrators and logs; never a secret, never a cause inside the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request's id, also in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Numbers and words for the translated sentence.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub params: Map<String, Value>,
    /// The wrong members, where the code is `invalid`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem of this code, with the code's status and title.
    #[must_use]
    pub fn of(code: Code) -> Self {
        Self {
            kind: format!("/problems/{code}"),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            instance: None,
            params: Map::new(),
            errors: Vec::new(),
        }
    }

    /// Adds an English explanation of this occurrence.
    #[must_use]
    pub fn detailed(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a number or word for the translated sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// Wrong fields (422).
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::of(Code::Invalid) }
    }

    /// One wrong field (422).
    #[must_use]
    pub fn invalid_field(pointer: &str, code: &str) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code)])
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, self.code)
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_pointers_and_messages_become_codes_with_parameters() {
        assert_eq!(pointer("pickup_windows[0].ends_at"), "/pickup_windows/0/ends_at");
        let error = FieldError::parse("/title", "too_long|max=120");
        assert_eq!((error.code.as_str(), &error.params["max"]), ("too_long", &Value::from(120)));
    }
}
