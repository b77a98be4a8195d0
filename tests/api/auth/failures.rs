//! Log-ins that failed, in the audit log: those to an account, from where, and not too many of them.

use super::{PASSWORD, log_in, registered};
use futures_util::future::join_all;
use serde_json::json;
use shared::accounts::Me;
use shared::audit::{AuditEntry, AuditPage};
use shared::ids::UserId;
use shared::paths;
use shared::problem::Code;
use shared::time::{HOUR, MINUTE};
use tests::{Client, TestServer, both};

both!(
    a_failed_log_in_is_told_with_its_address,
    an_unknown_address_leaves_no_entry,
    an_attacker_does_not_fill_the_log,
    guesses_at_once_leave_no_more_entries,
    an_invitation_accepted_with_a_wrong_password_is_told,
);

const EMAIL: &str = "camille@example.org";
const WRONG: &str = "quatre mots au bazar";

/// Entries about what failed, newest first.
async fn failures(admin: &Client) -> Vec<AuditEntry> {
    let page: AuditPage = admin.get(&format!("{}?limit=100", paths::AUDIT)).await.read(200);
    page.items.into_iter().filter(|entry| entry.detail.as_deref().is_some_and(|said| said.contains("wrong"))).collect()
}

async fn identifier(client: &Client) -> UserId {
    client.get(paths::ME).await.read::<Me>(200).user.id
}

async fn a_failed_log_in_is_told_with_its_address(server: &TestServer) {
    let (camille, admin) = (registered(server, EMAIL).await, server.admin().await);
    log_in(&server.anonymous(), EMAIL, PASSWORD).await.expect(200);
    assert!(failures(&admin).await.is_empty(), "what went well is no failure");
    let refused = log_in(&server.anonymous(), " Camille@Example.org", WRONG).await;
    let entry = failures(&admin).await.remove(0);
    assert_eq!(entry.request_id.map(|id| id.to_string()).as_deref(), Some(refused.header("x-request-id")));
    refused.refused(Code::InvalidCredentials);
    assert_eq!(entry.operation, "log_in");
    assert_eq!(entry.detail.as_deref(), Some("wrong_password 127.0.0.1"));
    assert_eq!(entry.person.map(|person| person.id), Some(identifier(&camille).await));
}

async fn an_unknown_address_leaves_no_entry(server: &TestServer) {
    let admin = server.admin().await;
    let before = admin.get(paths::AUDIT).await.read::<AuditPage>(200).items.len();
    for _ in 0..3 {
        log_in(&server.anonymous(), "nobody@example.org", WRONG).await.refused(Code::InvalidCredentials);
    }
    assert_eq!(admin.get(paths::AUDIT).await.read::<AuditPage>(200).items.len(), before);
}

async fn an_attacker_does_not_fill_the_log(server: &TestServer) {
    let admin = server.admin().await;
    registered(server, EMAIL).await;
    for _ in 0..HOUR / MINUTE {
        log_in(&server.anonymous(), EMAIL, WRONG).await.refused(Code::InvalidCredentials);
        server.clock.advance(MINUTE);
    }
    let entries = failures(&admin).await.len();
    assert!((5..=10).contains(&entries), "{entries} entries in an hour");
}

async fn guesses_at_once_leave_no_more_entries(server: &TestServer) {
    let admin = server.admin().await;
    registered(server, EMAIL).await;
    let stranger = server.anonymous();
    join_all((0..10).map(|_| log_in(&stranger, EMAIL, WRONG))).await;
    assert_eq!(failures(&admin).await.len(), 5);
}

async fn an_invitation_accepted_with_a_wrong_password_is_told(server: &TestServer) {
    let (camille, admin) = (registered(server, EMAIL).await, server.admin().await);
    let epicerie = server.organisation("Épicerie").approved().exists().await;
    let new = json!({ "email": EMAIL, "role": "volunteer" });
    server.coordinator_of(&epicerie).await.post(&paths::invitations(epicerie.id), &new).await.expect(201);
    let secret = super::secret(server, EMAIL, "/invitation/").await.unwrap();
    let accept = json!({ "password": WRONG, "locale": "fr" });
    server.anonymous().post(&paths::accept_invitation(&secret), &accept).await.refused(Code::InvalidCredentials);
    let entry = failures(&admin).await.remove(0);
    assert_eq!((entry.operation.as_str(), entry.object_id), ("accept_invitation", None));
    assert_eq!(entry.person.map(|person| person.id), Some(identifier(&camille).await));
}
