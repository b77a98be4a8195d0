//! Reads `table.txt`.

use super::Role;
use std::fmt;

/// One operation and its eight statuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The section.
    pub noun: String,
    /// The operation, perhaps with ` by the giver` or ` by the taker`.
    pub operation: String,
    statuses: [u16; 8],
}

impl Row {
    /// The operation as the document calls it.
    pub fn name(&self) -> &str {
        self.operation.split(' ').next().unwrap()
    }

    /// Somebody who may do it.
    pub fn allowed(&self) -> Option<Role> {
        Role::ALL.into_iter().find(|role| (200..300).contains(&self.statuses[*role as usize]))
    }

    /// What this role got.
    pub fn set(&mut self, role: Role, status: u16) {
        self.statuses[role as usize] = status;
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<30}", self.operation)?;
        self.statuses.iter().try_for_each(|status| write!(f, " {status}"))
    }
}

/// What the columns are, for messages.
pub fn heading() -> String {
    format!("{:<30} columns: {:?}", "", Role::ALL)
}

/// All lines.
pub fn rows() -> Vec<Row> {
    let mut noun = String::new();
    let mut rows = Vec::new();
    for line in include_str!("table.txt").lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(section) => section.clone_into(&mut noun),
            None => rows.push(row(&noun, line)),
        }
    }
    rows
}

fn row(noun: &str, line: &str) -> Row {
    let (words, numbers): (Vec<&str>, Vec<&str>) = line.split_whitespace().partition(|part| part.parse::<u16>().is_err());
    let statuses: Vec<u16> = numbers.iter().map(|number| number.parse().unwrap()).collect();
    let statuses = statuses.try_into().unwrap_or_else(|_| panic!("{line}: eight statuses"));
    Row { noun: noun.to_owned(), operation: words.join(" "), statuses }
}
