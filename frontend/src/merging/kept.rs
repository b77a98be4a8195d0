//! What was typed and is not saved yet, as a device keeps it.

use crate::json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What was typed, with what it started from: so nobody who has changed that meanwhile is overwritten unawares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept<D> {
    /// What was typed.
    pub typed: D,
    /// What was saved then.
    pub seen: D,
    /// The version that said so; 0 where nothing was saved.
    pub version: i64,
}

impl<D: Serialize + DeserializeOwned> Kept<D> {
    /// As text, for a write that waits.
    #[must_use]
    pub fn text(&self) -> String {
        json::write(self).unwrap_or_default()
    }

    /// From such a text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        json::read(text).ok()
    }
}
