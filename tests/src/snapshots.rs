//! Answers as files that are reviewed: `tests/api/snapshots/NAME.snap`.
//!
//! The same file serves both databases, so it also says that they answer alike. Times stay: the test's clock made them.

use crate::clients::Answer;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// Headers that are part of the contract.
const HEADERS: [&str; 9] =
    ["allow", "cache-control", "content-type", "etag", "link", "location", "retry-after", "set-cookie", "www-authenticate"];

/// Members whose text differs from run to run or release to release.
const RANDOM: [(&str, &str); 5] = [
    ("access_token", "[token]"),
    ("handover_code", "[code]"),
    ("instance", "[request]"),
    ("next_cursor", "[cursor]"),
    // Of the server; those that are numbers count changes.
    ("version", "[version]"),
];

/// Compares an answer with the file of that name. `cargo insta review` shows and takes differences.
#[track_caller]
pub fn matches(name: &str, answer: &Answer) {
    let mut redaction = Redaction::default();
    let headers: Map<String, Value> = HEADERS
        .iter()
        .filter(|header| !answer.header(header).is_empty())
        .map(|header| ((*header).to_owned(), Value::from(redaction.header(header, answer.header(header)))))
        .collect();
    let body = redaction.value(&answer.body);
    let shown = json!({ "status": answer.status, "headers": headers, "body": body });
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/api/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_sort_maps(true);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_json_snapshot!(name, shown));
}

/// Replaces what differs from run to run; equal identifiers stay equal.
#[derive(Default)]
struct Redaction {
    ids: HashMap<Uuid, usize>,
}

impl Redaction {
    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), self.member(name, value))).collect(),
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::String(text) => Value::from(self.text(text)),
            other => other.clone(),
        }
    }

    fn member(&mut self, name: &str, value: &Value) -> Value {
        match (RANDOM.iter().find(|(random, _)| *random == name), value) {
            (Some((_, shown)), Value::String(_)) => Value::from(*shown),
            _ => self.value(value),
        }
    }

    fn header(&mut self, name: &str, value: &str) -> String {
        match name {
            "set-cookie" => cut_after(value, "=", ";", "[token]"),
            "link" => cut_after(&self.text(value), "cursor=", ">", "[cursor]"),
            _ => self.text(value),
        }
    }

    /// Numbers the identifiers inside `text`, and hides what follows `/invitation`'s token.
    fn text(&mut self, text: &str) -> String {
        let mut shown = String::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let id = rest.get(..36).and_then(|candidate| candidate.parse::<Uuid>().ok());
            if let Some(id) = id {
                let next = self.ids.len() + 1;
                shown += &format!("[id {}]", self.ids.entry(id).or_insert(next));
                rest = &rest[36..];
            } else {
                shown.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        cut_after(&shown, "/invitation/", "\n", "[token]")
    }
}

/// Replaces what stands between `start` and the next `end` (or the end of the text).
fn cut_after(text: &str, start: &str, end: &str, shown: &str) -> String {
    let Some((before, rest)) = text.split_once(start) else {
        return text.to_owned();
    };
    let after = rest.find(end).map_or("", |at| &rest[at..]);
    format!("{before}{start}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_numbered_and_stay_equal() {
        let (a, b) = (Uuid::now_v7(), Uuid::now_v7());
        let shown =
            Redaction::default().value(&json!({ "a": a, "at": format!("/offers/{b}/x"), "z": [a], "next_cursor": "q" }));
        assert_eq!(shown, json!({ "a": "[id 1]", "at": "/offers/[id 2]/x", "z": ["[id 1]"], "next_cursor": "[cursor]" }));
    }
}
