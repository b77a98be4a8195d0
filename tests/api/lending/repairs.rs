//! Repairs: an item that cannot be lent is not lent, and those who are to have it are warned.

use super::{Pair, hours, pair, step};
use serde_json::json;
use shared::equipment::{Equipment, EquipmentPage};
use shared::loans::{Loan, LoanAction};
use shared::notifications::{LoanNews, NotificationPage};
use shared::paths::{self, loan_action};
use shared::problem::Code;
use shared::repairs::Repairs;
use shared::time::HOUR;
use tests::fixtures::{lent, loan_of};
use tests::{Client, TestServer, both};

both!(
    what_cannot_be_lent_is_not_lent_until_it_is_repaired,
    those_who_are_to_have_it_are_warned,
    a_damaged_return_opens_a_repair,
    what_is_ready_on_a_day_can_be_asked_for_from_then_on,
);

async fn seen(client: &Client, item: &Equipment) -> Equipment {
    client.get(&paths::equipment(item.id)).await.read(200)
}

async fn warned(client: &Client) -> usize {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    page.items.iter().filter(|one| one.facts.loan_news == Some(LoanNews::InRepair)).count()
}

async fn what_cannot_be_lent_is_not_lent_until_it_is_repaired(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let path = paths::repairs(van.id);
    let scratch = json!({ "what": "Une rayure", "lendable": true });
    camille.post(&path, &scratch).await.expect(201);
    assert!(!seen(&samir, &van).await.in_repair, "it can be lent with a scratch");
    let broken = json!({ "what": " Le groupe froid ne démarre plus ", "lendable": false });
    samir.post(&path, &broken).await.refused(Code::Forbidden);
    samir.get(&path).await.refused(Code::Forbidden);
    server.clock.advance(HOUR);
    let opened: Repairs = camille.post(&path, &broken).await.read(201);
    assert_eq!((opened.items.len(), opened.items[0].what.as_str()), (2, "Le groupe froid ne démarre plus"));
    assert!(seen(&samir, &van).await.in_repair);
    samir.post(paths::LOANS, &loan_of(van.id, borrower.id, 100, 110)).await.refused(Code::EquipmentInRepair);
    let free = format!("{}?free_from={}&free_until={}", paths::EQUIPMENT, hours(100), hours(110));
    assert!(samir.get(&free).await.read::<EquipmentPage>(200).items.is_empty());

    let end = paths::end_repair(van.id, opened.items[0].id);
    let done = json!({ "done": "Compresseur remplacé" });
    samir.post(&end, &done).await.refused(Code::Forbidden);
    let ended: Repairs = camille.post(&end, &done).await.read(200);
    assert_eq!(ended.items[0].done.as_deref(), Some("Compresseur remplacé"));
    camille.post(&end, &done).await.refused(Code::PreconditionFailed);
    assert!(!seen(&samir, &van).await.in_repair);
    assert_eq!(samir.get(&free).await.read::<EquipmentPage>(200).items.len(), 1);
    lent(&samir, &loan_of(van.id, borrower.id, 100, 110)).await;
}

async fn those_who_are_to_have_it_are_warned(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 20, 30)).await.id;
    step(&camille, loan, LoanAction::Accept).await;
    let broken = json!({ "what": "Pneu crevé", "lendable": false });
    let opened: Repairs = camille.post(&paths::repairs(van.id), &broken).await.read(201);
    assert_eq!(warned(&samir).await, 1);
    let address = format!("{}@example.org", samir.user_id().0.simple());
    let mails = server.outbox().await.into_iter().filter(|mail| mail.recipient == address);
    assert_eq!(
        mails.filter(|mail| mail.subject.starts_with("En réparation") && mail.body.contains("Pneu crevé")).count(),
        1
    );
    let hand_out = loan_action(loan, LoanAction::HandOut);
    camille.post(&hand_out, &json!({ "condition": "good" })).await.refused(Code::EquipmentInRepair);
    let done = json!({ "done": "Pneu changé" });
    camille.post(&paths::end_repair(van.id, opened.items[0].id), &done).await.expect(200);
    camille.post(&hand_out, &json!({ "condition": "good" })).await.expect(200);
}

async fn a_damaged_return_opens_a_repair(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let next = lent(&samir, &loan_of(van.id, borrower.id, 60, 70)).await.id;
    let out = lent(&samir, &loan_of(van.id, borrower.id, 0, 40)).await.id;
    step(&camille, out, LoanAction::Accept).await;
    step(&camille, out, LoanAction::HandOut).await;
    let told = json!({ "condition": "damaged", "note": "Rétroviseur cassé", "lendable": false });
    let back: Loan = camille.post(&loan_action(out, LoanAction::TakeBack), &told).await.read(200);
    let repairs: Repairs = camille.get(&paths::repairs(van.id)).await.read(200);
    let one = &repairs.items[0];
    assert_eq!((one.what.as_str(), one.loan_id, one.lendable), ("Rétroviseur cassé", Some(back.id), false));
    assert!(seen(&samir, &van).await.in_repair);
    assert_eq!(warned(&samir).await, 1, "for the loan that follows: {next}");
}

async fn what_is_ready_on_a_day_can_be_asked_for_from_then_on(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let path = paths::repairs(van.id);
    let at = |hour: i64| json!({ "what": "Révision", "lendable": false, "expected_at": hours(hour) });
    camille.post(&path, &at(0)).await.refused_fields(&[("/expected_at", "in_the_past")]);
    camille.post(&path, &at(50)).await.expect(201);
    assert_eq!(seen(&samir, &van).await.ready_at, Some(hours(50)));
    let refused = samir.post(paths::LOANS, &loan_of(van.id, borrower.id, 49, 60)).await;
    assert_eq!(refused.refused(Code::EquipmentInRepair).params["busy_until"], json!(hours(50).to_string()));
    lent(&samir, &loan_of(van.id, borrower.id, 50, 60)).await;
}
