//! Too many wrong passwords: the attacker waits, the owner does not.

use super::{PASSWORD, log_in, registered};
use futures_util::future::join_all;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::time::{MINUTE, SECOND};
use tests::{Client, TestServer, both, snapshots};

both!(
    guesses_at_an_account_are_counted_whether_it_exists_or_not,
    thirty_guesses_at_once_are_thirty_guesses,
    an_attacker_does_not_keep_the_owner_out,
    a_known_device_has_an_allowance_and_no_more,
    guesses_from_one_address_are_counted_whatever_it_claims,
    a_right_password_is_not_counted,
    a_thief_of_an_open_browser_cannot_guess_the_password,
);

const EMAIL: &str = "camille@example.org";
const WRONG: &str = "quatre mots au bazar";

/// Guesses until none is left.
async fn exhaust(client: &Client, email: &str) {
    for _ in 0..10 {
        log_in(client, email, WRONG).await.refused(Code::InvalidCredentials);
    }
}

async fn guesses_at_an_account_are_counted_whether_it_exists_or_not(server: &TestServer) {
    registered(server, EMAIL).await;
    let stranger = server.anonymous();
    for email in [EMAIL, "nobody@example.org"] {
        exhaust(&stranger, email).await;
        let answer = log_in(&stranger, email, PASSWORD).await;
        snapshots::matches("too_many_attempts", &answer);
        answer.refused(Code::TooManyAttempts);
    }
    server.clock.advance(59 * SECOND);
    log_in(&stranger, EMAIL, PASSWORD).await.refused(Code::TooManyAttempts);
    server.clock.advance(SECOND);
    log_in(&stranger, EMAIL, PASSWORD).await.expect(200);
}

async fn thirty_guesses_at_once_are_thirty_guesses(server: &TestServer) {
    registered(server, EMAIL).await;
    let stranger = server.anonymous();
    let answers = join_all((0..30).map(|_| log_in(&stranger, EMAIL, WRONG))).await;
    let of = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((of(401), of(429)), (10, 20));
}

async fn an_attacker_does_not_keep_the_owner_out(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    exhaust(&server.anonymous(), EMAIL).await;
    log_in(&server.anonymous(), EMAIL, PASSWORD).await.refused(Code::TooManyAttempts);
    // The cookie of the browser in which she registered.
    log_in(&camille, EMAIL, PASSWORD).await.expect(200);
    let samir = registered(server, "samir@example.org").await;
    log_in(&samir, EMAIL, PASSWORD).await.refused(Code::TooManyAttempts);
}

async fn a_known_device_has_an_allowance_and_no_more(server: &TestServer) {
    let camille = registered(server, EMAIL).await;
    exhaust(&camille, EMAIL).await;
    log_in(&camille, EMAIL, PASSWORD).await.refused(Code::TooManyAttempts);
    log_in(&server.anonymous(), EMAIL, PASSWORD).await.expect(200);
    server.clock.advance(MINUTE);
    log_in(&camille, EMAIL, PASSWORD).await.expect(200);
}

async fn guesses_from_one_address_are_counted_whatever_it_claims(server: &TestServer) {
    registered(server, EMAIL).await;
    // What stands before the last address was written by the client itself, the last one by the proxy.
    let from = |claimed: usize, address: &str| {
        server.anonymous().with_header("x-forwarded-for", &format!("192.0.2.{claimed}, {address}"))
    };
    for number in 0..40 {
        let email = format!("u{number}@example.org");
        log_in(&from(number, "198.51.100.7"), &email, WRONG).await.refused(Code::InvalidCredentials);
    }
    let refused = log_in(&from(99, "198.51.100.7"), EMAIL, PASSWORD).await;
    assert_eq!(refused.header("retry-after"), "10");
    refused.refused(Code::TooManyAttempts);
    log_in(&from(99, "198.51.100.8"), EMAIL, PASSWORD).await.expect(200);
    server.clock.advance(10 * SECOND);
    log_in(&from(99, "198.51.100.7"), EMAIL, PASSWORD).await.expect(200);
}

async fn a_right_password_is_not_counted(server: &TestServer) {
    registered(server, EMAIL).await;
    for _ in 0..12 {
        log_in(&server.anonymous(), EMAIL, PASSWORD).await.expect(200);
    }
}

async fn a_thief_of_an_open_browser_cannot_guess_the_password(server: &TestServer) {
    let thief = registered(server, EMAIL).await;
    let guess = json!({ "password": WRONG });
    for _ in 0..10 {
        thief.post(paths::SECOND_FACTOR, &guess).await.refused_fields(&[("/password", "wrong_password")]);
    }
    let change = json!({ "current_password": PASSWORD, "new_password": "cinq mots pris au hasard" });
    thief.post(paths::PASSWORD, &change).await.refused(Code::TooManyAttempts);
}
