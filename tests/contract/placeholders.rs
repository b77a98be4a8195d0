//! `$1`, `$2` … in raw SQL stand in ascending order, each once.
//!
//! SQLite takes `$2` for a name and numbers by first appearance: another order binds the wrong values, without an error.

use crate::sources::{rust_files, shown, without_tests};
use tests::project;

/// The numbers of the placeholders in each string literal that has some.
fn placeholders(text: &str) -> Vec<Vec<usize>> {
    let literals = text.split('"').skip(1).step_by(2);
    literals.map(numbers).filter(|found| !found.is_empty()).collect()
}

fn numbers(literal: &str) -> Vec<usize> {
    let parts = literal.split('$').skip(1);
    parts
        .filter_map(|part| {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        })
        .collect()
}

#[test]
fn placeholders_ascend() {
    for file in rust_files().into_iter().filter(|file| shown(file).starts_with("api/src")) {
        for found in placeholders(without_tests(&project::read(&file))) {
            let expected: Vec<usize> = (1..=found.len()).collect();
            assert_eq!(found, expected, "placeholders in {}", shown(&file));
        }
    }
}

#[test]
fn placeholders_out_of_order_would_be_found() {
    assert_eq!(placeholders(r#"sql("UPDATE t SET a = $2 WHERE id = $1 OR id = $1")"#), [[2, 1, 1]]);
}
