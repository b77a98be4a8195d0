//! The tree in memory, read once from the data in this binary.

use serde::Deserialize;
use shared::categories::{Category, DateKind};
use shared::units::{TemperatureClass, Unit};
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

    /// The French and English labels of the category and of all that it belongs to, so that a text search for "dairy" or
    /// "produits laitiers" finds yoghurt; nothing where there is no such category.
    #[must_use]
    pub fn labels(&self, code: &str) -> Vec<&str> {
        let known = self.exists(code);
        let path = self.categories.iter().filter(|above| known && is_within(code, &above.code));
        path.flat_map(|category| [category.label_fr.as_str(), category.label_en.as_str()]).collect()
    }
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
    fn labels_are_those_of_the_whole_path() {
        let labels = tree().labels("dairy.yoghurt");
        assert_eq!(labels, ["Produits laitiers", "Dairy", "Yaourts et desserts lactés", "Yoghurts and milk desserts"]);
        assert!(tree().labels("dairy.unknown").is_empty());
    }
}
