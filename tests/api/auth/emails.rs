//! Changes of e-mail.

use super::{PASSWORD, log_in, registered, secret, token};
use futures_util::future::join_all;
use serde_json::json;
use shared::accounts::Me;
use shared::paths;
use shared::problem::Code;
use shared::time::DAY;
use tests::{Answer, Client, TestServer, both};

both!(
    a_new_address_counts_once_it_is_confirmed,
    nobody_learns_which_address_is_taken,
    one_address_confirmed_by_two_people_is_one_s,
    a_newer_change_and_a_day_end_the_link,
);

const OLD: &str = "camille@example.org";
const NEW: &str = "c.dubos@example.org";

async fn ask(client: &Client, email: &str) -> Answer {
    client.post(paths::EMAIL_CHANGES, &json!({ "email": email, "password": PASSWORD })).await
}

/// The address that waits for its link, as a page shows it after a reload.
async fn waiting(client: &Client) -> Option<String> {
    client.get(paths::ME).await.read::<Me>(200).pending_email
}

async fn confirm(server: &TestServer, secret: &str) -> Answer {
    server.anonymous().act(&paths::accept_email_change(secret)).await
}

async fn a_new_address_counts_once_it_is_confirmed(server: &TestServer) {
    let camille = registered(server, OLD).await;
    let wrong = json!({ "email": NEW, "password": "quatre mots au bazar" });
    camille.post(paths::EMAIL_CHANGES, &wrong).await.refused_fields(&[("/password", "wrong_password")]);
    ask(&camille, "nowhere").await.refused_fields(&[("/email", "email")]);
    ask(&camille, NEW).await.expect(202);
    assert_eq!(waiting(&camille).await.as_deref(), Some(NEW));
    let notice = server.outbox().await.into_iter().rfind(|mail| mail.recipient == OLD).unwrap();
    assert_eq!(notice.subject, "Changement d'adresse demandé");
    assert!(!notice.body.contains("/email/"), "the old address cannot confirm: {}", notice.body);
    log_in(&server.anonymous(), NEW, PASSWORD).await.refused(Code::InvalidCredentials);
    log_in(&server.anonymous(), OLD, PASSWORD).await.expect(200);
    let secret = secret(server, NEW, "/email/").await.unwrap();
    confirm(server, &secret).await.expect(204);
    assert_eq!(camille.get(paths::ME).await.read::<Me>(200).user.email, NEW);
    assert_eq!(waiting(&camille).await, None);
    log_in(&server.anonymous(), NEW, PASSWORD).await.expect(200);
    log_in(&server.anonymous(), OLD, PASSWORD).await.refused(Code::InvalidCredentials);
    confirm(server, &secret).await.refused(Code::LinkOver);
}

async fn nobody_learns_which_address_is_taken(server: &TestServer) {
    let camille = registered(server, OLD).await;
    registered(server, "samir@example.org").await;
    let taken = ask(&camille, "Samir@Example.org").await.expect(202);
    let free = ask(&camille, NEW).await.expect(202);
    assert_eq!(taken.text, free.text);
    let told = server.outbox().await.into_iter().rfind(|mail| mail.recipient == "Samir@Example.org").unwrap();
    assert!(told.subject == "Cette adresse a déjà un compte" && !told.body.contains("/email/"), "{told:?}");
}

async fn one_address_confirmed_by_two_people_is_one_s(server: &TestServer) {
    let mut secrets = Vec::new();
    for email in [OLD, "samir@example.org"] {
        ask(&registered(server, email).await, NEW).await.expect(202);
        secrets.push(secret(server, NEW, "/email/").await.unwrap());
    }
    assert_ne!(secrets[0], secrets[1]);
    let answers = join_all(secrets.iter().map(|secret| confirm(server, secret))).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 204);
    assert_eq!(won.len(), 1);
    for answer in lost {
        answer.refused(Code::LinkOver);
    }
    log_in(&server.anonymous(), NEW, PASSWORD).await.expect(200);
}

async fn a_newer_change_and_a_day_end_the_link(server: &TestServer) {
    let camille = registered(server, OLD).await;
    ask(&camille, "first@example.org").await.expect(202);
    ask(&camille, NEW).await.expect(202);
    let first = secret(server, "first@example.org", "/email/").await.unwrap();
    confirm(server, &first).await.refused(Code::LinkOver);
    server.clock.advance(DAY);
    let later = camille.with_token(&token(log_in(&camille, OLD, PASSWORD).await, 200));
    assert_eq!(waiting(&later).await, None, "its time is over");
    let second = secret(server, NEW, "/email/").await.unwrap();
    confirm(server, &second).await.refused(Code::LinkOver);
}
