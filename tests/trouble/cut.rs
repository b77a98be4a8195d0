//! PostgreSQL's connections are cut in mid-request, and PostgreSQL goes away and comes back.

use super::load::Load;
use super::random;
use diesel::connection::SimpleConnection;
use std::time::{Duration, Instant};
use tests::database::TestDatabase;
use tests::proxy::Proxy;
use tests::{Backend, TestServer};

/// How long the connections are cut again and again.
const TROUBLE: Duration = Duration::from_secs(4);
/// How long the server may take to work again.
const RECOVERY: Duration = Duration::from_secs(2);

fn run(test: impl AsyncFnOnce(TestServer, Proxy)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = TestDatabase::prepared(Backend::Postgres);
        let proxy = Proxy::before(database.socket()).await;
        let url = database.through(proxy.port());
        test(TestServer::start_on(database, |settings| settings.database = url).await, proxy).await;
    });
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(20 + random(80))).await;
}

#[test]
fn a_network_that_breaks_in_mid_request_loses_nothing() {
    run(async |server, proxy| {
        let load = Load::begin(&server).await;
        let began = Instant::now();
        while began.elapsed() < TROUBLE {
            pause().await;
            proxy.cut();
        }
        end(server, load, "cut").await;
    });
}

#[test]
fn connections_that_the_server_terminates_lose_nothing() {
    run(async |server, _| {
        let load = Load::begin(&server).await;
        let mut administrator = server.database().connect();
        let began = Instant::now();
        while began.elapsed() < TROUBLE {
            pause().await;
            let terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
            administrator.batch_execute(terminate).unwrap();
        }
        end(server, load, "terminated").await;
    });
}

#[test]
fn a_database_that_goes_away_under_load_is_503_until_it_is_back() {
    run(async |server, proxy| {
        let load = Load::begin(&server).await;
        load.next_success().await;
        proxy.go_down();
        tokio::time::sleep(Duration::from_millis(200)).await;
        let refused = server.anonymous().get("/readyz").await.expect(503);
        assert_eq!(refused.header("retry-after"), "2");
        server.anonymous().get("/healthz").await.expect(200);
        tokio::time::sleep(TROUBLE).await;
        let before = load.acknowledged();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(load.acknowledged(), before, "who acknowledges without a database?");
        proxy.come_up();
        end(server, load, "away").await;
    });
}

/// It works again soon, and nothing was lost, doubled or half written.
async fn end(server: TestServer, load: Load, what: &str) {
    let recovery = load.next_success().await;
    assert!(recovery < RECOVERY, "{recovery:?}");
    let (published, busy) = load.end().await;
    eprintln!("{what}: {published} published, {busy} answers of 503, works again after {recovery:?}");
    assert!(published > 0 && busy > 0, "{published} published, {busy} refused: nothing was in trouble");
    server.finish().await;
}
