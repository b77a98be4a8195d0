//! Forgotten and changed passwords.

use super::{PASSWORD, log_in, registered, secret, token};
use api::accounts::store::passwords::answer_resets;
use futures_util::future::join_all;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::time::{HOUR, MINUTE};
use std::collections::BTreeSet;
use tests::{Answer, TestServer, both, snapshots};

both!(
    a_forgotten_password_is_replaced_by_a_link,
    nobody_learns_which_address_has_an_account,
    the_newest_link_wins_and_none_lives_longer_than_an_hour,
    one_link_opened_eight_times_sets_one_password,
    a_letter_box_is_not_filled_by_others,
    the_link_is_sent_in_the_person_s_language,
    a_person_changes_the_password,
    a_new_password_cancels_a_change_of_e_mail,
);

const EMAIL: &str = "camille@example.org";
const NEW: &str = "cinq mots pris au hasard";

/// The worker looks, and sends the links that were asked for.
async fn answer(server: &TestServer) -> usize {
    server.state.write(answer_resets).await.unwrap()
}

async fn ask(server: &TestServer, email: &str) -> Answer {
    server.anonymous().post(paths::PASSWORD_RESETS, &json!({ "email": email })).await
}

/// Asks, and gives the secret of the link that was sent.
async fn link(server: &TestServer, email: &str) -> Option<String> {
    ask(server, email).await.expect(202);
    answer(server).await;
    secret(server, email, "/reset/").await
}

async fn accept(server: &TestServer, secret: &str, password: &str) -> Answer {
    server.browser().post(&paths::accept_password_reset(secret), &json!({ "password": password })).await
}

async fn a_forgotten_password_is_replaced_by_a_link(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    let secret = link(server, " Camille@Example.org".trim()).await;
    assert!(secret.is_none(), "the mail goes to the account's own spelling");
    let secret = super::secret(server, EMAIL, "/reset/").await.expect("a link");
    accept(server, &secret, "court").await.refused_fields(&[("/password", "too_short")]);
    camille.get(paths::ME).await.expect(200);
    accept(server, &secret, NEW).await.expect(204);
    camille.get(paths::ME).await.refused(Code::Unauthenticated);
    camille.act(paths::REFRESH).await.refused(Code::SessionExpired);
    log_in(&server.anonymous(), EMAIL, PASSWORD).await.refused(Code::InvalidCredentials);
    log_in(&server.anonymous(), EMAIL, NEW).await.expect(200);
    let told = server.outbox().await.into_iter().any(|mail| mail.subject == "Votre mot de passe a changé");
    assert!(told, "the person is told");
    let again = accept(server, &secret, "six mots pris au pur hasard").await;
    snapshots::matches("link_over", &again);
    again.refused(Code::LinkOver);
    accept(server, "nonsense", NEW).await.refused(Code::LinkOver);
}

async fn nobody_learns_which_address_has_an_account(server: &TestServer) {
    registered(server, EMAIL).await;
    let mails = server.outbox().await.len();
    let (known, unknown) = (ask(server, EMAIL).await, ask(server, "nobody@example.org").await);
    assert_eq!((known.status, unknown.status, &known.text), (202, 202, &unknown.text));
    // As a set: the server hands its headers out in the order of a map with a random seed.
    let named = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(named(&known), named(&unknown));
    // The same work too: until the worker looks, nobody has asked whether the account exists.
    assert_eq!(server.outbox().await.len(), mails);
    assert_eq!(answer(server).await, 2);
    assert_eq!(server.outbox().await.len(), mails + 1);
    ask(server, "nobody").await.refused_fields(&[("/email", "email")]);
}

async fn the_newest_link_wins_and_none_lives_longer_than_an_hour(server: &TestServer) {
    registered(server, EMAIL).await;
    let older = link(server, EMAIL).await.unwrap();
    let newer = link(server, EMAIL).await.unwrap();
    assert_ne!(older, newer);
    accept(server, &older, NEW).await.refused(Code::LinkOver);
    server.clock.advance(HOUR - 1);
    accept(server, &newer, NEW).await.expect(204);
    let newest = link(server, EMAIL).await.unwrap();
    server.clock.advance(HOUR);
    accept(server, &newest, PASSWORD).await.refused(Code::LinkOver);
}

