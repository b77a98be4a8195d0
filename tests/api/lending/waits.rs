//! Waiting for an item: first come, first told, and one at a time, whatever races.

use super::{Pair, hours, pair, step};
use api::events::worker;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::equipment::{BusyPeriod, Equipment};
use shared::ids::OrganisationId;
use shared::loans::{Loan, LoanAction};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, HOUR};
use shared::waits::{EquipmentWaits, Wait, WaitState};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{lent, loan_of};
use tests::{Client, TestServer, both};

both!(
    the_first_who_waits_is_told_and_alone_may_book,
    who_lets_the_time_go_by_makes_way_for_the_next,
    of_eight_who_wait_and_race_the_first_has_the_days,
    days_that_are_shortened_reopened_or_given_up_are_the_next_ones,
    where_the_start_is_near_the_days_are_kept_for_less,
    what_does_not_fit_is_refused,
);

/// An organisation that waits.
struct Waiting {
    id: OrganisationId,
    client: Client,
}

async fn organisation(server: &TestServer, name: &str) -> Waiting {
    let organisation = server.organisation(name).approved().at(LIBOURNE).exists().await;
    Waiting { id: organisation.id, client: server.coordinator_of(&organisation).await }
}

fn wish(organisation: OrganisationId, from: i64, until: i64) -> Value {
    json!({ "organisation_id": organisation, "starts_at": hours(from), "ends_at": hours(until) })
}

impl Waiting {
    async fn wait(&self, item: &Equipment, from: i64, until: i64) -> Wait {
        let joined: EquipmentWaits = self.client.post(&paths::waits(item.id), &wish(self.id, from, until)).await.read(201);
        joined.items.into_iter().find(|one| one.organisation.id == self.id).unwrap()
    }

    async fn told(&self) -> usize {
        let page: NotificationPage = self.client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
        page.items.iter().filter(|one| one.kind == NotificationKind::EquipmentFreed).count()
    }

    async fn book(&self, item: &Equipment, from: i64, until: i64) -> tests::Answer {
        self.client.post(paths::LOANS, &loan_of(item.id, self.id, from, until)).await
    }
}

/// The whole queue, as its lender sees it.
async fn queue(lender: &Client, item: &Equipment) -> Vec<(String, WaitState)> {
    let all: EquipmentWaits = lender.get(&paths::waits(item.id)).await.read(200);
    all.items.into_iter().map(|one| (one.organisation.name, one.state)).collect()
}

fn place(name: &str, state: WaitState) -> (String, WaitState) {
    (name.to_owned(), state)
}

async fn the_first_who_waits_is_told_and_alone_may_book(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let taken = lent(&samir, &loan_of(van.id, borrower.id, 100, 120)).await;
    let (one, two) = (organisation(server, "Un").await, organisation(server, "Deux").await);
    assert_eq!(one.wait(&van, 100, 110).await.place, 1);
    server.clock.advance(HOUR);
    assert_eq!(two.wait(&van, 105, 118).await.place, 2);
    assert_eq!(queue(&camille, &van).await, [place("Un", WaitState::Waiting), place("Deux", WaitState::Waiting)]);
    let seen: EquipmentWaits = two.client.get(&paths::waits(van.id)).await.read(200);
    assert_eq!(seen.items.len(), 1, "others' places are not its matter");

    step(&camille, taken.id, LoanAction::Decline).await;
    assert_eq!(queue(&camille, &van).await, [place("Un", WaitState::Offered), place("Deux", WaitState::Waiting)]);
    assert_eq!((one.told().await, two.told().await), (1, 0));
    let address = format!("{}@example.org", one.client.user_id().0.simple());
    let mails = server.outbox().await.into_iter().filter(|mail| mail.recipient == address);
    let mails: Vec<_> = mails.filter(|mail| mail.subject.starts_with("Libre, et retenu pour vous")).collect();
    assert!(mails.len() == 1 && mails[0].body.contains(&format!("/materiel/{}", van.id)), "{mails:?}");

    let refused = two.book(&van, 105, 118).await.refused(Code::KeptForOther);
    assert_eq!(refused.params["busy_until"], json!(hours(25).to_string()), "a day from now");
    let elsewhere: Loan = two.book(&van, 140, 150).await.read(201);
    step(&two.client, elsewhere.id, LoanAction::Cancel).await;
    let booked: Loan = one.book(&van, 100, 110).await.read(201);
    assert_eq!(queue(&camille, &van).await, [place("Deux", WaitState::Waiting)], "the first is served, the second waits");
    step(&one.client, booked.id, LoanAction::Cancel).await;
    assert_eq!((one.told().await, two.told().await), (1, 1));
}

async fn who_lets_the_time_go_by_makes_way_for_the_next(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let taken = lent(&samir, &loan_of(van.id, borrower.id, 100, 120)).await;
    let (one, two) = (organisation(server, "Un").await, organisation(server, "Deux").await);
    one.wait(&van, 100, 110).await;
    server.clock.advance(1);
    two.wait(&van, 100, 110).await;
    step(&samir, taken.id, LoanAction::Cancel).await;
    server.clock.advance(DAY);
    // Over although no worker has come by yet.
    tokio::join!(worker::run_once(&server.state), worker::run_once(&server.state));
    assert_eq!(queue(&camille, &van).await, [place("Deux", WaitState::Offered)]);
    assert_eq!((one.told().await, two.told().await), (1, 1));
    one.book(&van, 100, 110).await.refused(Code::KeptForOther);
    two.book(&van, 100, 110).await.expect(201);
    server.clock.advance(9 * DAY);
    worker::run_once(&server.state).await;
    assert!(queue(&camille, &van).await.is_empty());
}

