//! Refusals that are the same for every operation.

use reqwest::Method;
use shared::paths;
use shared::problem::Code;
use tests::{TestServer, both, snapshots};

both!(
    an_unknown_path_is_a_problem_too,
    a_method_that_a_path_does_not_have_names_those_it_has,
    what_is_no_json_is_400_and_what_is_not_called_json_is_415,
    json_of_the_wrong_shape_is_422,
    a_body_that_is_too_large_is_413,
    an_unknown_member_or_parameter_is_refused,
    a_path_with_a_bad_identifier_is_404,
    every_answer_carries_the_id_of_its_request,
    the_document_is_served_with_its_page,
);

async fn an_unknown_path_is_a_problem_too(server: &TestServer) {
    let answer = server.anonymous().get("/api/v1/nothing").await;
    snapshots::matches("unknown_path", &answer);
    answer.refused(Code::NotFound);
}

async fn a_method_that_a_path_does_not_have_names_those_it_has(server: &TestServer) {
    let answer = server.anonymous().delete(paths::NETWORK).await;
    snapshots::matches("method_not_allowed", &answer);
    answer.refused(Code::MethodNotAllowed);
    // Not the identifier of a lot, which one would have to log in for.
    let answer = server.anonymous().send_text(Method::PATCH, "/api/v1/lots/import_template", None, "").await;
    assert_eq!(answer.header("allow"), "GET");
    answer.refused(Code::MethodNotAllowed);
}

async fn what_is_no_json_is_400_and_what_is_not_called_json_is_415(server: &TestServer) {
    let anonymous = server.anonymous();
    let login = r#"{"email":"a@example.org","password":"quatre mots au hasard"}"#;
    for text in ["", "{", "email=a", "\u{0}"] {
        anonymous.send_text(Method::POST, paths::LOGIN, Some("application/json"), text).await.refused(Code::Malformed);
    }
    for content_type in [None, Some("text/plain"), Some("application/x-www-form-urlencoded")] {
        let answer = anonymous.send_text(Method::POST, paths::LOGIN, content_type, login).await;
        answer.refused(Code::UnsupportedMediaType);
    }
}

async fn json_of_the_wrong_shape_is_422(server: &TestServer) {
    for text in [r#"{"email":"a@example.org"}"#, r#"{"email":1,"password":"x"}"#, "[]", "null"] {
        let answer = server.anonymous().send_text(Method::POST, paths::LOGIN, Some("application/json"), text).await;
        answer.refused(Code::Invalid);
    }
}

async fn a_body_that_is_too_large_is_413(server: &TestServer) {
    let text = format!(r#"{{"email":"a@example.org","password":"{}"}}"#, "x".repeat(300_000));
    let answer = server.anonymous().send_text(Method::POST, paths::LOGIN, Some("application/json"), &text).await;
    answer.refused(Code::TooLarge);
}

async fn an_unknown_member_or_parameter_is_refused(server: &TestServer) {
    let text = r#"{"email":"a@example.org","password":"quatre mots","remember":true}"#;
    let answer = server.anonymous().send_text(Method::POST, paths::LOGIN, Some("application/json"), text).await;
    assert!(answer.refused(Code::Invalid).detail.unwrap().contains("remember"));
    let admin = server.admin().await;
    admin.get("/api/v1/offers?colour=green").await.refused(Code::Malformed);
    admin.get("/api/v1/organisations?limit=many").await.refused(Code::Malformed);
}

async fn a_path_with_a_bad_identifier_is_404(server: &TestServer) {
    let admin = server.admin().await;
    for path in ["/api/v1/offers/7", "/api/v1/claims/x", "/api/v1/organisations/%00", "/api/v1/sites/é"] {
        admin.get(path).await.refused(Code::NotFound);
    }
}

async fn every_answer_carries_the_id_of_its_request(server: &TestServer) {
    let first = server.anonymous().get(paths::NETWORK).await;
    let second = server.anonymous().get(paths::NETWORK).await;
    assert_eq!(first.header("x-request-id").len(), 36);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

async fn the_document_is_served_with_its_page(server: &TestServer) {
    let document = server.anonymous().get("/api/v1/openapi.json").await.expect(200);
    assert_eq!(document.body["openapi"], "3.1.0");
    let page = server.anonymous().get("/api/docs/").await.expect(200);
    assert!(page.header("content-type").starts_with("text/html"), "{}", page.header("content-type"));
    assert!(!page.text.contains("https://"), "the page needs an outside host");
}
