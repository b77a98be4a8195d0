//! The table of messages and how their parameters are filled in.

use super::{current, number};
use shared::accounts::Locale;
use std::cell::OnceCell;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::AttrValue;

/// A message of the table; made by `t!` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub u16);

include!(concat!(env!("OUT_DIR"), "/locales.rs"));
pub(crate) use key;

/// Between messages. One text per language instead of an array: 600 pointers weigh more than what they point to.
const NEXT: char = '\u{1}';
/// Between the singular (in French also for none) and the plural of a message.
const PLURAL: char = '\u{2}';

thread_local! {
    static FRENCH_MESSAGES: Vec<&'static str> = FRENCH.split(NEXT).collect();
    /// Empty until a page beyond the first ones is wanted: see [`fetch_rest`].
    static FRENCH_REST_MESSAGES: OnceCell<Vec<&'static str>> = const { OnceCell::new() };
    /// Empty until somebody reads English: see [`fetch`].
    static ENGLISH_MESSAGES: OnceCell<Vec<&'static str>> = const { OnceCell::new() };
}

/// Makes a language's messages available. The French of the first pages is there from the start; the other language is
/// fetched when it is first wanted, so that nobody pays for words that nobody reads.
///
/// # Errors
/// When they could not be fetched; asking again may help.
pub async fn fetch(language: Locale) -> Result<(), SplitLoaderError> {
    if language == Locale::English {
        let text = english().await?;
        ENGLISH_MESSAGES.with(|messages| {
            messages.get_or_init(|| text.split(NEXT).collect());
        });
    }
    Ok(())
}

/// The whole text, from a chunk of its own.
#[wasm_split(english, fallible)]
fn english() -> Result<&'static str, SplitLoaderError> {
    Ok(ENGLISH)
}

/// Makes those words of a language available that only pages of chunks use.
///
/// # Errors
/// When they could not be fetched; asking again may help.
pub async fn fetch_rest(language: Locale) -> Result<(), SplitLoaderError> {
    if language == Locale::French && FRENCH_REST_MESSAGES.with(|messages| messages.get().is_none()) {
        let text = french_rest().await?;
        FRENCH_REST_MESSAGES.with(|messages| {
            messages.get_or_init(|| text.split(NEXT).collect());
        });
    }
    Ok(())
}

#[wasm_split(french, fallible)]
fn french_rest() -> Result<&'static str, SplitLoaderError> {
    Ok(FRENCH_REST)
}

/// A French message: of those that are always here, or of those that follow them.
fn french(index: usize) -> Option<&'static str> {
    FRENCH_MESSAGES.with(|first| match index.checked_sub(first.len()) {
        None => first.get(index).copied(),
        Some(rest) => FRENCH_REST_MESSAGES.with(|messages| {
            // Tests have no chunks to fetch.
            #[cfg(test)]
            messages.get_or_init(|| FRENCH_REST.split(NEXT).collect());
            messages.get()?.get(rest).copied()
        }),
    })
}

fn message(language: Locale, key: Key) -> &'static str {
    let index = usize::from(key.0);
    let found = match language {
        Locale::French => french(index),
        Locale::English => ENGLISH_MESSAGES.with(|messages| messages.get()?.get(index).copied()),
    };
    found.unwrap_or_default()
}

/// What fills a `{name}` place.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A whole number, written with the language's separators; `n` also chooses the plural.
    Number(i64),
    /// Words.
    Text(AttrValue),
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<AttrValue> for Argument {
    fn from(text: AttrValue) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned().into())
    }
}

/// The key with this name; only for the tables that `build.rs` lists.
#[must_use]
pub fn find(name: &str) -> Option<Key> {
    let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    NAMES.get(at).map(|(_, index)| Key(*index))
}

/// The words of an operation of the audit log. Apart from the other names, so that they come with the page that reads it.
#[must_use]
pub fn operation(name: &str) -> Option<Key> {
    let at = OPERATIONS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    OPERATIONS.get(at).map(|(_, index)| Key(*index))
}

/// Every operation that has words.
pub fn operations() -> impl Iterator<Item = &'static str> {
    OPERATIONS.iter().map(|(name, _)| *name)
}

