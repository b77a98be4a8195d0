//! The tree in memory, read once from the data in this binary.

use crate::engine::analyser;
use serde::Deserialize;
use shared::accounts::Locale;
use shared::categories::{Category, DateKind};
use shared::units::{TemperatureClass, Unit};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Parents before their children, in the order of display.
const DATA: &str = include_str!("tree.csv");

/// All categories.
#[derive(Debug)]
pub struct Tree {
    categories: Vec<Category>,
}

/// One line of the data. The parent is in the code.
#[derive(Deserialize)]
struct Line {
    code: String,
    label_fr: String,
    label_en: String,
    temperature_class: TemperatureClass,
    unit: Unit,
    date_kind: DateKind,
}

/// The tree of this binary.
#[must_use]
pub fn tree() -> &'static Tree {
    #[expect(clippy::expect_used, reason = "data of our own, read by a unit test")]
    static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(DATA).expect("the embedded categories"));
    &TREE
}

impl Tree {
    fn read(data: &str) -> Result<Self, csv::Error> {
        let lines = csv::Reader::from_reader(data.as_bytes()).into_deserialize::<Line>();
        let categories = lines.map(|line| line.map(Category::from)).collect::<Result<_, _>>()?;
        Ok(Self { categories })
    }

    /// All categories, parents before their children, in the order of display.
    #[must_use]
    pub fn all(&self) -> &[Category] {
        &self.categories
    }

    /// The category with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }

    /// Whether there is a category with this code.
    #[must_use]
    pub fn exists(&self, code: &str) -> bool {
        self.get(code).is_some()
    }

    /// The code itself and all codes below it; nothing where there is no such category.
    #[must_use]
    pub fn descendants(&self, code: &str) -> Vec<&str> {
        self.categories.iter().map(|category| category.code.as_str()).filter(|below| is_within(below, code)).collect()
    }
}

/// What a category is called; its code where nobody knows it any more.
#[must_use]
pub fn label(code: &str, locale: Locale) -> String {
    let known = tree().get(code).map(|category| match locale {
        Locale::French => category.label_fr.clone(),
        Locale::English => category.label_en.clone(),
    });
    known.unwrap_or_else(|| code.to_owned())
}

/// The categories whose French or English label has a word with this stem, so that a text search for "dairy" or "laitier"
/// finds yoghurt; without those that are below another of them, whose documents have the other's token too.
#[must_use]
pub fn labelled(stem: &str) -> &'static [&'static str] {
    static BY_STEM: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_stem: HashMap<String, Vec<&'static str>> = HashMap::new();
        for category in tree().all() {
            let stems = [&category.label_fr, &category.label_en].into_iter().flat_map(|label| analyser::stems(label));
            for stem in stems {
                let codes = by_stem.entry(stem).or_default();
                // Parents come before their children.
                if !codes.iter().any(|above| is_within(&category.code, above)) {
                    codes.push(&category.code);
                }
            }
        }
        by_stem
    });
    BY_STEM.get(stem).map_or(&[], Vec::as_slice)
}

/// A code and all that it belongs to: `dairy.yoghurt`, `dairy`.
pub fn path(code: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(code), |code| code.rsplit_once('.').map(|(parent, _)| parent))
}

/// The word that stands for a category in documents of full text: letters only, as such words are.
#[must_use]
pub fn token(code: &str) -> String {
    let letters: String = code.chars().filter(char::is_ascii_lowercase).collect();
    format!("cat{letters}")
}

/// Whether `code` is `ancestor` or below it.
fn is_within(code: &str, ancestor: &str) -> bool {
    code.strip_prefix(ancestor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl From<Line> for Category {
    fn from(line: Line) -> Self {
        let Line { code, label_fr, label_en, temperature_class, unit, date_kind } = line;
        let parent = code.rsplit_once('.').map(|(parent, _)| parent.to_owned());
        Self { code, parent, label_fr, label_en, temperature_class, unit, date_kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_embedded_tree_is_one() {
        let mut seen = HashSet::new();
        for category in tree().all() {
            let shape = category.code.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
            assert!(shape && category.code.len() <= 60, "{}", category.code);
            assert!(
                category.parent.as_ref().is_none_or(|parent| seen.contains(parent)),
                "{} before its parent",
                category.code
            );
            assert!(seen.insert(category.code.clone()), "{} twice", category.code);
            assert!(!category.label_fr.trim().is_empty() && !category.label_en.trim().is_empty(), "{}", category.code);
        }
        assert!(tree().all().iter().filter(|category| category.parent.is_none()).count() >= 12);
    }

    #[test]
    fn descendants_are_whole_branches() {
        let dairy = tree().descendants("dairy");
        assert!(dairy.contains(&"dairy") && dairy.contains(&"dairy.yoghurt"));
        assert_eq!(tree().descendants("dairy.yoghurt"), ["dairy.yoghurt"]);
        // A code that only begins with the same letters is another branch.
        assert!(tree().descendants("dai").is_empty());
    }

    #[test]
    fn a_word_of_a_label_means_its_category_and_all_below() {
        let meant = |word: &str| analyser::stems(word).iter().flat_map(|stem| labelled(stem)).copied().collect::<Vec<_>>();
        assert_eq!(meant("laitiers"), ["dairy"]);
        assert_eq!(meant("yaourt"), ["dairy.yoghurt"]);
        assert_eq!(meant("tournevis"), [""; 0]);
    }
}
