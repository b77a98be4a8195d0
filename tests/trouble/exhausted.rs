//! All connections are taken, or a row is locked for ever.

use diesel::connection::SimpleConnection;
use shared::paths;
use shared::problem::Code;
use std::time::{Duration, Instant};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::offer_at;
use tests::{Backend, TestServer, both};

both!(who_waits_in_vain_for_a_connection_is_told_to_come_back, a_lock_that_is_never_given_back_holds_nobody_for_ever);

/// Longer than a request waits for its turn.
const LONG: Duration = Duration::from_secs(8);

async fn who_waits_in_vain_for_a_connection_is_told_to_come_back(server: &TestServer) {
    let admin = server.admin().await;
    let taken: usize = server.state.db.loads().iter().filter(|(door, _)| *door != "write").map(|(_, load)| load.size).sum();
    for _ in 0..taken {
        let state = server.state.clone();
        tokio::spawn(async move {
            state
                .read(|_| {
                    std::thread::sleep(LONG);
                    Ok(())
                })
                .await
        });
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let started = Instant::now();
    let answer = admin.get(paths::OFFERS).await;
    assert_eq!(answer.header("retry-after"), "2");
    answer.refused(Code::Busy);
    assert!(started.elapsed() < LONG, "{:?}", started.elapsed());
    server.anonymous().get("/healthz").await.expect(200);
    tokio::time::sleep(LONG.saturating_sub(started.elapsed())).await;
    admin.get(paths::OFFERS).await.expect(200);
}

async fn a_lock_that_is_never_given_back_holds_nobody_for_ever(server: &TestServer) {
    let giver = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&giver).await;
    let mut other = server.database().connect();
    let lock = match server.state.db.backend() {
        Backend::Sqlite => "BEGIN IMMEDIATE",
        Backend::Postgres => "BEGIN; LOCK TABLE offers IN EXCLUSIVE MODE",
    };
    other.batch_execute(lock).unwrap();
    let publications = (0..30).map(|_| offer_at(giver.site()).sent_by(&camille));
    let started = Instant::now();
    for answer in futures_util::future::join_all(publications).await {
        assert_eq!(answer.header("retry-after"), "2", "{} {}", answer.status, answer.text);
        answer.refused(Code::Busy);
    }
    assert!(started.elapsed() < 3 * LONG, "{:?}", started.elapsed());
    other.batch_execute("ROLLBACK").unwrap();
    offer_at(giver.site()).published_by(&camille).await;
}