/// The message in the reader's language, its places filled.
#[must_use]
pub fn translate(key: Key, arguments: &[(&str, Argument)]) -> AttrValue {
    let language = current();
    let whole = message(language, key);
    let text = match whole.split_once(PLURAL) {
        Some((one, _)) if is_singular(language, arguments) => one,
        Some((_, other)) => other,
        None => whole,
    };
    if arguments.is_empty() { AttrValue::Static(text) } else { fill(text, arguments).into() }
}

/// French counts 0 and 1 as singular, English 1 alone (Unicode CLDR plural rules, whole numbers).
fn is_singular(language: Locale, arguments: &[(&str, Argument)]) -> bool {
    let count = arguments.iter().find_map(|(name, value)| match value {
        Argument::Number(number) if *name == "n" => Some(*number),
        _ => None,
    });
    match language {
        Locale::French => matches!(count, Some(0 | 1)),
        Locale::English => count == Some(1),
    }
}

fn fill(text: &str, arguments: &[(&str, Argument)]) -> String {
    let mut filled = String::with_capacity(text.len().saturating_mul(2));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        match arguments.iter().find(|(known, _)| *known == name) {
            Some((_, Argument::Number(number))) => filled.push_str(&number::integer(*number)),
            Some((_, Argument::Text(words))) => filled.push_str(words),
            None => {}
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::{fs, io};

    /// What the first module draws, below `src`: see the pages under `first` in `pages/mod.rs`, and what they use.
    const FIRST_FILES: [&str; 26] = [
        "app.rs",
        "client",
        "components",
        "first_view.rs",
        "hooks",
        "i18n",
        "lazy.rs",
        "notices/bell.rs",
        "outbox",
        "shell.rs",
        "pages/mod.rs",
        "pages/accounts/login.rs",
        "pages/categories/mod.rs",
        "pages/claims/card.rs",
        "pages/claims/steps",
        "pages/claims/words.rs",
        "pages/communes",
        "pages/landing",
        "pages/needs/card.rs",
        "pages/needs/words.rs",
        "pages/not_found.rs",
        "pages/offers/board",
        "pages/offers/card.rs",
        "pages/offers/words.rs",
        "pages/organisations/waiting.rs",
        "pages/searches/entry.rs",
    ];

    /// Components that only later pages draw.
    const LATER: [&str; 3] = ["clash.rs", "copy_field.rs", "near_dates.rs"];

    fn sources(path: PathBuf) -> io::Result<Vec<PathBuf>> {
        if path.is_file() {
            return Ok(vec![path]);
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(path)? {
            found.extend(sources(entry?.path())?);
        }
        Ok(found)
    }

    #[test]
    fn the_words_of_the_first_pages_are_here_from_the_start() -> io::Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut used = BTreeSet::from(["invalid", "problem", "word"].map(str::to_owned));
        for file in FIRST_FILES {
            let is_first = |source: &PathBuf| !LATER.iter().any(|later| source.ends_with(later));
            for source in sources(root.join(file))?.into_iter().filter(is_first) {
                let text = fs::read_to_string(source)?;
                let calls = text.split(|c: char| !c.is_ascii_alphanumeric() && !"!(\"._".contains(c));
                let keys =
                    calls.filter_map(|call| call.rsplit_once("t!(\"")).filter(|(before, _)| !before.ends_with("forma"));
                used.extend(keys.filter_map(|(_, key)| Some(key.split_once('.')?.0.to_owned())));
            }
        }
        let late: Vec<_> = used.iter().filter(|table| !FIRST_TABLES.contains(&table.as_str())).collect();
        let idle: Vec<_> = FIRST_TABLES.iter().filter(|table| !used.contains(**table)).collect();
        assert!(late.is_empty() && idle.is_empty(), "FIRST in build.rs lacks {late:?}; it need not name {idle:?}");
        Ok(())
    }

    #[test]
    fn places_are_filled_and_unknown_ones_left_out() {
        let filled = fill("{a} de {b}{c}.", &[("a", 2_i64.into()), ("b", "kiwis".into())]);
        assert_eq!(filled, "2 de kiwis.");
    }

    #[test]
    fn none_is_singular_in_french_and_plural_in_english() {
        let none = [("n", Argument::Number(0))];
        assert!(is_singular(Locale::French, &none));
        assert!(!is_singular(Locale::English, &none));
    }
}
