//! Loans that are kept longer: asked for, answered, and never in somebody else's time.

use super::{Pair, busy, hours, pair, step, taken};
use api::events::worker;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::ids::LoanId;
use shared::loans::{Loan, LoanAction};
use shared::notifications::{LoanNews, NotificationPage};
use shared::paths;
use shared::problem::Code;
use shared::renewals::{LoanRenewals, RenewalState};
use shared::time::HOUR;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{lent, loan_of};
use tests::{Client, TestServer, both};

both!(
    a_loan_is_kept_longer_once_its_lender_agrees,
    what_is_declined_or_not_answered_gives_its_time_back,
    who_follows_keeps_his_time,
    more_time_and_bookings_that_race_never_overlap,
    an_item_without_approval_is_kept_longer_at_once,
    what_does_not_fit_is_refused,
);

/// A loan from now on for two days, that is out.
async fn out(pair: &Pair) -> LoanId {
    let loan = lent(&pair.samir, &loan_of(pair.van.id, pair.borrower.id, 0, 48)).await.id;
    step(&pair.camille, loan, LoanAction::Accept).await;
    step(&pair.camille, loan, LoanAction::HandOut).await;
    loan
}

fn until(hour: i64) -> Value {
    json!({ "ends_at": hours(hour), "note": "La collecte dure un jour de plus" })
}

async fn heard(client: &Client) -> Vec<LoanNews> {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    page.items.into_iter().rev().filter_map(|one| one.facts.loan_news).collect()
}

async fn a_loan_is_kept_longer_once_its_lender_agrees(server: &TestServer) {
    let pair = pair(server).await;
    let (loan, Pair { camille, samir, van, .. }) = (out(&pair).await, &pair);
    let before: LoanRenewals = samir.get(&paths::renewals(loan)).await.read(200);
    assert!(before.can_ask && before.items.is_empty());
    let asked: LoanRenewals = samir.post(&paths::renewals(loan), &until(72)).await.read(201);
    assert_eq!((asked.items[0].state, asked.can_ask, asked.can_answer), (RenewalState::Asked, false, false));
    assert_eq!(asked.items[0].answer_by, Some(hours(48)));
    assert_eq!(busy(camille, van.id).await, [(hours(0), hours(74))], "held, with the two hours of cleaning");
    let still: Loan = samir.get(&paths::loan(loan)).await.read(200);
    assert_eq!(still.ends_at, hours(48), "agreed on nothing yet");
    assert_eq!(heard(camille).await, [LoanNews::RenewalAsked]);
    let seen: LoanRenewals = camille.get(&paths::renewals(loan)).await.read(200);
    assert!(seen.can_answer && !seen.can_ask);
    samir.act(&paths::answer_renewal(loan, 1, "accept")).await.refused(Code::Forbidden);
    camille.post(&paths::renewals(loan), &until(90)).await.refused(Code::Forbidden);
    samir.post(&paths::renewals(loan), &until(90)).await.refused(Code::LoanState);
    let answered: LoanRenewals = camille.act(&paths::answer_renewal(loan, 1, "accept")).await.read(200);
    assert_eq!((answered.items[0].state, answered.can_answer), (RenewalState::Accepted, false));
    camille.act(&paths::answer_renewal(loan, 1, "accept")).await.refused(Code::LoanState);
    let longer: Loan = samir.get(&paths::loan(loan)).await.read(200);
    assert_eq!((longer.ends_at, longer.busy_until), (hours(72), hours(74)));
    assert_eq!(heard(samir).await, [LoanNews::RenewalAccepted]);
    server.clock.advance(49 * HOUR);
    assert!(!samir.get(&paths::loan(loan)).await.read::<Loan>(200).late);
}

async fn what_is_declined_or_not_answered_gives_its_time_back(server: &TestServer) {
    let pair = pair(server).await;
    let (loan, Pair { camille, samir, van, .. }) = (out(&pair).await, &pair);
    samir.post(&paths::renewals(loan), &until(72)).await.expect(201);
    let why = json!({ "reason": "Nous en avons besoin" });
    let declined: LoanRenewals = camille.post(&paths::answer_renewal(loan, 1, "decline"), &why).await.read(200);
    assert_eq!(declined.items[0].reason.as_deref(), Some("Nous en avons besoin"));
    assert_eq!(busy(camille, van.id).await, [(hours(0), hours(50))]);
    samir.post(&paths::renewals(loan), &until(80)).await.expect(201);
    assert_eq!(busy(camille, van.id).await, [(hours(0), hours(82))]);
    server.clock.advance(48 * HOUR);
    camille.act(&paths::answer_renewal(loan, 2, "accept")).await.refused(Code::LoanState);
    tokio::join!(worker::run_once(&server.state), worker::run_once(&server.state));
    let lapsed: LoanRenewals = samir.get(&paths::renewals(loan)).await.read(200);
    assert_eq!(lapsed.items[1].state, RenewalState::Lapsed);
    assert_eq!(busy(camille, van.id).await, [(hours(0), hours(50))]);
    let told = heard(samir).await;
    assert_eq!(told[..2], [LoanNews::RenewalDeclined, LoanNews::RenewalLapsed]);
    // Late, and it says so: from now on.
    samir.post(&paths::renewals(loan), &until(60)).await.expect(201);
    step(camille, loan, LoanAction::TakeBack).await;
    let over: LoanRenewals = samir.get(&paths::renewals(loan)).await.read(200);
    assert_eq!((over.items[2].state, over.can_ask), (RenewalState::Lapsed, false), "it is back");
    assert_eq!(busy(camille, van.id).await, [(hours(0), hours(50))]);
}

