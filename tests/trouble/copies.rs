//! Two copies of the server on one database share the work, and one of them dies in the middle of it.

use super::PROGRAM;
use super::mailbox::Mailbox;
use api::db::Conn;
use api::db::schema::outbox;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tests::Backend;
use tests::database::TestDatabase;
use tests::process::Process;

/// What is told, each to another person.
const EVENTS: usize = 10_000;

/// How many have left when one copy is killed.
const BEFORE_THE_KILL: usize = 5_000;

/// Mails that a copy sends at the same time: what can have left without a record of it when the copy dies.
const AT_A_TIME: usize = 8;

/// How long to wait for what must come.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn ten_thousand_events_reach_everybody_while_one_of_two_copies_is_killed() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = TestDatabase::prepared(Backend::Postgres);
        let mut conn = database.connect();
        queue(&mut conn);
        let mailbox = Mailbox::open().await;
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let copy = || Process::new(PROGRAM, &database).mailing_to(mailbox.address());
        let (mut killed, mut left) = (copy(), copy());
        killed.start(&http).await;
        left.start(&http).await;
        mailbox.fills(BEFORE_THE_KILL).await;
        killed.kill();
        let leased = wait_for_the_leases(&mut conn).await;
        assert!(leased <= AT_A_TIME, "{leased} mails were taken by the copy that died");
        end_leases(&mut conn);
        mailbox.fills(EVENTS).await;
        wait_for_the_records(&mut conn).await;
        compare(&mailbox);
    });
}

/// The letters, as ten thousand transactions would have left them.
fn queue(conn: &mut Conn) {
    let letters = format!(
        "INSERT INTO outbox (id, created_at, recipient, subject, body, attempts, due_at)
         SELECT decode(md5(number::text), 'hex'), 0, 'personne-' || number || '@example.org',
                'Une offre près de vous', 'Bonjour, voici l''offre nº ' || number, 0, 0
         FROM generate_series(1, {EVENTS}) AS number"
    );
    conn.batch_execute(&letters).unwrap();
}

/// Waits until the copy that is left has sent all but what the other one took with it, and returns how many these are.
async fn wait_for_the_leases(conn: &mut Conn) -> usize {
    until("all that is due has left", || due(conn) == 0).await;
    // What the living copy still sends is recorded, or the mail server is broken.
    tokio::time::sleep(Duration::from_secs(2)).await;
    unsent(conn)
}

/// As if the lease of what is not sent were over.
fn end_leases(conn: &mut Conn) {
    diesel::update(outbox::table.filter(outbox::sent_at.is_null())).set(outbox::due_at.eq(0)).execute(conn).unwrap();
}

async fn wait_for_the_records(conn: &mut Conn) {
    until("all is recorded as sent", || unsent(conn) == 0).await;
}

async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let asked = Instant::now();
    while !is_so() {
        assert!(asked.elapsed() < PATIENCE, "{what}: not after {PATIENCE:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn due(conn: &mut Conn) -> usize {
    count(outbox::table.filter(outbox::sent_at.is_null()).filter(outbox::due_at.eq(0)).count().get_result(conn).unwrap())
}

fn unsent(conn: &mut Conn) -> usize {
    count(outbox::table.filter(outbox::sent_at.is_null()).count().get_result(conn).unwrap())
}

fn count(rows: i64) -> usize {
    usize::try_from(rows).unwrap()
}

/// Each person has one mail. What had left when the copy died, unrecorded, came a second time under the same name, by
/// which mail programs show it once.
fn compare(mailbox: &Mailbox) {
    let mails = mailbox.mails();
    let people: BTreeSet<_> = mails.values().map(|mail| &mail.recipient).collect();
    assert_eq!(people.len(), EVENTS);
    assert_eq!(mails.len(), EVENTS, "somebody has two different mails");
    let repeated: usize = mails.values().map(|mail| mail.deliveries - 1).sum();
    assert!(repeated <= AT_A_TIME, "{repeated} deliveries too many");
}
