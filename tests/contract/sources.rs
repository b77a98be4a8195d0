//! House rules that are counted and not judged.

use std::path::{Path, PathBuf};
use tests::project;

/// A file longer than this has two subjects.
const MAX_LINES: usize = 400;

/// Longest body of a handler: extract, one call, wrap.
const MAX_HANDLER: usize = 15;

pub fn rust_files() -> Vec<PathBuf> {
    let folders = ["api/src", "bench/src", "shared/src", "frontend/src", "xtask/src", "tests"];
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| project::files(&project::root().join(folder), |path| path.extension().is_some_and(|e| e == "rs")))
        .collect();
    assert!(files.len() > 100, "only {} files: the walk is broken", files.len());
    files
}

/// The part of a file before its unit tests.
pub fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

pub fn shown(path: &Path) -> String {
    path.strip_prefix(project::root()).unwrap_or(path).display().to_string()
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    for file in rust_files() {
        let lines = without_tests(&project::read(&file)).lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", shown(&file));
    }
}

#[test]
fn nothing_is_left_to_do_without_an_issue() {
    // In two parts, so that this file is not found.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    for file in rust_files() {
        for (number, line) in project::read(&file).lines().enumerate() {
            let word = line.split(|c: char| !c.is_alphanumeric()).find(|word| marks.contains(word));
            let excused = line.contains("issue");
            assert!(word.is_none() || excused, "{}:{} leaves something to do: {line}", shown(&file), number + 1);
        }
    }
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let silencer = concat!("#[", "allow(");
    for file in rust_files() {
        let text = project::read(&file);
        assert!(!text.contains(silencer) && !text.contains(concat!("#![", "allow(")), "{} has {silencer}…)]", shown(&file));
    }
}

#[test]
fn a_handler_extracts_calls_once_and_wraps() {
    for file in
        rust_files().into_iter().filter(|file| shown(file).starts_with("api/src") && shown(file).contains("handlers"))
    {
        let text = project::read(&file);
        let mut body: Option<(usize, usize)> = None;
        for (number, line) in text.lines().enumerate() {
            match body {
                None if line.ends_with('{') && (line.contains("fn ") || line.starts_with(')')) => body = Some((number, 0)),
                Some((start, lines)) if line == "}" => {
                    assert!(lines <= MAX_HANDLER, "{}:{} has {lines} lines", shown(&file), start + 1);
                    body = None;
                }
                Some((start, lines)) => body = Some((start, lines + 1)),
                None => {}
            }
        }
    }
}

#[test]
fn nothing_names_this_machine() {
    let marks = [concat!("/work", "/"), concat!("/root", "/")];
    for file in rust_files() {
        let text = project::read(&file);
        assert!(!marks.iter().any(|mark| text.contains(mark)), "{} names an absolute path", shown(&file));
    }
}
