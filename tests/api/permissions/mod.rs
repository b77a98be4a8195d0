//! Who may do what: every operation of the document, called as eight people, against the committed `table.txt`.
//!
//! A new operation needs a line in `table.txt` and a request in the file of its noun; a new noun needs a file in
//! `nouns/`, its name in `nouns/mod.rs` and a section of the table. What is missing fails. When a test here fails it
//! prints the lines as the server answered: read them before you copy them.

mod audited;
mod nouns;
mod roles;
mod table;
mod world;

pub use nouns::{NOUNS, request};
pub use roles::Role;
pub use table::rows;
pub use world::{Callers, House, Request, Side, World};

use std::collections::BTreeMap;
use tests::TestServer;

/// Tries every line of a noun's section, and what changes something in a world of its own, so that the order cannot matter.
pub async fn check(server: &TestServer, noun: &str) {
    let callers = Callers::of(server).await;
    let mut wrong = Vec::new();
    for row in rows().into_iter().filter(|row| row.noun == noun) {
        let mut answered = row.clone();
        for (role, answer) in callers.ask_all(&row.operation).await {
            answered.set(role, answer.status);
        }
        if answered != row {
            wrong.push(format!("expected {row}\nanswered {answered}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n         {}", wrong.join("\n"), table::heading());
}

/// The operations of the document, each with its noun: the tag.
pub fn operations() -> BTreeMap<String, String> {
    let document = serde_json::to_value(api::app::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|methods| methods.as_object().unwrap().values());
    let named = |said: &serde_json::Value| {
        let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        (word(&said["operationId"]), word(&said["tags"][0]))
    };
    operations.map(named).collect()
}

#[test]
fn the_table_has_every_operation_under_its_noun_and_no_other() {
    let in_table: BTreeMap<String, String> =
        rows().into_iter().map(|row| (row.name().to_owned(), row.noun.clone())).collect();
    assert_eq!(in_table, operations(), "left: table.txt, right: the document");
    let nouns: Vec<&str> = NOUNS.to_vec();
    for row in rows() {
        assert!(nouns.contains(&row.noun.as_str()), "{}: no test of this noun in nouns/mod.rs", row.noun);
    }
}
