//! `/metrics`, and how a server says that it is about to stop.

use shared::paths;
use tests::{TestServer, both};

both!(
    figures_tell_of_operations_and_never_of_people,
    figures_are_for_this_machine_unless_there_is_a_token,
    a_server_that_stops_says_that_it_is_not_ready_and_still_answers,
);

const METRICS: &str = "/metrics";

async fn figures_tell_of_operations_and_never_of_people(server: &TestServer) {
    let organisation = server.organisation("Épicerie").approved().exists().await;
    let camille = server.volunteer_of(&organisation).await;
    camille.get(&paths::organisation(organisation.id)).await.expect(200);
    camille.get("/api/v1/organisations/7").await.expect(404);
    camille.get("/api/v1/nothing").await.expect(404);
    let text = server.anonymous().get(METRICS).await.expect(200).text;
    for line in [
        r#"maillage_http_requests_total{operation="find_organisation",method="GET",status="200"} 1"#,
        r#"maillage_http_requests_total{operation="find_organisation",method="GET",status="404"} 1"#,
        r#"maillage_http_request_seconds_count{operation="find_organisation"} 2"#,
        "maillage_http_requests_in_flight 1",
        "maillage_outbox_waiting ",
        "maillage_database_places_taken{door=",
        "maillage_build_info{version=",
    ] {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line} in\n{text}");
    }
    for private in [organisation.id.to_string(), camille.user_id().to_string(), "127.0.0.1".to_owned()] {
        assert!(!text.contains(&private), "{private} in\n{text}");
    }
}

async fn figures_are_for_this_machine_unless_there_is_a_token(server: &TestServer) {
    let anyone = server.anonymous();
    anyone.get(METRICS).await.expect(200);
    // A proxy on this machine speaks for somebody else.
    anyone.with_header("x-forwarded-for", "192.0.2.1").get(METRICS).await.expect(404);
    anyone.with_header("via", "1.1 proxy").get(METRICS).await.expect(404);
    let backend = server.state.db.backend();
    let public = TestServer::start_with(backend, |s| s.public_url = "https://example.org".to_owned()).await;
    public.anonymous().get(METRICS).await.expect(404);
    public.finish().await;
    let open = TestServer::start_with(backend, |s| s.metrics.token = "un secret".to_owned()).await;
    open.anonymous().get(METRICS).await.expect(404);
    open.anonymous().with_token("autre chose").get(METRICS).await.expect(404);
    open.anonymous().with_token("un secret").with_header("via", "1.1 proxy").get(METRICS).await.expect(200);
    open.finish().await;
}

async fn a_server_that_stops_says_that_it_is_not_ready_and_still_answers(server: &TestServer) {
    server.anonymous().get("/readyz").await.expect(200);
    server.state.stop();
    let answer = server.anonymous().get("/readyz").await.expect(503);
    assert_eq!(answer.header("retry-after"), "2");
    server.anonymous().get("/healthz").await.expect(200);
    server.anonymous().get(paths::NETWORK).await.expect(200);
}
