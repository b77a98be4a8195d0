//! Every sentence exists in every language.

use shared::problem::Code;
use std::collections::BTreeMap;
use tests::project;

/// Keys with their texts; tables are joined with dots.
fn locale(name: &str) -> BTreeMap<String, String> {
    let text = project::read(&project::root().join("frontend/locales").join(format!("{name}.toml")));
    let mut table = String::new();
    let mut keys = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{name}.");
        } else if let Some((key, value)) = line.split_once('=') {
            let key = format!("{table}{}", key.trim().trim_matches('"'));
            let before = keys.insert(key.clone(), value.trim().to_owned());
            assert!(before.is_none(), "{name}.toml has {key} twice");
        }
    }
    assert!(keys.len() > 50, "{name}.toml has only {} keys: the reader is broken", keys.len());
    keys
}

#[test]
fn french_and_english_have_the_same_keys() {
    let (french, english) = (locale("fr"), locale("en"));
    let missing: Vec<&String> = french.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "missing in English: {missing:?}");
    let missing: Vec<&String> = english.keys().filter(|key| !french.contains_key(*key)).collect();
    assert!(missing.is_empty(), "missing in French: {missing:?}");
}

#[test]
fn both_languages_fill_in_the_same_values() {
    let english = locale("en");
    for (key, text) in locale("fr") {
        if let Some(other) = english.get(&key) {
            assert_eq!(values(&text), values(other), "values of {key}");
        }
    }
}

/// The names in braces, sorted.
fn values(text: &str) -> Vec<String> {
    // A plural is a table, in braces of its own; other texts are in quotes.
    let text = text.strip_prefix('{').map_or(text, |plural| plural.trim_end_matches('}'));
    let mut names: Vec<String> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn the_browser_has_a_sentence_for_every_problem() {
    let french = locale("fr");
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !french.keys().any(|key| key.contains("problem") && key.ends_with(&format!(".{code}"))))
        .collect();
    assert!(missing.is_empty(), "no sentence for {missing:?}");
}