async fn who_follows_keeps_his_time(server: &TestServer) {
    let pair = pair(server).await;
    let (loan, Pair { borrower, camille, samir, van }) = (out(&pair).await, &pair);
    lent(samir, &loan_of(van.id, borrower.id, 60, 70)).await;
    let refused = samir.post(&paths::renewals(loan), &until(72)).await.refused(Code::EquipmentBusy);
    assert_eq!(refused.params["busy_from"], json!(hours(60).to_string()));
    samir.post(&paths::renewals(loan), &until(59)).await.refused(Code::EquipmentBusy);
    samir.post(&paths::renewals(loan), &until(58)).await.expect(201);
    let kept = json!({ "starts_at": hours(58), "ends_at": hours(59), "reason": "Révision" });
    camille.post(&paths::closures_of(van.id), &kept).await.refused(Code::EquipmentBusy);
}

async fn more_time_and_bookings_that_race_never_overlap(server: &TestServer) {
    let pair = pair(server).await;
    let (loan, Pair { borrower, camille, samir, van }) = (out(&pair).await, &pair);
    for round in 0..6 {
        let from = 50 + round * 20;
        let bookings = (0..6).map(|n| {
            let wish = loan_of(van.id, borrower.id, from + 4 + n, from + 12);
            async move { samir.post(paths::LOANS, &wish).await }
        });
        let wish = async { samir.post(&paths::renewals(loan), &until(from + 10)).await };
        let (asked, booked) = tokio::join!(wish, join_all(bookings));
        let won = booked.iter().filter(|answer| answer.status == 201).count() + usize::from(asked.status == 201);
        assert_eq!(won, 1, "one of them has that time");
        let taken = taken(server, van.id);
        assert!(taken.windows(2).all(|two| two[0].1 <= two[1].0), "{taken:?}");
        if asked.status == 201 {
            let number = asked.read::<LoanRenewals>(201).items.last().unwrap().number;
            let why = json!({ "reason": "Essai" });
            camille.post(&paths::answer_renewal(loan, number, "decline"), &why).await.expect(200);
        }
        for answer in booked.into_iter().filter(|answer| answer.status == 201) {
            step(samir, answer.read::<Loan>(201).id, LoanAction::Cancel).await;
        }
    }
}

async fn an_item_without_approval_is_kept_longer_at_once(server: &TestServer) {
    let pair = pair(server).await;
    let Pair { borrower, camille, samir, van } = &pair;
    let change = json!({ "needs_approval": false, "requirements": [] });
    camille.with_if_match(1).patch(&paths::equipment(van.id), &change).await.expect(200);
    let loan = lent(samir, &loan_of(van.id, borrower.id, 1, 5)).await.id;
    let longer: LoanRenewals = samir.post(&paths::renewals(loan), &until(9)).await.read(201);
    assert_eq!(longer.items[0].state, RenewalState::Accepted);
    assert_eq!(samir.get(&paths::loan(loan)).await.read::<Loan>(200).ends_at, hours(9));
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let pair = pair(server).await;
    let Pair { borrower, camille, samir, van } = &pair;
    let waiting = lent(samir, &loan_of(van.id, borrower.id, 200, 210)).await.id;
    samir.post(&paths::renewals(waiting), &until(220)).await.refused(Code::LoanState);
    step(samir, waiting, LoanAction::Cancel).await;
    let loan = out(&pair).await;
    let fields = async |hour: i64, expected: &[(&str, &str)]| {
        samir.post(&paths::renewals(loan), &until(hour)).await.refused_fields(expected);
    };
    fields(48, &[("/ends_at", "before_start")]).await;
    fields(48 + 15 * 24, &[("/ends_at", "loan_too_long")]).await;
    camille.act(&paths::answer_renewal(loan, 7, "accept")).await.refused(Code::NotFound);
    let other = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let stranger = server.coordinator_of(&other).await;
    stranger.get(&paths::renewals(loan)).await.refused(Code::NotFound);
    stranger.post(&paths::renewals(loan), &until(60)).await.refused(Code::NotFound);
}
