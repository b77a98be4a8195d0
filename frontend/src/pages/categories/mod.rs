//! The tree of food categories in other pages' forms: labels, a search field, a choice for filters.

mod described;

pub use described::{Described, described, propose};

use crate::client;
use crate::components::{Choice, Combobox, Suggestion};
use crate::hooks::{Binding, Found, Resource, known, use_found, use_resource};
use crate::i18n::{self, t};
use serde::{Deserialize, Serialize};
use shared::accounts::Locale;
use shared::categories::{Category, CategoryList};
use std::rc::Rc;
use yew::prelude::*;

/// Suggestions shown at once.
const SHOWN: usize = 8;
/// Letters from which on the server is asked for synonyms.
const SHORTEST: usize = 3;

/// Under which the tree is kept.
const KEY: &str = "categories";

/// The whole tree, fetched once a page.
#[hook]
pub fn use_categories() -> Resource<CategoryList> {
    use_resource(KEY.to_owned(), client::categories::list)
}

/// A category's name in the reader's language.
#[must_use]
pub fn label(category: &Category) -> AttrValue {
    match i18n::current() {
        Locale::French => category.label_fr.clone().into(),
        Locale::English => category.label_en.clone().into(),
    }
}

/// The name of the category with this code; the code itself while the tree is not there.
#[must_use]
pub fn label_of(tree: &Resource<CategoryList>, code: &str) -> AttrValue {
    let found = tree.data().and_then(|tree| find(&tree, code).map(label));
    found.unwrap_or_else(|| AttrValue::from(code.to_owned()))
}

/// The category with this code.
#[must_use]
pub fn find<'a>(tree: &'a CategoryList, code: &str) -> Option<&'a Category> {
    tree.items.iter().find(|category| category.code == code)
}

/// The tree as a choice: each root is a group that begins with the root itself.
#[must_use]
pub fn choices(tree: &CategoryList) -> Vec<Choice<Option<String>>> {
    let choice = |category: &Category| {
        let root = find(tree, category.code.split('.').next().unwrap_or_default()).unwrap_or(category);
        Choice::new(Some(category.code.clone()), label(category)).grouped(label(root))
    };
    tree.items.iter().map(choice).collect()
}

/// A category in a form: what was typed, and which category it is once one was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChosenCategory {
    /// What stands in the field.
    pub text: String,
    /// Code of the chosen category; none while the text is only text.
    pub code: Option<String>,
}

impl ChosenCategory {
    /// What is wrong with it, as a code of a field.
    #[must_use]
    pub fn wrong(&self) -> Option<&'static str> {
        match (&self.code, self.text.is_empty()) {
            (Some(_), _) => None,
            (None, true) => Some("required"),
            (None, false) => Some("unknown_category"),
        }
    }
}

/// The name of a chosen category, as far as the tree is known; else what was typed.
#[must_use]
pub fn name_of(chosen: &ChosenCategory) -> AttrValue {
    let tree = known::<CategoryList>(KEY);
    let named = tree.and_then(|tree| find(&tree, chosen.code.as_deref()?).map(label));
    named.unwrap_or_else(|| chosen.code.clone().unwrap_or_else(|| chosen.text.clone()).into())
}

/// Props of [`use_category_field`].
#[derive(PartialEq)]
pub struct CategoryFieldProps {
    /// Value, error and change.
    pub bind: Binding<ChosenCategory>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    pub hint: Option<AttrValue>,
}

/// Asks for a category by the beginning of any of its words, or by what people call it. Names are found here, so that the
/// field works without network; synonyms and misspelt words by the server, below what is found here.
#[hook]
pub fn use_category_field(props: Rc<CategoryFieldProps>) -> Html {
    let tree = use_categories();
    let chosen = props.bind.value.clone();
    let text = chosen.text.trim().to_owned();
    let asked = (chosen.code.is_none() && text.chars().count() >= SHORTEST).then_some(text);
    let meant = use_found(asked, client::categories::search);
    let (suggestions, named) = match (&chosen.code, tree.data()) {
        (None, Some(tree)) => {
            let named = matching(&tree, &chosen.text);
            let more = meant.answer.iter().flat_map(|list| &list.items).filter(|found| !named.contains(found));
            let all = named.iter().copied().chain(more).take(SHOWN);
            (all.map(|found| suggestion(&tree, found)).collect(), !named.is_empty())
        }
        _ => (Vec::new(), true),
    };
    let note = if named { None } else { note(&meant) };
    let onchoose = props.bind.change.reform(|chosen: Suggestion| ChosenCategory {
        text: chosen.label.to_string(),
        code: Some(chosen.value.to_string()),
    });
    let bind = Binding {
        pointer: props.bind.pointer,
        value: chosen.text,
        error: props.bind.error.clone(),
        change: props.bind.change.reform(|text: String| ChosenCategory { text, code: None }),
    };
    let busy = tree.data().is_none() || meant.busy;
    html! { <Combobox {bind} label={props.label.clone()} hint={props.hint.clone()} {suggestions} {note} {onchoose} {busy} /> }
}

