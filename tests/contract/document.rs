//! The API's document is complete and is the one that is committed.

use serde_json::Value;
use std::collections::BTreeSet;
use tests::project;

fn document() -> Value {
    serde_json::to_value(api::app::document()).expect("the document as JSON")
}

/// One operation: method, path and what the document says of it.
struct Operation {
    name: String,
    path: String,
    said: Value,
}

fn operations() -> Vec<Operation> {
    let document = document();
    let paths = document["paths"].as_object().expect("paths").clone();
    let operations: Vec<Operation> = paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").iter();
            methods.map(move |(method, said)| Operation {
                name: format!("{} {path}", method.to_uppercase()),
                path: path.clone(),
                said: said.clone(),
            })
        })
        .collect();
    assert!(operations.len() > 20, "only {} operations: the document lost its paths", operations.len());
    operations
}

/// Collects what is wrong with each operation, so that one run tells everything.
fn complaints(check: impl Fn(&Operation) -> Vec<String>) {
    let complaints: Vec<String> = operations()
        .iter()
        .flat_map(|operation| check(operation).into_iter().map(|complaint| format!("{}: {complaint}", operation.name)))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_default()
}

#[test]
fn the_committed_document_is_the_one_that_the_server_serves() {
    let committed = project::read(&project::root().join("openapi/openapi.json"));
    let served = api::openapi::print(&api::app::document()).expect("the document as text");
    assert!(committed == served, "openapi/openapi.json is stale: run `cargo xtask openapi`");
}

#[test]
fn every_operation_says_what_it_does() {
    complaints(|operation| {
        let mut complaints = Vec::new();
        for member in ["summary", "description", "operationId"] {
            if text(&operation.said, member).is_empty() {
                complaints.push(format!("no {member}"));
            }
        }
        if operation.said["tags"].as_array().is_none_or(|tags| tags.len() != 1) {
            complaints.push("not exactly one tag".to_owned());
        }
        complaints
    });
}

#[test]
fn every_operation_has_a_name_of_its_own_that_begins_with_a_verb() {
    const VERBS: &[&str] = &[
        "accept",
        "acknowledge",
        "adjust",
        "agree",
        "answer",
        "appoint",
        "approve",
        "cancel",
        "check",
        "claim",
        "close",
        "collect",
        "compute",
        "confirm",
        "copy",
        "create",
        "declare",
        "decline",
        "delete",
        "deliver",
        "drive",
        "end",
        "explain",
        "fail",
        "find",
        "finish",
        "freeze",
        "hand",
        "invite",
        "leave",
        "list",
        "log",
        "look",
        "order",
        "pause",
        "publish",
        "read",
        "ready",
        "receive",
        "refresh",
        "refuse",
        "register",
        "reinstate",
        "remove",
        "replace",
        "request",
        "resume",
        "retire",
        "reverse",
        "simulate",
        "skip",
        "start",
        "stop",
        "suspend",
        "take",
        "undo",
        "update",
        "watch",
        "withdraw",
    ];
    let mut seen = BTreeSet::new();
    complaints(|operation| {
        let id = text(&operation.said, "operationId");
        let verb = id.split('_').next().unwrap_or_default();
        let snake = id.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if VERBS.contains(&verb) && snake { Vec::new() } else { vec![format!("operation id {id:?}")] }
    });
    for operation in operations() {
        let id = text(&operation.said, "operationId").to_owned();
        assert!(seen.insert(id.clone()), "two operations are called {id}");
    }
}

#[test]
fn every_operation_tells_who_may_call_it() {
    complaints(|operation| {
        let security = operation.said["security"].as_array();
        let open =
            security.is_some_and(|list| list.iter().all(|one| one.as_object().is_some_and(serde_json::Map::is_empty)));
        let bearer = security.is_some_and(|list| list.iter().any(|one| one.get("bearer").is_some()));
        if open || bearer { Vec::new() } else { vec![format!("security is {}", operation.said["security"])] }
    });
}

