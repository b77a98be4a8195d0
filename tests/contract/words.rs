//! Words that have no place in the code because they mean two things.

use crate::sources::{rust_files, shown};
use std::path::PathBuf;
use tests::project;

/// A date alone called so: is it use-by, after which food is never given, or best-before?
const UNDECIDED: [&str; 8] = [
    concat!("exp", "iry"),
    concat!("exp", "ires"),
    concat!("exp", "iration"),
    concat!("exp", "iry_date"),
    concat!("exp", "iration_date"),
    concat!("exp", "ires_on"),
    concat!("exp", "ires_at"),
    concat!("exp", "iry_days"),
];

fn undecided(line: &str) -> Option<&str> {
    // What stands in quotes is prose, and so is a comment.
    let code = line.split("//").next().unwrap_or_default().split("--").next().unwrap_or_default();
    let code = code.split('"').step_by(2);
    let mut words = code.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words.find(|word| UNDECIDED.iter().any(|undecided| word.eq_ignore_ascii_case(undecided)))
}

#[test]
fn no_date_of_food_is_without_its_kind() {
    let migrations =
        project::files(&project::root().join("migrations"), |path| path.extension().is_some_and(|e| e == "sql"));
    let files: Vec<PathBuf> = rust_files().into_iter().chain(migrations).collect();
    for file in files {
        for (number, line) in project::read(&file).lines().enumerate() {
            let word = undecided(line);
            assert!(word.is_none(), "{}:{}: which date is {word:?}? use_by or best_before", shown(&file), number + 1);
        }
    }
}

#[test]
fn no_member_of_the_document_is_a_date_without_its_kind() {
    let document = serde_json::to_value(api::app::document()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let members = schemas.values().filter_map(|schema| schema["properties"].as_object()).flat_map(|members| members.keys());
    for member in members {
        assert!(!UNDECIDED.contains(&member.as_str()), "{member}");
    }
}

#[test]
fn an_undecided_word_would_be_found() {
    assert!(undecided(concat!("    exp", "iry TEXT,")).is_some());
    assert!(undecided(concat!("pub exp", "ires_on: NaiveDate,")).is_some());
    assert!(undecided("state IN ('expired') -- expiry").is_none() && undecided("pub use_by: NaiveDate,").is_none());
}