async fn one_link_opened_eight_times_sets_one_password(server: &TestServer) {
    registered(server, EMAIL).await;
    let secret = link(server, EMAIL).await.unwrap();
    let passwords: Vec<String> = (0..8).map(|n| format!("{n} mots pris au hasard")).collect();
    let answers = join_all(passwords.iter().map(|password| accept(server, &secret, password))).await;
    let mut winners = Vec::new();
    for (answer, password) in answers.into_iter().zip(&passwords) {
        if answer.status == 204 {
            winners.push(password);
        } else {
            answer.refused(Code::LinkOver);
        }
    }
    assert_eq!(winners.len(), 1, "{winners:?}");
    log_in(&server.anonymous(), EMAIL, winners[0]).await.expect(200);
}

async fn a_letter_box_is_not_filled_by_others(server: &TestServer) {
    registered(server, EMAIL).await;
    let before = server.outbox().await.len();
    for _ in 0..6 {
        ask(server, EMAIL).await.expect(202);
        answer(server).await;
    }
    assert_eq!(server.outbox().await.len(), before + 3);
    for _ in 6..20 {
        ask(server, EMAIL).await.expect(202);
    }
    let refused = ask(server, EMAIL).await;
    assert_eq!(refused.header("retry-after"), "60");
    refused.refused(Code::TooManyAttempts);
    server.clock.advance(20 * MINUTE);
    answer(server).await;
    assert_eq!(server.outbox().await.len(), before + 4);
}

async fn the_link_is_sent_in_the_person_s_language(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    camille.patch(paths::ME, &json!({ "locale": "en" })).await.expect(200);
    link(server, EMAIL).await.unwrap();
    let mail = server.outbox().await.pop().unwrap();
    assert!(mail.subject == "Choose a new password" && mail.body.starts_with("Hello Camille Dubos,"), "{mail:?}");
}

async fn a_person_changes_the_password(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    let other_browser = server.browser();
    let other = other_browser.with_token(&token(log_in(&other_browser, EMAIL, PASSWORD).await, 200));
    let change = |current: &str, new: &str| json!({ "current_password": current, "new_password": new });
    let wrong = camille.post(paths::PASSWORD, &change("quatre mots au bazar", NEW)).await;
    wrong.refused_fields(&[("/current_password", "wrong_password")]);
    let short = camille.post(paths::PASSWORD, &change(PASSWORD, "court")).await;
    short.refused_fields(&[("/new_password", "too_short")]);
    other.get(paths::ME).await.expect(200);
    camille.post(paths::PASSWORD, &change(PASSWORD, NEW)).await.expect(204);
    camille.get(paths::ME).await.expect(200);
    other.get(paths::ME).await.refused(Code::Unauthenticated);
    other.act(paths::REFRESH).await.refused(Code::SessionExpired);
    assert_eq!(server.outbox().await.pop().unwrap().subject, "Votre mot de passe a changé");
    log_in(&server.anonymous(), EMAIL, PASSWORD).await.refused(Code::InvalidCredentials);
    log_in(&server.anonymous(), EMAIL, NEW).await.expect(200);
    server.anonymous().post(paths::PASSWORD, &change(NEW, PASSWORD)).await.refused(Code::Unauthenticated);
}

async fn a_new_password_cancels_a_change_of_e_mail(server: &TestServer) {
    let thief = registered(server, EMAIL).await;
    thief.post(paths::EMAIL_CHANGES, &json!({ "email": "thief@example.org", "password": PASSWORD })).await.expect(202);
    let theirs = secret(server, "thief@example.org", "/email/").await.unwrap();
    let ours = link(server, EMAIL).await.unwrap();
    accept(server, &ours, NEW).await.expect(204);
    server.anonymous().act(&paths::accept_email_change(&theirs)).await.refused(Code::LinkOver);
}