async fn of_eight_who_wait_and_race_the_first_has_the_days(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let taken = lent(&samir, &loan_of(van.id, borrower.id, 100, 120)).await;
    let mut all = Vec::new();
    for n in 0..8 {
        let one = organisation(server, &format!("Organisation {n}")).await;
        // Their days differ, and all of them meet.
        one.wait(&van, 100 + n, 115).await;
        server.clock.advance(1);
        all.push(one);
    }
    // The loan is called off while all of them try to take its days.
    let (path, why) = (paths::loan_action(taken.id, LoanAction::Cancel), json!({ "reason": "Empêchement" }));
    let cancel = samir.post(&path, &why);
    let tries = all.iter().enumerate().map(|(n, one)| one.book(&van, 100 + i64::try_from(n).unwrap(), 115));
    let (cancelled, answers) = tokio::join!(cancel, join_all(tries));
    cancelled.expect(200);
    let won: Vec<usize> = answers.iter().enumerate().filter(|(_, one)| one.status == 201).map(|(n, _)| n).collect();
    assert!(won.is_empty() || won == [0], "{won:?}");
    let offered = async || queue(&camille, &van).await.into_iter().filter(|(_, state)| *state == WaitState::Offered).count();
    if won.is_empty() {
        assert_eq!(offered().await, 1);
        let again =
            join_all(all.iter().enumerate().map(|(n, one)| one.book(&van, 100 + i64::try_from(n).unwrap(), 115))).await;
        let won: Vec<usize> = again.iter().enumerate().filter(|(_, one)| one.status == 201).map(|(n, _)| n).collect();
        assert_eq!(won, [0]);
        for answer in again.into_iter().skip(1) {
            assert!([Code::KeptForOther, Code::EquipmentBusy].iter().any(|code| answer.text.contains(code.as_str())));
        }
    }
    assert_eq!(offered().await, 0);
    assert_eq!(queue(&camille, &van).await.len(), 7);
}

async fn days_that_are_shortened_reopened_or_given_up_are_the_next_ones(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let (one, two) = (organisation(server, "Un").await, organisation(server, "Deux").await);
    // Back early.
    let out = lent(&samir, &loan_of(van.id, borrower.id, 0, 48)).await.id;
    step(&camille, out, LoanAction::Accept).await;
    step(&camille, out, LoanAction::HandOut).await;
    one.wait(&van, 30, 40).await;
    server.clock.advance(10 * HOUR);
    step(&camille, out, LoanAction::TakeBack).await;
    assert_eq!(queue(&camille, &van).await, [place("Un", WaitState::Offered)]);
    // Given up.
    let kept: EquipmentWaits = one.client.get(&paths::waits(van.id)).await.read(200);
    server.clock.advance(1);
    two.wait(&van, 30, 40).await;
    two.client.delete(&paths::wait(van.id, kept.items[0].id)).await.refused(Code::NotFound);
    one.client.delete(&paths::wait(van.id, kept.items[0].id)).await.expect(204);
    assert_eq!(queue(&camille, &van).await, [place("Deux", WaitState::Offered)]);
    // Its owner needs it: who was told waits on, and is told again.
    let closed = json!({ "starts_at": hours(35), "ends_at": hours(36), "reason": "Révision" });
    let closed: BusyPeriod = camille.post(&paths::closures_of(van.id), &closed).await.read(201);
    assert_eq!(queue(&camille, &van).await, [place("Deux", WaitState::Waiting)]);
    server.clock.advance(HOUR);
    camille.delete(&paths::closure(van.id, closed.closure_id.unwrap())).await.expect(204);
    assert_eq!(queue(&camille, &van).await, [place("Deux", WaitState::Offered)]);
    assert_eq!(two.told().await, 2);
}

async fn where_the_start_is_near_the_days_are_kept_for_less(server: &TestServer) {
    let Pair { borrower, samir, van, .. } = pair(server).await;
    let taken = lent(&samir, &loan_of(van.id, borrower.id, 8, 20)).await;
    let one = organisation(server, "Un").await;
    one.wait(&van, 8, 12).await;
    step(&samir, taken.id, LoanAction::Cancel).await;
    let kept: EquipmentWaits = one.client.get(&paths::waits(van.id)).await.read(200);
    assert_eq!(kept.items[0].kept_until, Some(hours(4)));
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    lent(&samir, &loan_of(van.id, borrower.id, 100, 120)).await;
    let one = organisation(server, "Un").await;
    let path = paths::waits(van.id);
    one.client.post(&path, &wish(one.id, 10, 20)).await.refused(Code::EquipmentFree);
    one.client.post(&path, &wish(borrower.id, 100, 110)).await.refused(Code::Forbidden);
    one.client.post(&path, &wish(one.id, -1, 110)).await.refused_fields(&[("/starts_at", "in_the_past")]);
    camille.post(&path, &wish(van.organisation.id, 100, 110)).await.refused(Code::OwnEquipment);
    one.wait(&van, 100, 110).await;
    one.client.post(&path, &wish(one.id, 110, 115)).await.refused(Code::AlreadyWaiting);
    camille.act(&paths::retire_equipment(van.id)).await.expect(200);
    let two = organisation(server, "Deux").await;
    two.client.post(&path, &wish(two.id, 100, 110)).await.refused(Code::EquipmentRetired);
}
