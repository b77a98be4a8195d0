//! What every request passes: allowance, limits of the body, security headers, figures.

mod figures;
mod slow;

use reqwest::Method;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use tests::{TestServer, both};

both!(
    an_allowance_is_told_and_its_end_is_429,
    each_person_has_an_allowance_and_an_address_without_a_token_another,
    a_proxy_names_the_client_and_a_client_does_not_name_itself,
    a_compressed_body_is_refused_unread,
    a_body_of_a_gigabyte_is_refused_unread,
    json_that_is_too_deep_is_refused,
    every_answer_tells_browsers_what_not_to_do,
    a_known_path_tells_its_methods,
);

async fn limited(server: &TestServer, person: u32, address: u32, public_writes: u32) -> TestServer {
    TestServer::start_with(server.state.db.backend(), |settings| {
        settings.limits.person_per_minute = person;
        settings.limits.address_per_minute = address;
        settings.limits.public_writes_per_minute = public_writes;
    })
    .await
}

async fn an_allowance_is_told_and_its_end_is_429(server: &TestServer) {
    let server = limited(server, 100, 3, 2).await;
    let anyone = server.anonymous();
    let first = anyone.get(paths::NETWORK).await.expect(200);
    assert_eq!(first.header("ratelimit-policy"), "\"address\";q=3;w=60");
    assert_eq!(first.header("ratelimit"), "\"address\";r=2;t=20");
    anyone.get(paths::NETWORK).await.expect(200);
    anyone.get(paths::NETWORK).await.expect(200);
    let refused = anyone.get(paths::NETWORK).await;
    assert!((18..=20).contains(&refused.header("retry-after").parse::<u32>().unwrap()), "{}", refused.header("retry-after"));
    assert_eq!(refused.header("ratelimit").split(";t").next(), Some("\"address\";r=0"));
    refused.refused(Code::TooManyRequests);
    // Log-ins count apart, and what no operation answers is not limited.
    let wrong = json!({ "email": "a@example.org", "password": "quatre mots au hasard" });
    anyone.post(paths::LOGIN, &wrong).await.refused(Code::InvalidCredentials);
    anyone.post(paths::LOGIN, &wrong).await.refused(Code::InvalidCredentials);
    anyone.post(paths::LOGIN, &wrong).await.refused(Code::TooManyRequests);
    assert_eq!(anyone.get("/healthz").await.expect(200).header("ratelimit"), "");
    server.finish().await;
}

async fn each_person_has_an_allowance_and_an_address_without_a_token_another(server: &TestServer) {
    let server = limited(server, 2, 1, 1).await;
    let organisation = server.organisation("Épicerie").approved().exists().await;
    let (camille, samir) = (server.volunteer_of(&organisation).await, server.volunteer_of(&organisation).await);
    for _ in 0..2 {
        camille.get(paths::ME).await.expect(200);
    }
    camille.get(paths::ME).await.refused(Code::TooManyRequests);
    samir.get(paths::ME).await.expect(200);
    // A token that is none opens no allowance of its own.
    let liar = server.anonymous();
    liar.with_token("a.b.c").get(paths::ME).await.refused(Code::Unauthenticated);
    liar.with_token("d.e.f").get(paths::ME).await.refused(Code::TooManyRequests);
    server.finish().await;
}

async fn a_proxy_names_the_client_and_a_client_does_not_name_itself(server: &TestServer) {
    let server = limited(server, 1, 1, 1).await;
    let from = |list: &str| server.anonymous().with_header("x-forwarded-for", list);
    from("192.0.2.1").get(paths::NETWORK).await.expect(200);
    from("192.0.2.2").get(paths::NETWORK).await.expect(200);
    from("203.0.113.9, 192.0.2.1").get(paths::NETWORK).await.refused(Code::TooManyRequests);
    server.finish().await;
}

async fn a_compressed_body_is_refused_unread(server: &TestServer) {
    let zipped = server.anonymous().with_header("content-encoding", "gzip");
    let answer = zipped.send_text(Method::POST, paths::LOGIN, Some("application/json"), "not even gzip").await;
    answer.refused(Code::UnsupportedMediaType);
}

async fn a_body_of_a_gigabyte_is_refused_unread(server: &TestServer) {
    for path in [paths::LOGIN, paths::LOGOUT, paths::OFFERS, "/api/v1/nothing", "/"] {
        let told =
            slow::talk(server, &format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n{{")).await;
        assert!(told.starts_with("HTTP/1.1 413 "), "{path}: {told}");
        assert!(told.contains("application/problem+json") && told.contains("x-request-id: "), "{told}");
    }
}

async fn json_that_is_too_deep_is_refused(server: &TestServer) {
    let camille = server.admin().await;
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(40_000)] {
        let answer = camille.send_text(Method::POST, paths::OFFERS, Some("application/json"), &deep).await;
        assert!([400, 422].contains(&answer.status), "{} {}", answer.status, answer.text);
    }
}

async fn every_answer_tells_browsers_what_not_to_do(server: &TestServer) {
    let html = server.anonymous().with_header("accept", "text/html");
    for path in
        ["/", "/healthz", "/problems", "/api/docs/", "/api/v1/openapi.json", "/api/v1/network", "/api/v1/me", "/x.js"]
    {
        let answer = html.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-eval") || policy.contains("'wasm-unsafe-eval'"), "{path}: {policy}");
        assert!(!answer.header("referrer-policy").is_empty() && !answer.header("permissions-policy").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: not over HTTP");
    }
    let https = TestServer::start_with(server.state.db.backend(), |s| s.public_url = "https://example.org".to_owned()).await;
    let answer = https.anonymous().get("/api/v1/nothing").await.expect(404);
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    https.finish().await;
}

async fn a_known_path_tells_its_methods(server: &TestServer) {
    let answer = server.anonymous().send_text(Method::PUT, paths::OFFERS, None, "").await;
    assert_eq!(answer.header("allow"), "GET, POST");
    answer.refused(Code::MethodNotAllowed);
}
