//! The server is killed with SIGKILL at random moments while people publish, claim and hand over.
//!
//! The page cache of the machine survives a killed process, so this proves that no write is acknowledged before its
//! commit and that commits are whole; that commits reach the disk is `synchronous = FULL` and PostgreSQL's default.

mod history;
mod people;

use super::{PROGRAM, random};
use history::History;
use people::World;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tests::Backend;
use tests::process::Process;
use tokio::task::JoinSet;

/// Set by `cargo xtask crash`: how many kills, while at least twenty times as many writes are acknowledged.
const KILLS_VARIABLE: &str = "MAILLAGE_TEST_KILLS";
/// In the ordinary run of the tests.
const FEW: usize = 6;
/// How soon a server must be ready after a crash: the target is a second; beside other tests on a small machine, and not
/// optimised, it may take longer.
const READY: Duration = Duration::from_secs(1);
const READY_IN_A_CROWD: Duration = Duration::from_secs(8);
/// People at the same time.
const PEOPLE: usize = 4;

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    run(Backend::Sqlite);
}

#[test]
fn nothing_acknowledged_is_lost_on_postgres() {
    run(Backend::Postgres);
}

fn run(backend: Backend) {
    let told = std::env::var(KILLS_VARIABLE).ok().map(|text| text.parse().expect("a number of kills"));
    let (kills, ready) = told.map_or((FEW, READY_IN_A_CROWD), |kills| (kills, READY));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(crash(backend, kills, ready));
}

async fn crash(backend: Backend, kills: usize, ready: Duration) {
    let began = Instant::now();
    let (world, database) = World::prepare(backend).await;
    let mut server = Process::new(PROGRAM, &database);
    let world = Arc::new(world.at(server.base()));
    let mut slowest = server.start(&world.http).await;
    let history = Arc::new(History::default());
    let mut people = JoinSet::new();
    for person in 0..PEOPLE {
        people.spawn(people::work(Arc::clone(&world), Arc::clone(&history), person));
    }
    let mut killed = 0;
    while killed < kills || history.writes() < 20 * kills {
        tokio::time::sleep(Duration::from_millis(20 + random(400))).await;
        server.kill();
        killed += 1;
        slowest = slowest.max(server.start(&world.http).await);
    }
    history.over.store(true, Ordering::SeqCst);
    while let Some(person) = people.join_next().await {
        person.unwrap();
    }
    server.tell_to_stop();
    assert!(server.ended().await.success());
    history.compare(&mut database.connect());
    let took = began.elapsed();
    eprintln!("{backend:?}: {killed} kills, {}, ready after {slowest:?} at most, {took:?} in all", history.told());
    assert!(slowest < ready, "ready after {slowest:?}");
}
