//! What people call categories: the lists of this binary, and how a text fits a name. Pure.

use crate::engine::analyser::{self, Word};
use serde::Deserialize;
use shared::text::tidy;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Synonyms by category, `|` between them.
const DATA: &str = include_str!("synonyms.csv");

#[derive(Debug, Deserialize)]
struct Line {
    code: String,
    fr: String,
    en: String,
}

/// The French and English synonyms that this binary ships for a category.
#[must_use]
pub fn shipped(code: &str) -> (Vec<String>, Vec<String>) {
    #[expect(clippy::expect_used, reason = "data of our own, read by a unit test")]
    static LINES: LazyLock<BTreeMap<String, Line>> = LazyLock::new(|| {
        let lines = csv::Reader::from_reader(DATA.as_bytes()).into_deserialize::<Line>();
        let lines: Vec<Line> = lines.collect::<Result<_, _>>().expect("the embedded synonyms");
        lines.into_iter().map(|line| (line.code.clone(), line)).collect()
    });
    let parts = |text: &str| text.split('|').map(str::to_owned).collect();
    LINES.get(code).map(|line| (parts(&line.fr), parts(&line.en))).unwrap_or_default()
}

/// Synonyms without blanks around them, empty and double ones; white space within is one space, for they are kept one a
/// line.
#[must_use]
pub fn clean(names: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let tidied = names.iter().filter_map(|name| tidy(&name.split_whitespace().collect::<Vec<_>>().join(" ")));
    tidied.filter(|name| seen.insert(term(name))).collect()
}

/// The form in which a synonym is found in a text: its stems.
#[must_use]
pub fn term(name: &str) -> String {
    analyser::stems(name).join(" ")
}

/// How well a text fits a name, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Start,
    /// Its words are in the name.
    Part,
}

/// How the words of a text fit a name; the last one may be the beginning of a word. `None` where they do not.
#[must_use]
pub fn fit(name: &str, words: &[Word]) -> Option<Fit> {
    let (last, before) = words.split_last()?;
    let own = analyser::words(name);
    let begins = |own: &Word| own.stem == last.stem || own.folded.starts_with(&last.folded);
    let all = before.iter().all(|word| own.iter().any(|own| own.stem == word.stem)) && own.iter().any(begins);
    let leads = own.iter().zip(before).all(|(own, word)| own.stem == word.stem) && own.get(before.len()).is_some_and(begins);
    let ends = own.len() == words.len() && own.last().is_some_and(|own| own.stem == last.stem);
    match (all, leads, ends) {
        (true, true, true) => Some(Fit::Whole),
        (true, true, false) => Some(Fit::Start),
        (true, false, _) => Some(Fit::Part),
        (false, ..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories::tree;

    #[test]
    fn the_embedded_synonyms_belong_to_categories_and_can_be_searched_for() {
        let codes: Vec<String> =
            csv::Reader::from_reader(DATA.as_bytes()).into_deserialize::<Line>().map(|line| line.unwrap().code).collect();
        assert!(codes.len() > 60 && codes.iter().all(|code| tree().exists(code)), "{codes:?}");
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        for code in codes {
            let (fr, en) = shipped(&code);
            for name in fr.iter().chain(&en) {
                assert!((1..=5).contains(&analyser::stems(name).len()) && name.chars().count() >= 2, "{code}: {name:?}");
            }
        }
    }

    #[test]
    fn names_fit_as_a_whole_by_their_start_or_in_part() {
        let fit = |name: &str, text: &str| fit(name, &analyser::words(text));
        assert_eq!(fit("petits pots", "petit pot"), Some(Fit::Whole));
        assert_eq!(fit("Petits pots et purées pour bébé", "petits po"), Some(Fit::Start));
        assert_eq!(fit("Petits pots et purées pour bébé", "bébé"), Some(Fit::Part));
        assert_eq!(fit("Lait infantile", "lait bébé"), None);
        assert_eq!(fit("Lait infantile", ""), None);
    }

    #[test]
    fn blank_and_double_synonyms_are_left_out() {
        let names = ["  lait\n bébé ", "", "Laits bébé", "biberon"].map(str::to_owned);
        assert_eq!(clean(&names), ["lait bébé", "biberon"]);
    }
}
