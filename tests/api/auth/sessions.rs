//! Where somebody is logged in, and the end of it.

use super::{PASSWORD, log_in, registered, token};
use shared::accounts::{Session, SessionList};
use shared::ids::SessionId;
use shared::paths;
use shared::problem::Code;
use shared::time::MINUTE;
use tests::{Client, TestServer, both};
use uuid::Uuid;

both!(
    sessions_are_listed_with_their_devices,
    one_session_ends_at_once,
    log_out_ends_the_access_token_too,
    log_out_everywhere_ends_all,
    nobody_ends_another_person_s_session,
);

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// The same person on a second device.
async fn second_device(server: &TestServer, email: &str) -> Client {
    let browser = server.browser().with_header("user-agent", FIREFOX);
    let token = token(log_in(&browser, email, PASSWORD).await, 200);
    browser.with_token(&token)
}

async fn listed(client: &Client) -> Vec<Session> {
    client.get(paths::SESSIONS).await.read::<SessionList>(200).items
}

async fn sessions_are_listed_with_their_devices(server: &TestServer) {
    let first = registered(server, "camille@example.org").await;
    let opened_at = server.now();
    server.clock.advance(MINUTE);
    let second = second_device(server, "camille@example.org").await;
    registered(server, "samir@example.org").await;
    let answer = second.get(paths::SESSIONS).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let sessions = answer.read::<SessionList>(200).items;
    assert_eq!(sessions.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false]);
    assert_eq!(sessions[0].device.as_deref(), Some("Firefox, Windows"));
    assert_eq!((sessions[1].opened_at, sessions[1].used_at), (opened_at, opened_at));
    server.clock.advance(MINUTE);
    first.act(paths::REFRESH).await.expect(200);
    let sessions = listed(&second).await;
    assert_eq!((sessions[0].opened_at, sessions[0].used_at), (opened_at, server.now()), "the one last used first");
    server.anonymous().get(paths::SESSIONS).await.refused(Code::Unauthenticated);
}

async fn one_session_ends_at_once(server: &TestServer) {
    let first = registered(server, "camille@example.org").await;
    let second = second_device(server, "camille@example.org").await;
    let other = listed(&second).await.into_iter().find(|session| !session.current).unwrap();
    second.delete(&paths::session(other.id)).await.expect(204);
    first.get(paths::ME).await.refused(Code::Unauthenticated);
    first.get(paths::ORGANISATIONS).await.refused(Code::Unauthenticated);
    first.act(paths::REFRESH).await.refused(Code::SessionExpired);
    second.get(paths::ME).await.expect(200);
    second.delete(&paths::session(other.id)).await.refused(Code::NotFound);
}

async fn log_out_ends_the_access_token_too(server: &TestServer) {
    let first = registered(server, "camille@example.org").await;
    let second = second_device(server, "camille@example.org").await;
    first.act(paths::LOGOUT).await.expect(204);
    first.get(paths::ME).await.refused(Code::Unauthenticated);
    second.get(paths::ME).await.expect(200);
}

async fn log_out_everywhere_ends_all(server: &TestServer) {
    let first = registered(server, "camille@example.org").await;
    let second = second_device(server, "camille@example.org").await;
    let somebody_else = registered(server, "samir@example.org").await;
    let answer = second.delete(paths::SESSIONS).await.expect(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
    for ended in [&first, &second] {
        ended.get(paths::ME).await.refused(Code::Unauthenticated);
        ended.act(paths::REFRESH).await.refused(Code::SessionExpired);
    }
    somebody_else.get(paths::ME).await.expect(200);
    log_in(&first, "camille@example.org", PASSWORD).await.expect(200);
}

async fn nobody_ends_another_person_s_session(server: &TestServer) {
    let camille = registered(server, "camille@example.org").await;
    let samir = registered(server, "samir@example.org").await;
    let session = listed(&camille).await[0].id;
    samir.delete(&paths::session(session)).await.refused(Code::NotFound);
    samir.delete(&paths::session(SessionId(Uuid::now_v7()))).await.refused(Code::NotFound);
    samir.delete("/api/v1/auth/sessions/1").await.refused(Code::NotFound);
    camille.get(paths::ME).await.expect(200);
}
