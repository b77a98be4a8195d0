//! Access tokens that are not, and keys that come and go.

use super::{PASSWORD, log_in, registered, token};
use api::accounts::keys::{self, HANDOVER};
use api::app::open_state;
use api::clock::Clock;
use api::db::schema::signing_keys;
use api::events::{housekeeping, worker};
use diesel::prelude::*;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, MINUTE, SECOND};
use tests::clients::session_of;
use tests::{Client, TestServer, both};

both!(
    only_tokens_as_we_make_them_are_taken,
    a_new_key_takes_over_without_a_log_out,
    a_running_copy_learns_of_a_key_that_another_made,
    keys_are_replaced_by_age_and_leave_when_their_tokens_are_over,
);

/// `kid`, private and public half of the newest key.
async fn newest_key(server: &TestServer) -> (String, String, String) {
    let newest = server.state.read(|cx| {
        let newest = signing_keys::table.order((signing_keys::created_at.desc(), signing_keys::kid.desc()));
        Ok(newest.select((signing_keys::kid, signing_keys::private_pem, signing_keys::public_pem)).first(cx.conn)?)
    });
    newest.await.unwrap()
}

fn kid_of(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

async fn logged_in_token(server: &TestServer) -> String {
    token(log_in(&server.anonymous(), "camille@example.org", PASSWORD).await, 200)
}

/// A token whose header and claims are these.
fn signed(algorithm: Algorithm, kid: Option<&str>, claims: &Value, key: &EncodingKey) -> String {
    let header = Header { kid: kid.map(str::to_owned), ..Header::new(algorithm) };
    jsonwebtoken::encode(&header, claims, key).unwrap()
}

async fn only_tokens_as_we_make_them_are_taken(server: &TestServer) {
    let somebody = server.stranger().await.user_id();
    let (kid, private, public) = newest_key(server).await;
    let (ours, now) = (EncodingKey::from_ed_pem(private.as_bytes()).unwrap(), server.now().0 / SECOND);
    let claims = json!({ "sub": somebody, "sid": session_of(somebody), "iss": "maillage", "aud": "maillage",
        "iat": now, "exp": now + 600 });
    let but = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        signed(Algorithm::EdDSA, Some(&kid), &claims, &ours)
    };
    let bearer = |token: &str| server.anonymous().with_token(token);
    bearer(&but("iat", json!(now))).get(paths::ME).await.expect(200);
    let right = but("iat", json!(now));
    let (_, rest) = right.split_once('.').unwrap();
    // {"alg":"none","typ":"JWT","kid":…}: without the kid the header alone would be refused.
    let none = |header: &str| header.replace("KID", &kid);
    let alg_none = base64(&none(r#"{"alg":"none","typ":"JWT","kid":"KID"}"#));
    let (payload, _) = rest.split_once('.').unwrap();
    let hmac = EncodingKey::from_secret(public.as_bytes());
    let wrong = [
        ("alg none", format!("{alg_none}.{payload}.")),
        ("alg none with our signature", format!("{alg_none}.{rest}")),
        ("HS256 with the public key", signed(Algorithm::HS256, Some(&kid), &claims, &hmac)),
        ("HS512 with the public key", signed(Algorithm::HS512, Some(&kid), &claims, &hmac)),
        ("expired", but("exp", json!(now))),
        ("another issuer", but("iss", json!("https://login.example.org"))),
        ("another audience", but("aud", json!("neighbour"))),
        ("no session", but("sid", Value::Null)),
        ("another person's session", but("sub", json!(server.admin().await.user_id()))),
        ("unknown kid", signed(Algorithm::EdDSA, Some("0192"), &claims, &ours)),
        ("no kid", signed(Algorithm::EdDSA, None, &claims, &ours)),
    ];
    for (what, token) in wrong {
        let answer = bearer(&token).get(paths::ME).await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text);
        answer.refused(Code::Unauthenticated);
    }
    bearer(&right).delete(paths::SESSIONS).await.expect(204);
    bearer(&right).get(paths::ME).await.refused(Code::Unauthenticated);
}

/// Base 64 as tokens have it, by way of a token: tests have no encoder of their own.
fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            encoded.push(char::from(ALPHABET[(bits >> (18 - 6 * place)) as usize & 63]));
        }
    }
    encoded
}

async fn rotate(server: &TestServer) -> String {
    server.state.write(|cx| Ok(keys::rotate(cx.conn, cx.now)?)).await.unwrap()
}

async fn a_new_key_takes_over_without_a_log_out(server: &TestServer) {
    let camille: Client = registered(server, "camille@example.org").await;
    let old = newest_key(server).await.0;
    let new = rotate(server).await;
    worker::run_once(&server.state).await;
    assert_eq!(kid_of(&logged_in_token(server).await), old, "the other copies learn of the new one first");
    server.clock.advance(HANDOVER - SECOND);
    let last = logged_in_token(server).await;
    server.clock.advance(SECOND);
    let next = logged_in_token(server).await;
    assert_eq!((kid_of(&last), kid_of(&next)), (old, new));
    server.clock.advance(9 * MINUTE);
    for token in [&last, &next] {
        server.anonymous().with_token(token).get(paths::ME).await.expect(200);
    }
    camille.act(paths::REFRESH).await.expect(200);
}

async fn a_running_copy_learns_of_a_key_that_another_made(server: &TestServer) {
    registered(server, "camille@example.org").await;
    let Clock::Set(time) = &server.clock else { panic!("a test sets its clock") };
    let copy = open_state(server.state.settings.clone(), Clock::Set(time.clone())).await.unwrap();
    copy.write(|cx| Ok(keys::rotate(cx.conn, cx.now)?)).await.unwrap();
    worker::run_once(&copy).await;
    worker::run_once(&server.state).await;
    server.clock.advance(HANDOVER);
    let somebody = server.stranger().await.user_id();
    let theirs = copy.keys.sign(somebody, session_of(somebody), server.now()).unwrap();
    assert_eq!(kid_of(&theirs), newest_key(server).await.0);
    server.anonymous().with_token(&theirs).get(paths::ME).await.expect(200);
    let ours = logged_in_token(server).await;
    assert!(copy.keys.verify(&ours, server.now()).is_some());
}

async fn count_keys(server: &TestServer) -> i64 {
    server.state.read(|cx| Ok(signing_keys::table.count().get_result(cx.conn)?)).await.unwrap()
}

async fn keys_are_replaced_by_age_and_leave_when_their_tokens_are_over(server: &TestServer) {
    registered(server, "camille@example.org").await;
    rotate(server).await;
    server.clock.advance(DAY);
    housekeeping::run(&server.state).await.unwrap();
    let first = newest_key(server).await.0;
    server.clock.advance(89 * DAY - SECOND);
    housekeeping::run(&server.state).await.unwrap();
    assert_eq!((newest_key(server).await.0, count_keys(server).await), (first.clone(), 1));
    server.clock.advance(SECOND);
    futures_util::future::join_all((0..4).map(|_| housekeeping::run(&server.state))).await;
    assert_ne!(newest_key(server).await.0, first);
    assert_eq!(count_keys(server).await, 2, "four copies that look together make one key");
    worker::run_once(&server.state).await;
    let last = logged_in_token(server).await;
    assert_eq!(kid_of(&last), first);
    server.clock.advance(9 * MINUTE);
    housekeeping::run(&server.state).await.unwrap();
    worker::run_once(&server.state).await;
    server.anonymous().with_token(&last).get(paths::ME).await.expect(200);
    server.clock.advance(4 * MINUTE);
    housekeeping::run(&server.state).await.unwrap();
    assert_eq!(count_keys(server).await, 1);
}