/// What there is to say when a word was misspelt, or when nothing is called so.
fn note(meant: &Found<CategoryList>) -> Option<AttrValue> {
    let list = meant.answer.as_ref().filter(|_| !meant.busy)?;
    match list.corrected.first() {
        _ if list.items.is_empty() => Some(t!("categories.none")),
        Some(correction) => Some(t!("categories.corrected", meant = correction.meant.as_str())),
        None => None,
    }
}

fn suggestion(tree: &CategoryList, category: &Category) -> Suggestion {
    let parent = category.parent.as_deref().and_then(|code| find(tree, code));
    Suggestion { value: category.code.clone().into(), label: label(category), detail: parent.map(label) }
}

/// Categories that have a word beginning with each typed word: in their own name first, then in their parent's.
/// Nothing typed: the roots.
fn matching<'a>(tree: &'a CategoryList, text: &str) -> Vec<&'a Category> {
    let typed = words(text);
    if typed.is_empty() {
        return tree.items.iter().filter(|category| category.parent.is_none()).take(SHOWN).collect();
    }
    let fits = |name: &str| {
        let name = words(name);
        typed.iter().all(|start| name.iter().any(|word| word.starts_with(start.as_str())))
    };
    let names = |category: &Category| format!("{} {}", category.label_fr, category.label_en);
    let parents = |category: &Category| category.parent.as_deref().and_then(|code| find(tree, code)).map(&names);
    let own = tree.items.iter().filter(|category| fits(&names(category)));
    let inherited = tree.items.iter().filter(|category| {
        !fits(&names(category)) && parents(category).is_some_and(|parent| fits(&format!("{parent} {}", names(category))))
    });
    own.chain(inherited).take(SHOWN).collect()
}

/// The words of a text without case and accents; a plural's last letter stays, beginnings match anyway.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text.chars().flat_map(char::to_lowercase).flat_map(|letter| plain(letter).chars()).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A lower-case letter of French without its accent. Others are taken for gaps between words.
fn plain(letter: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    match letter {
        'à' | 'â' | 'ä' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' | 'ö' => "o",
        'ù' | 'û' | 'ü' => "u",
        'œ' => "oe",
        other => LETTERS.find(other).and_then(|at| LETTERS.get(at..=at)).unwrap_or(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::categories::DateKind;
    use shared::units::{TemperatureClass, Unit};

    fn category(code: &str, fr: &str, en: &str) -> Category {
        let parent = code.split_once('.').map(|(root, _)| root.to_owned());
        let (label_fr, label_en) = (fr.to_owned(), en.to_owned());
        let (temperature_class, unit, date_kind) = (TemperatureClass::Chilled, Unit::Kilogram, DateKind::UseBy);
        Category { code: code.to_owned(), parent, label_fr, label_en, temperature_class, unit, date_kind }
    }

    #[test]
    fn beginnings_of_words_find_categories_without_accents() {
        let tree = CategoryList {
            corrected: Vec::new(),
            items: vec![
                category("eggs", "Œufs", "Eggs"),
                category("dairy", "Produits laitiers", "Dairy"),
                category("dairy.cheese", "Fromages", "Cheese"),
            ],
        };
        let codes = |text: &str| matching(&tree, text).iter().map(|found| found.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes("oeu"), ["eggs"]);
        assert_eq!(codes("LAIT"), ["dairy", "dairy.cheese"]);
        assert_eq!(codes("produits froma"), ["dairy.cheese"]);
        assert!(codes("vélo").is_empty());
    }
}
