//! What holds for every operation of the document, also for those that are added later.

use reqwest::Method;
use serde_json::json;
use shared::problem::Code;
use tests::{TestServer, both};
use uuid::Uuid;

both!(
    nobody_without_a_token_gets_past_an_operation_that_is_not_public,
    no_operation_fails_on_our_side_whatever_it_is_sent,
    what_does_not_exist_is_404_for_the_administrator_too,
);

struct Operation {
    method: Method,
    template: String,
    path: String,
    /// What it must be asked besides.
    query: String,
    public: bool,
}

/// Every operation, with something that exists nowhere in place of its parameters.
fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(api::app::document()).unwrap();
    let mut operations = Vec::new();
    for (template, methods) in document["paths"].as_object().unwrap() {
        for (method, said) in methods.as_object().unwrap() {
            let security = said["security"].as_array().cloned().unwrap_or_default();
            operations.push(Operation {
                method: method.to_uppercase().parse().unwrap(),
                template: template.clone(),
                path: filled(template),
                query: asked(said),
                public: said.get("security").is_some() && !security.iter().any(|one| one.get("bearer").is_some()),
            });
        }
    }
    assert!(operations.len() > 20, "only {} operations", operations.len());
    operations
}

fn filled(template: &str) -> String {
    let nowhere = Uuid::now_v7().to_string();
    let parts = template.split('/').map(|part| if part.starts_with('{') { nowhere.as_str() } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// What an operation on one thing must be asked besides: things that exist nowhere, and instants, one after the other.
fn asked(said: &serde_json::Value) -> String {
    let parameters = said["parameters"].as_array().cloned().unwrap_or_default();
    let required = parameters.into_iter().filter(|one| one["in"] == "query" && one["required"] == true);
    let pairs = required.enumerate().map(|(n, one)| {
        let separator = if n == 0 { '?' } else { '&' };
        let is_id = one["schema"]["$ref"].as_str().is_some_and(|kind| kind.ends_with("Id"));
        let value = if is_id { Uuid::now_v7().to_string() } else { format!("2026-11-{}T00:00:00Z", 20 + n) };
        format!("{separator}{}={value}", one["name"].as_str().unwrap())
    });
    pairs.collect()
}

async fn nobody_without_a_token_gets_past_an_operation_that_is_not_public(server: &TestServer) {
    let anonymous = server.anonymous().with_if_match(1).with_idempotency_key("x");
    let (mut open, mut closed) = (0, 0);
    for Operation { method, template, path, public, .. } in operations() {
        let answer = anonymous.send_text(method.clone(), &path, Some("application/json"), "{}").await;
        if public {
            open += 1;
            assert_ne!((answer.status, answer.body["code"].as_str()), (401, Some("unauthenticated")), "{method} {template}");
        } else {
            closed += 1;
            answer.refused(Code::Unauthenticated);
        }
    }
    assert!(open >= 8 && closed >= 20, "{open} public, {closed} not");
}

async fn no_operation_fails_on_our_side_whatever_it_is_sent(server: &TestServer) {
    let admin = server.admin().await.with_if_match(1);
    for Operation { template, path, .. } in operations().into_iter().filter(|o| o.method == Method::GET) {
        for query in ["?limit=99999999999999999999", "?cursor=%00", "?text=%00", "?x=y", "?%ff=%ff", "?near_commune=%00"] {
            let answer = admin.get(&format!("{path}{query}")).await;
            assert!(answer.status < 500, "GET {template}{query}: {} {}", answer.status, answer.text);
        }
    }
    let nul = json!({ "email": "a\0@example.org", "password": "quatre mots\0au hasard", "reason": "a\0b", "code": "\0" });
    let strange = [json!({}), json!([]), json!(null), json!("é"), json!(1e308), json!({ "name": { "x": [1] } }), nul];
    let mut writes: Vec<_> = operations().into_iter().filter(|o| o.method != Method::GET).collect();
    // Logging out everywhere comes last: after it the others would be refused before they read anything.
    writes.sort_by_key(|o| o.method == Method::DELETE && o.template.ends_with("/auth/sessions"));
    for Operation { method, path, template, .. } in writes {
        for body in &strange {
            let answer = admin.send_text(method.clone(), &path, Some("application/json"), &body.to_string()).await;
            assert!(answer.status < 500, "{method} {template} with {body}: {} {}", answer.status, answer.text);
        }
    }
}

async fn what_does_not_exist_is_404_for_the_administrator_too(server: &TestServer) {
    let admin = server.admin().await.with_if_match(1);
    for Operation { method, template, path, query, .. } in operations() {
        let reads_one = template.contains('{') && (method == Method::GET || method == Method::DELETE);
        if reads_one {
            let answer = admin.send_text(method.clone(), &(path + &query), None, "").await;
            assert_eq!(answer.status, 404, "{method} {template}: {}", answer.text);
            answer.refused(Code::NotFound);
        }
    }
}
