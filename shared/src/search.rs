//! How a searched text was understood, so that a page can say "Results for yaourt".

use serde::{Deserialize, Serialize};

/// A word that nothing knows, and the known word that was searched for instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Correction {
    /// The word as it was typed, in lower case and without accents.
    #[cfg_attr(feature = "openapi", schema(example = "yaort"))]
    pub typed: String,
    /// The word that was searched for, as people write it.
    #[cfg_attr(feature = "openapi", schema(example = "yaourt"))]
    pub meant: String,
}

/// How a text was searched for, where that was not word for word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// The text that was searched for, corrections made.
    #[cfg_attr(feature = "openapi", schema(example = "yaourt nature"))]
    pub text: String,
    /// What was corrected, in the order of the text; nothing was found word for word then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Correction>,
    /// Nothing has all the words: these have most of them.
    pub some_words: bool,
    /// Codes of the categories that words of the text stand for ("petits pots"), searched along with the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
}

impl Reading {
    /// Whether there is anything to tell: something was corrected, left out or found by a synonym.
    #[must_use]
    pub fn is_worth_telling(&self) -> bool {
        self.some_words || !self.corrected.is_empty() || !self.categories.is_empty()
    }
}
