//! Who is reminded of a loan, when, and how often.

use super::{Pair, pair, step};
use api::events::worker;
use serde_json::json;
use shared::loans::LoanAction;
use shared::notifications::{LoanNews, NotificationKind, NotificationPage};
use shared::paths;
use shared::time::{DAY, HOUR};
use tests::fixtures::{lent, loan_of};
use tests::{Client, TestServer, both};

both!(
    both_sides_are_reminded_in_time_and_once,
    what_was_missed_is_said_once_after_a_standstill,
    who_does_not_want_reminders_gets_none,
    another_end_is_reminded_of_anew,
);

/// What somebody was reminded of, the first first.
async fn reminded(client: &Client) -> Vec<LoanNews> {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    let reminders = page.items.into_iter().rev().filter(|one| one.kind == NotificationKind::LoanReminded);
    reminders.filter_map(|one| one.facts.loan_news).collect()
}

async fn mails(server: &TestServer, client: &Client, subject: &str) -> usize {
    let address = format!("{}@example.org", client.user_id().0.simple());
    let outbox = server.outbox().await.into_iter();
    outbox.filter(|mail| mail.recipient == address && mail.subject.starts_with(subject)).count()
}

/// Two copies of the server look at once.
async fn both_work(server: &TestServer) {
    tokio::join!(worker::run_once(&server.state), worker::run_once(&server.state));
}

async fn both_sides_are_reminded_in_time_and_once(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 48, 120)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    both_work(server).await;
    assert!(reminded(&samir).await.is_empty(), "it begins in two days");
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    both_work(server).await;
    assert_eq!(reminded(&samir).await, [LoanNews::PickUp]);
    assert_eq!(mails(server, &samir, "À retirer demain : Camionnette").await, 1);
    server.clock.advance(24 * HOUR);
    step(&camille, loan, LoanAction::HandOut).await;
    server.clock.advance(48 * HOUR);
    both_work(server).await;
    assert_eq!(reminded(&samir).await, [LoanNews::PickUp, LoanNews::Return]);
    assert!(reminded(&camille).await.is_empty(), "the lender is reminded of what is late alone");
    for times in 1..=6 {
        server.clock.advance(24 * HOUR);
        both_work(server).await;
        let late = reminded(&samir).await.into_iter().filter(|news| *news == LoanNews::Late).count();
        assert_eq!(late, times.min(4), "on the due time, and three days after it");
    }
    assert_eq!(reminded(&camille).await, [LoanNews::Late; 4]);
    assert_eq!(mails(server, &camille, "Pas encore rendu").await, 4);
    assert_eq!(mails(server, &samir, "En retard").await, 4);
    step(&camille, loan, LoanAction::TakeBack).await;
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    assert_eq!(reminded(&camille).await.len(), 4);
}

async fn what_was_missed_is_said_once_after_a_standstill(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 48, 120)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    server.clock.advance(49 * HOUR);
    both_work(server).await;
    assert!(reminded(&samir).await.is_empty(), "it should be out: nobody says tomorrow");
    step(&camille, loan, LoanAction::HandOut).await;
    server.clock.advance(72 * HOUR + 2 * DAY);
    both_work(server).await;
    assert_eq!(reminded(&samir).await, [LoanNews::Late], "two days late, said once");
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    assert_eq!(reminded(&samir).await.len(), 2);
}

async fn who_does_not_want_reminders_gets_none(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let none = json!({
        "wishes": [{ "kind": "loan_reminded", "way": "off" }],
        "daily_hour": 7, "quiet_from": 21, "quiet_until": 7,
    });
    let (put, none) = (reqwest::Method::PUT, none.to_string());
    samir.send_text(put, paths::NOTIFICATION_PREFERENCES, Some("application/json"), &none).await.expect(200);
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 48, 120)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    assert!(reminded(&samir).await.is_empty());
    assert_eq!(mails(server, &samir, "À retirer").await, 0);
}

async fn another_end_is_reminded_of_anew(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 0, 48)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    step(&camille, loan, LoanAction::HandOut).await;
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    let later = json!({ "ends_at": super::hours(96) });
    samir.post(&paths::renewals(loan), &later).await.expect(201);
    camille.act(&paths::answer_renewal(loan, 1, "accept")).await.expect(200);
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    assert_eq!(reminded(&samir).await, [LoanNews::Return], "it is not late: it ends later now");
    server.clock.advance(24 * HOUR);
    both_work(server).await;
    assert_eq!(reminded(&samir).await, [LoanNews::Return, LoanNews::Return]);
}
