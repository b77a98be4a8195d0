//! One analyser of text for two databases: both index what this makes, so both find the same.

use rust_stemmers::{Algorithm, Stemmer};
use shared::text::fold;

/// Words so common that they find nothing.
const STOP_WORDS: [&str; 20] = [
    "a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "un", "une",
    "sur",
];

/// Longest word that is indexed, in characters; longer ones are no words.
const MAX_WORD: usize = 40;

/// The stems of a text, in its order: folded (case, accents), French endings removed, stop words left out.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::French);
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty() && word.chars().count() <= MAX_WORD);
    words.filter(|word| !STOP_WORDS.contains(word)).map(|word| stemmer.stem(singular(word)).into_owned()).collect()
}

/// The word without a plural's `s` or `x`. The stemmer takes only one ending off, so that "petits" would keep what
/// "petit" loses.
fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plural_case_and_accents_do_not_matter() {
        assert_eq!(stems("Petits pots pour BÉBÉ"), stems("petit pot bebe"));
        assert_eq!(stems("Yaourts"), stems("yaourt"));
        assert_eq!(stems("légumes frais"), stems("Légume frais"));
    }

    #[test]
    fn milk_is_not_lettuce() {
        assert_ne!(stems("lait"), stems("laitue"));
    }

    proptest! {
        /// Stems go into the query languages of both databases, where anything but letters and digits has a meaning.
        #[test]
        fn a_stem_has_only_letters_and_digits(text in "\\PC{0,200}") {
            for stem in stems(&text) {
                prop_assert!(!stem.is_empty() && stem.chars().all(char::is_alphanumeric), "{stem:?}");
            }
        }
    }
}
