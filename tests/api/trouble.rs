//! What happens when the database is busy, cuts connections, or the server starts again.

use diesel::connection::SimpleConnection;
use shared::paths;
use shared::problem::Code;
use std::time::Duration;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::offer_at;
use tests::{Backend, TestServer, both, snapshots};

both!(a_database_that_another_one_holds_is_busy_and_not_broken, connections_that_are_cut_are_made_anew);

async fn a_database_that_another_one_holds_is_busy_and_not_broken(server: &TestServer) {
    // PostgreSQL has row locks: there a writer waits for another one's row only, as long as it takes.
    if server.state.db.backend() == Backend::Postgres {
        return;
    }
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let mut other = server.database().connect();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let answer = offer_at(epicerie.site()).sent_by(&camille).await;
    snapshots::matches("busy", &answer);
    answer.refused(Code::Busy);
    camille.get(&paths::organisation(epicerie.id)).await.expect(200);
    other.batch_execute("ROLLBACK").unwrap();
    offer_at(epicerie.site()).published_by(&camille).await;
}

async fn connections_that_are_cut_are_made_anew(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    if server.state.db.backend() == Backend::Postgres {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        server.database().connect().batch_execute(cut).unwrap();
        // A connection that served a moment ago is believed to be there still.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for _ in 0..4 {
        camille.get(paths::OFFERS).await.expect(200);
        offer_at(epicerie.site()).published_by(&camille).await;
    }
}
