//! Turns `locales/*.toml` into Rust at compile time: one text of messages per language and one macro arm per key.
//!
//! A key that one language lacks, a parameter that differs, or a plural on one side only stops the build and names
//! itself. French typography (no-break spaces, typographic apostrophes) is put in here, so that translators type plainly.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, error::Error, fs, path::Path};

/// Tables whose keys are also found by name at run time: problem codes, field codes, words of closed sets. All are among
/// [`FIRST`], but for [`OPERATIONS`].
const FOUND_BY_NAME: [&str; 3] = ["problem.", "invalid.", "word."];

/// Words of the audit log alone, found by name too: more than a hundred names and sentences that no first page needs.
const OPERATIONS: &str = "word.operation.";

/// Tables whose French words every visitor fetches, because pages and components of the first module use them. All others
/// follow with the first chunk of pages, so a new page costs the first visit nothing; a test in `i18n/message.rs` finds
/// the table that is missing here.
const FIRST: [&str; 40] = [
    "app",
    "board",
    "button",
    "categories",
    "claim",
    "combobox",
    "communes",
    "dates",
    "dialog",
    "draft",
    "empty",
    "failure",
    "field",
    "hours",
    "invalid",
    "kept",
    "landing",
    "list",
    "login",
    "map",
    "nav",
    "need",
    "needs",
    "not_found",
    "offers",
    "offline",
    "outbox",
    "page",
    "password",
    "problem",
    "problem_view",
    "quantity",
    "steps",
    "suspension",
    "tabs",
    "time",
    "units",
    "waiting",
    "windows",
    "word",
];

/// Tables of [`FIRST`] that pages of chunks alone use: their words follow with these.
const LATER: [&str; 14] = [
    "word.age_band.",
    "word.allergen.",
    "word.busy_kind.",
    "word.dismissal_reason.",
    "word.equipment_kind.",
    "word.item_condition.",
    "word.loan_action.",
    "word.loan_party.",
    "word.organisation_kind.",
    "word.outcome.",
    "word.recurring_state.",
    "word.requirement.",
    "word.site_kind.",
    "word.transport.",
];

/// A message: one sentence, or a singular and a plural.
#[derive(Debug)]
enum Message {
    Plain(String),
    Plural { one: String, other: String },
}

type Messages = BTreeMap<String, Message>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let french = read("locales/fr.toml", french_typography)?;
    let english = read("locales/en.toml", english_typography)?;
    compare(&french, &english)?;
    let path = Path::new(&env::var("OUT_DIR")?).join("locales.rs");
    fs::write(path, generate(&french, &english)?)?;
    Ok(())
}

fn read(file: &str, polish: fn(&str) -> String) -> Result<Messages, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let table: toml::Table = text.parse().map_err(|error| format!("{file}: {error}"))?;
    let mut messages = Messages::new();
    flatten("", &table, polish, &mut messages).map_err(|error| format!("{file}: {error}"))?;
    Ok(messages)
}

fn flatten(prefix: &str, table: &toml::Table, polish: fn(&str) -> String, into: &mut Messages) -> Result<(), String> {
    for (name, value) in table {
        let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            toml::Value::String(text) => {
                into.insert(key, Message::Plain(polish(text)));
            }
            toml::Value::Table(inner) => match plural(inner) {
                Some((one, other)) => {
                    into.insert(key, Message::Plural { one: polish(one), other: polish(other) });
                }
                None => flatten(&key, inner, polish, into)?,
            },
            _ => return Err(format!("{key} is neither text nor a table")),
        }
    }
    Ok(())
}

fn plural(table: &toml::Table) -> Option<(&str, &str)> {
    (table.len() == 2).then(|| Some((table.get("one")?.as_str()?, table.get("other")?.as_str()?)))?
}

/// Narrow no-break space before ; : ! ? and inside « », and the apostrophe of print.
fn french_typography(text: &str) -> String {
    let mut polished = text.replace('\'', "’");
    for mark in [" ;", " :", " !", " ?", " »", " %", " €", " °C"] {
        polished = polished.replace(mark, &mark.replace(' ', "\u{202f}"));
    }
    polished.replace("« ", "«\u{202f}")
}

fn english_typography(text: &str) -> String {
    text.replace('\'', "’")
}

fn compare(french: &Messages, english: &Messages) -> Result<(), String> {
    let mut faults = Vec::new();
    for key in french.keys().filter(|key| !english.contains_key(*key)) {
        faults.push(format!("locales/en.toml lacks {key}"));
    }
    for (key, message) in english {
        match french.get(key) {
            None => faults.push(format!("locales/fr.toml lacks {key}")),
            Some(other) if shape(message) != shape(other) => {
                faults.push(format!("{key}: parameters or plural differ between the languages"));
            }
            Some(_) => {}
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}

/// Whether it has a plural, and which parameters it names.
fn shape(message: &Message) -> (bool, Vec<&str>) {
    let (plural, text) = match message {
        Message::Plain(text) => (false, text),
        Message::Plural { other, .. } => (true, other),
    };
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    names.sort_unstable();
    names.dedup();
    (plural, names)
}

/// As `message.rs` reads it back: a plural has its two forms one after the other.
fn written(message: &Message) -> String {
    match message {
        Message::Plain(text) => text.clone(),
        Message::Plural { one, other } => format!("{one}\u{2}{other}"),
    }
}

fn is_first(key: &str) -> bool {
    let is_later = LATER.iter().chain(&[OPERATIONS]).any(|table| key.starts_with(table));
    !is_later && key.split_once('.').is_none_or(|(table, _)| FIRST.contains(&table))
}

fn generate(french: &Messages, english: &Messages) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    let texts = |keys: &[&String], messages: &Messages| {
        let texts: Vec<String> = keys.iter().filter_map(|key| messages.get(*key)).map(written).collect();
        texts.join("\u{1}")
    };
    let (first, rest): (Vec<_>, Vec<_>) = french.keys().partition(|key| is_first(key));
    let all: Vec<_> = first.iter().chain(&rest).copied().collect();
    writeln!(code, "#[cfg(test)]\nconst FIRST_TABLES: &[&str] = &{FIRST:?};")?;
    writeln!(code, "static FRENCH: &str = {:?};", texts(&first, french))?;
    writeln!(code, "static FRENCH_REST: &str = {:?};", texts(&rest, french))?;
    writeln!(code, "static ENGLISH: &str = {:?};", texts(&all, english))?;
    let by_name = |key: &&&String| FOUND_BY_NAME.iter().any(|table| key.starts_with(table));
    writeln!(code, "static NAMES: &[(&str, u16)] = &[")?;
    // Found by halving: in the order of the names.
    let named = all.iter().enumerate().filter(|(_, key)| by_name(key) && !key.starts_with(OPERATIONS));
    let mut named: Vec<_> = named.collect();
    named.sort_unstable_by_key(|(_, key)| *key);
    for (index, key) in named {
        writeln!(code, "({key:?}, {index}),")?;
    }
    writeln!(code, "];\nstatic OPERATIONS: &[(&str, u16)] = &[")?;
    for (index, key) in all.iter().enumerate() {
        if let Some(name) = key.strip_prefix(OPERATIONS) {
            writeln!(code, "({name:?}, {index}),")?;
        }
    }
    writeln!(code, "];\nmacro_rules! key {{")?;
    for (index, key) in all.iter().enumerate() {
        writeln!(code, "({key:?}) => {{ $crate::i18n::message::Key({index}) }};")?;
    }
    writeln!(code, "($other:literal) => {{ compile_error!(concat!(\"no such locale key: \", $other)) }};\n}}")?;
    Ok(code)
}
