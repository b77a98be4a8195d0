//! Every write of the document leaves its entry in the audit log: those of the table that succeed are tried.

use super::{Callers, rows};
use shared::audit::AuditPage;
use shared::paths;
use std::collections::BTreeSet;
use tests::{TestServer, both};

both!(every_write_leaves_an_entry);

/// A session that goes on is no act of anybody's: the log-in has its entry, and a new one every ten minutes would hide it.
/// Who asks for a new password is not known to be the person whose account it is: the use of the link has its entry. What is
/// only simulated or compared changes nothing.
const WITHOUT_ENTRY: [&str; 4] = ["refresh_session", "create_password_reset", "simulate_round", "check_recall_export"];

/// Operations of the document that write.
fn writes() -> BTreeSet<String> {
    let document = serde_json::to_value(api::app::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let methods = paths.values().flat_map(|methods| methods.as_object().unwrap());
    let writes = methods.filter(|(method, _)| method.as_str() != "get");
    writes.map(|(_, said)| said["operationId"].as_str().unwrap().to_owned()).collect()
}

async fn every_write_leaves_an_entry(server: &TestServer) {
    let (callers, admin, writes) = (Callers::of(server).await, server.admin().await, writes());
    let mut missing = Vec::new();
    for row in rows().into_iter().filter(|row| row.operation == row.name() && writes.contains(row.name())) {
        let Some(role) = row.allowed() else { continue };
        let answer = callers.ask(row.name(), role).await;
        assert!((200..300).contains(&answer.status), "{}: {}", row.name(), answer.text);
        let path = format!("{}?operation={}&limit=100", paths::AUDIT, row.name());
        let page: AuditPage = admin.get(&path).await.read(200);
        let request = answer.header("x-request-id").parse().unwrap();
        let entry = page.items.iter().find(|entry| entry.request_id == Some(request));
        let complete = entry.is_some_and(|entry| entry.person.as_ref().is_some_and(|person| person.name.is_some()));
        if complete == WITHOUT_ENTRY.contains(&row.name()) {
            missing.push(format!("{}: {entry:?}", row.name()));
        }
    }
    assert!(missing.is_empty(), "use State::write_as, write_once or write_open:\n{}", missing.join("\n"));
}
