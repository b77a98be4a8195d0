//! This installation as a page sees it, and whether it is alive.

use shared::network::Network;
use shared::paths;
use shared::problem::Code;
use tests::fixtures::communes::BORDEAUX;
use tests::{TestServer, both, snapshots};

both!(
    anybody_reads_what_this_installation_is,
    the_outline_is_missing_until_it_is_imported,
    the_server_tells_whether_it_is_ready
);

async fn anybody_reads_what_this_installation_is(server: &TestServer) {
    let answer = server.anonymous().get(paths::NETWORK).await;
    snapshots::matches("network", &answer);
    let network: Network = answer.read(200);
    assert_eq!(network.time_zone, "Europe/Paris");
    assert!(!network.has_outline);
    assert!(network.map_centre.metres_to(BORDEAUX.position()) < 10_000);
}

async fn the_outline_is_missing_until_it_is_imported(server: &TestServer) {
    server.anonymous().get(paths::OUTLINE).await.refused(Code::NotFound);
    let saved = server.state.write(|cx| api::network::save_outline(cx, r#"{"type":"Polygon","coordinates":[]}"#)).await;
    saved.unwrap();
    let answer = server.anonymous().get(paths::OUTLINE).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/geo+json");
    assert_eq!(answer.body["type"], "Polygon");
    assert!(server.anonymous().get(paths::NETWORK).await.read::<Network>(200).has_outline);
}

async fn the_server_tells_whether_it_is_ready(server: &TestServer) {
    assert_eq!(server.anonymous().get("/healthz").await.expect(200).text, "ok");
    assert_eq!(server.anonymous().get("/readyz").await.expect(200).text, "ready");
}
