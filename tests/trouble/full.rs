//! SQLite's disk is full: the process may not make files larger than they are, which is what the file system would say.

use super::load::Load;
use shared::paths;
use shared::problem::Code;
use std::process::Command;
use std::time::Duration;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::offer_at;
use tests::{Backend, TestServer};
use tokio::signal::unix::{SignalKind, signal};

/// SIGXFSZ, which ends a process that writes beyond its limit unless somebody listens.
const FILE_TOO_LARGE: i32 = 25;

/// Lets no file of this process grow beyond so many bytes. The hard limit stays, so that it can be raised again.
fn limit_files_to(bytes: &str) {
    let id = std::process::id().to_string();
    let limited = Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}:unlimited")]).status();
    assert!(limited.is_ok_and(|status| status.success()), "prlimit");
}

/// The size of the largest file of the server's database.
fn size(server: &TestServer) -> u64 {
    let file = server.database().address().trim_start_matches("sqlite:").to_owned();
    let of = |path: String| std::fs::metadata(path).map_or(0, |data| data.len());
    of(file.clone()).max(of(format!("{file}-wal")))
}

#[test]
fn a_full_disk_is_503_and_room_is_all_that_is_needed() {
    tests::run(Backend::Sqlite, async |server| {
        let _ignored = signal(SignalKind::from_raw(FILE_TOO_LARGE)).unwrap();
        let giver = server.organisation("Atelier").approved().at(LIBOURNE).exists().await;
        let zoe = server.volunteer_of(&giver).await;
        let load = Load::begin(server).await;
        limit_files_to(&(size(server) + 200_000).to_string());
        let mut grown = 0;
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let now = load.acknowledged();
            if now == grown && load.refused() > 0 {
                break;
            }
            grown = now;
        }
        let refused = offer_at(giver.site()).sent_by(&zoe).await;
        assert_eq!(refused.header("retry-after"), "2");
        refused.refused(Code::Busy);
        zoe.get(paths::OFFERS).await.expect(200);
        server.anonymous().get("/readyz").await.expect(200);
        limit_files_to("unlimited");
        load.next_success().await;
        let (published, busy) = load.end().await;
        eprintln!("{published} published, {busy} answers of 503");
        assert!(published > grown && busy > 0);
    });
}
