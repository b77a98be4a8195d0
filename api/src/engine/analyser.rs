//! One analyser of text for two databases: both index what this makes, so both find the same.

use rust_stemmers::{Algorithm, Stemmer};
use shared::text::fold;
use std::borrow::Cow;

/// Words so common that they find nothing.
const STOP_WORDS: [&str; 20] = [
    "a", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "un", "une",
    "sur",
];

/// Longest word that is indexed, in characters; longer ones are no words.
const MAX_WORD: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case without accents.
    pub folded: String,
    /// What is indexed of it.
    pub stem: String,
    /// As it was written, in lower case: for showing it.
    pub shown: String,
}

/// The words of a text, in its order, stop words left out.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::French);
    // Combining marks belong to the letter before them.
    let tokens = text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c));
    let folded = tokens.flat_map(|token| {
        let folded = fold(token);
        let pieces: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        // A sign such as "½" opens into several words: then each is shown as it is folded.
        let shown = (pieces.len() == 1).then(|| token.to_lowercase());
        pieces.into_iter().map(move |piece| (shown.clone().unwrap_or_else(|| piece.clone()), piece))
    });
    let kept = folded.filter(|(_, folded)| {
        !folded.is_empty() && folded.chars().count() <= MAX_WORD && !STOP_WORDS.contains(&folded.as_str())
    });
    kept.map(|(shown, folded)| Word { stem: stemmer.stem(&singular(&folded)).into_owned(), folded, shown }).collect()
}

/// The stems of a text, in its order: folded (case, accents), French endings removed, stop words left out.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.stem).collect()
}

/// The word and, where it is a plural, the word of which it is one: what a misspelt word may be meant for.
#[must_use]
pub fn forms(word: &Word) -> Vec<Word> {
    let mut forms = vec![word.clone()];
    let single = singular(&word.folded);
    if single != word.folded {
        // "Bébés" without its last letter is shown as "bébé"; "bocaux" has more to it.
        let cut = word.folded.strip_suffix(['s', 'x']) == Some(&*single);
        let shown =
            if cut { word.shown.strip_suffix(['s', 'x']).unwrap_or(&word.shown).to_owned() } else { single.to_string() };
        forms.push(Word { folded: single.into_owned(), stem: word.stem.clone(), shown });
    }
    forms
}

/// The word without a plural's ending. The stemmer takes only one ending off, so that "petits" would keep what "petit"
/// loses, and it does not know that "bocaux" are several of "bocal".
#[must_use]
pub fn singular(word: &str) -> Cow<'_, str> {
    if word.len() <= 3 {
        return word.into();
    }
    match word.strip_suffix("aux") {
        // "eaux" and "oyaux" only add an x: gâteau, noyau; the others had "al": bocal, cheval, végétal.
        Some(start) if start.len() > 1 && !start.ends_with('e') && !start.ends_with("oy") && !start.ends_with("uy") => {
            format!("{start}al").into()
        }
        _ => word.strip_suffix(['s', 'x']).unwrap_or(word).into(),
    }
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
    fn irregular_plurals_that_food_aid_needs() {
        for (one, several) in [
            ("eau", "eaux"),
            ("chou", "choux"),
            ("œuf", "oeufs"),
            ("gâteau", "gateaux"),
            ("bocal", "bocaux"),
            ("cheval", "chevaux"),
            ("noyau", "noyaux"),
            ("poireau", "poireaux"),
            ("lait végétal", "laits végétaux"),
            ("bœuf", "boeufs"),
            ("pois", "pois"),
            ("noix", "noix"),
            ("riz", "RIZ"),
            ("produit laitier", "produits laitiers"),
            ("l’huile d'olive", "huiles olives"),
            ("pomme-de-terre", "pommes de terre"),
            ("aubergine", "aubergines"),
            ("steak haché", "steaks hachés"),
        ] {
            assert_eq!(stems(one), stems(several), "{one}, {several}");
        }
    }

    #[test]
    fn milk_is_not_lettuce() {
        assert_ne!(stems("lait"), stems("laitue"));
        assert_ne!(stems("poire"), stems("poireau"));
    }

    #[test]
    fn a_word_is_shown_as_it_was_written() {
        let shown: Vec<String> = words("Bébés d'ŒUFS, 125g").into_iter().map(|word| word.shown).collect();
        assert_eq!(shown, ["bébés", "œufs", "125g"]);
    }

    #[test]
    fn a_plural_has_two_forms() {
        let shown = |text: &str| -> Vec<String> {
            words(text).iter().flat_map(forms).map(|form| format!("{} {}", form.folded, form.shown)).collect()
        };
        assert_eq!(shown("Bébés"), ["bebes bébés", "bebe bébé"]);
        assert_eq!(shown("bocaux lait"), ["bocaux bocaux", "bocal bocal", "lait lait"]);
    }

    proptest! {
        /// Stems go into the query languages of both databases, where anything but letters and digits has a meaning.
        #[test]
        fn a_stem_has_only_letters_and_digits(text in "\\PC{0,200}") {
            for word in words(&text) {
                for part in [&word.stem, &word.folded] {
                    prop_assert!(!part.is_empty() && part.chars().all(char::is_alphanumeric), "{part:?}");
                }
            }
        }

        /// However a word is written, it is the same word.
        #[test]
        fn case_and_a_regular_plural_do_not_matter(word in "[a-z]{3,12}[b-rtvwyz]") {
            prop_assert_eq!(stems(&word.to_uppercase()), stems(&word));
            prop_assert_eq!(stems(&format!("{word}s")), stems(&word));
        }

        /// Hyphens, apostrophes and signs part words, wherever they stand.
        #[test]
        fn signs_part_words(words in proptest::collection::vec("[a-z]{4,9}", 1..5), sign in "[-'’.,;:/!? ]") {
            prop_assert_eq!(stems(&words.join(&sign)), stems(&words.join(" ")));
        }
    }
}