#[test]
fn every_answer_is_described_and_every_refusal_is_a_problem() {
    complaints(|operation| {
        let responses = operation.said["responses"].as_object().expect("responses");
        let mut complaints = Vec::new();
        if !responses.keys().any(|status| status.starts_with('2')) {
            complaints.push("no success".to_owned());
        }
        if !responses.keys().any(|status| status.starts_with('5')) {
            complaints.push("no 5xx".to_owned());
        }
        for (status, response) in responses {
            if text(response, "description").is_empty() {
                complaints.push(format!("{status} is not described"));
            }
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            if status.starts_with(['4', '5']) && problem != "#/components/schemas/Problem" {
                complaints.push(format!("{status} is no Problem"));
            }
        }
        complaints
    });
}

#[test]
fn an_operation_for_members_answers_401_and_one_with_a_body_answers_422() {
    complaints(|operation| {
        let has = |status: &str| operation.said["responses"].get(status).is_some();
        let mut complaints = Vec::new();
        if operation.said["security"].as_array().is_some_and(|list| list.iter().any(|one| one.get("bearer").is_some()))
            && !has("401")
        {
            complaints.push("no 401".to_owned());
        }
        if operation.said.get("requestBody").is_some() && !(has("422") && has("413") && has("415")) {
            complaints.push("a body without 413, 415 and 422".to_owned());
        }
        if operation.path.contains('{') && !has("404") {
            complaints.push("a path with a parameter without 404".to_owned());
        }
        complaints
    });
}

#[test]
fn every_body_is_shown_by_an_example() {
    let document = document();
    complaints(|operation| {
        let request = operation.said.get("requestBody").into_iter();
        let answers = operation.said["responses"].as_object().expect("responses").iter();
        let answers = answers.filter(|(status, _)| status.starts_with('2')).map(|(_, response)| response);
        let bodies = request.chain(answers).filter_map(|body| body["content"]["application/json"].get("schema"));
        let bare = bodies.filter(|schema| !has_example(&document, schema, 0));
        bare.map(|schema| format!("no example in {schema}")).collect()
    });
}

/// Whether the schema, or one that it is made of, has an example.
fn has_example(document: &Value, schema: &Value, depth: usize) -> bool {
    match schema {
        Value::Object(members) => {
            let own = members.contains_key("example") || members.contains_key("examples");
            let reference = members.get("$ref").and_then(Value::as_str).map(|path| path.trim_start_matches('#'));
            let meant = reference.and_then(|path| document.pointer(path)).filter(|_| depth < 8);
            own || meant.is_some_and(|meant| has_example(document, meant, depth + 1))
                || members.values().any(|member| has_example(document, member, depth + 1))
        }
        Value::Array(items) => items.iter().any(|item| has_example(document, item, depth + 1)),
        _ => false,
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut references = BTreeSet::new();
    gather_references(&document, &mut references);
    let leads_nowhere = |reference: &&String| document.pointer(reference.trim_start_matches('#')).is_none();
    let lost: Vec<&String> = references.iter().filter(leads_nowhere).collect();
    assert!(lost.is_empty(), "these lead nowhere: {lost:?}");
}

fn gather_references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| gather_references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| gather_references(item, found)),
        _ => {}
    }
}

#[test]
fn every_part_of_a_path_is_a_described_parameter() {
    complaints(|operation| {
        let parameters = operation.said["parameters"].as_array().cloned().unwrap_or_default();
        let described = |name: &str| {
            parameters.iter().any(|parameter| {
                text(parameter, "name") == name
                    && text(parameter, "in") == "path"
                    && !text(parameter, "description").is_empty()
            })
        };
        let names = operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        names.filter(|name| !described(name)).map(|name| format!("does not describe {{{name}}}")).collect()
    });
}

/// The words of a closed set are those of the wire: clients are generated from them.
#[test]
fn every_word_of_a_closed_set_is_written_as_on_the_wire() {
    assert_eq!(document()["components"]["schemas"]["SiteKind"]["enum"][0], "distribution_point");
    let mut words = BTreeSet::new();
    gather_words(&document(), &mut words);
    assert!(words.len() > 50, "{words:?}");
    let wrong: Vec<_> = words.iter().filter(|word| word.chars().any(|c| !c.is_ascii_lowercase() && c != '_')).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn gather_words(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::Array(set)) = members.get("enum") {
                words.extend(set.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            members.values().for_each(|member| gather_words(member, words));
        }
        Value::Array(items) => items.iter().for_each(|item| gather_words(item, words)),
        _ => {}
    }
}
