//! Needs that are met: because somebody says so, or by a loan that was asked for them.

use crate::lending::{Pair, pair, step};
use serde_json::{Value, json};
use shared::equipment::Equipment;
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedStatus};
use shared::ids::EquipmentNeedId;
use shared::loans::{LoanAction, LoanState};
use shared::paths;
use shared::problem::Code;
use shared::time::HOUR;
use tests::fixtures::{lent, loan_of, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(
    its_organisation_says_that_a_need_is_met,
    only_a_loan_of_its_own_in_its_time_meets_a_need,
    a_loan_that_is_agreed_meets_the_need_that_it_was_asked_for,
    a_loan_that_is_called_off_opens_its_need_again,
    a_loan_that_was_named_and_is_called_off_opens_its_need_again,
    a_loan_is_asked_for_ones_own_open_needs_alone,
);

async fn need_of(client: &Client, id: EquipmentNeedId) -> EquipmentNeed {
    client.get(&paths::equipment_need(id)).await.read(200)
}

fn for_need(mut loan: Value, need: EquipmentNeedId) -> Value {
    loan["equipment_need_id"] = json!(need);
    loan
}

async fn its_organisation_says_that_a_need_is_met(server: &TestServer) {
    let Pair { borrower, camille, samir, .. } = pair(server).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    let path = paths::confirm_equipment_need(need.id);
    camille.post(&path, &json!({})).await.refused(Code::Forbidden);
    let met: EquipmentNeed = samir.post(&path, &json!({})).await.read(200);
    assert_eq!((met.status, met.loan_id, met.version), (EquipmentNeedStatus::Met, None, 2));
    samir.post(&path, &json!({})).await.refused(Code::NeedClosed);
}

async fn only_a_loan_of_its_own_in_its_time_meets_a_need(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    let path = paths::confirm_equipment_need(need.id);
    let with = |loan| json!({ "loan_id": loan });
    let asked = lent(&samir, &loan_of(van.id, borrower.id, 30, 40)).await;
    samir.post(&path, &with(asked.id)).await.refused_fields(&[("/loan_id", "unknown")]);
    let later = lent(&samir, &loan_of(van.id, borrower.id, 50, 60)).await;
    for loan in [asked.id, later.id] {
        step(&camille, loan, LoanAction::Accept).await;
    }
    samir.post(&path, &with(later.id)).await.refused_fields(&[("/loan_id", "unknown")]);
    samir.post(&path, &json!({ "loan_id": uuid::Uuid::now_v7() })).await.refused_fields(&[("/loan_id", "unknown")]);
    let met: EquipmentNeed = samir.post(&path, &with(asked.id)).await.read(200);
    assert_eq!((met.status, met.loan_id), (EquipmentNeedStatus::Met, Some(asked.id)));
    assert_eq!(need_of(&camille, need.id).await.loan_id, None, "which loan is not the network's matter");
}

async fn a_loan_that_is_agreed_meets_the_need_that_it_was_asked_for(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    let asked = lent(&samir, &for_need(loan_of(van.id, borrower.id, 24, 48), need.id)).await;
    assert_eq!(need_of(&samir, need.id).await.status, EquipmentNeedStatus::Open, "nobody has answered yet");
    step(&camille, asked.id, LoanAction::Accept).await;
    let met = need_of(&samir, need.id).await;
    assert_eq!((met.status, met.loan_id), (EquipmentNeedStatus::Met, Some(asked.id)));
    // What needs no answer is agreed at once.
    let change = json!({ "needs_approval": false, "requirements": [] });
    let _: Equipment = camille.with_if_match(van.version).patch(&paths::equipment(van.id), &change).await.read(200);
    let other = wanted(&samir, &van_wanted_at(borrower.site(), 100, 120)).await;
    let at_once = lent(&samir, &for_need(loan_of(van.id, borrower.id, 100, 110), other.id)).await;
    assert_eq!(at_once.state, LoanState::Accepted);
    assert_eq!(need_of(&samir, other.id).await.loan_id, Some(at_once.id));
}

async fn a_loan_that_is_called_off_opens_its_need_again(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    let asked = lent(&samir, &for_need(loan_of(van.id, borrower.id, 24, 48), need.id)).await;
    step(&camille, asked.id, LoanAction::Accept).await;
    step(&camille, asked.id, LoanAction::Cancel).await;
    let open = need_of(&samir, need.id).await;
    assert_eq!((open.status, open.loan_id, open.can_edit), (EquipmentNeedStatus::Open, None, true));
    // One that was declined has met nothing, and what was met otherwise stays met.
    let again = lent(&samir, &for_need(loan_of(van.id, borrower.id, 24, 48), need.id)).await;
    samir.post(&paths::confirm_equipment_need(need.id), &json!({})).await.expect(200);
    step(&camille, again.id, LoanAction::Decline).await;
    let met = need_of(&samir, need.id).await;
    assert_eq!((met.status, met.loan_id), (EquipmentNeedStatus::Met, None));
}

async fn a_loan_that_was_named_and_is_called_off_opens_its_need_again(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    let loan = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await;
    step(&camille, loan.id, LoanAction::Accept).await;
    let with = json!({ "loan_id": loan.id });
    let met: EquipmentNeed = samir.post(&paths::confirm_equipment_need(need.id), &with).await.read(200);
    assert_eq!((met.status, met.loan_id), (EquipmentNeedStatus::Met, Some(loan.id)));
    step(&samir, loan.id, LoanAction::Cancel).await;
    let open = need_of(&samir, need.id).await;
    assert_eq!((open.status, open.loan_id, open.can_edit), (EquipmentNeedStatus::Open, None, true));
}

async fn a_loan_is_asked_for_ones_own_open_needs_alone(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let theirs = wanted(&camille, &van_wanted_at(van.site.id, 24, 48)).await;
    let refused = async |need: EquipmentNeedId| {
        let body = for_need(loan_of(van.id, borrower.id, 60, 70), need);
        samir.post(paths::LOANS, &body).await.refused_fields(&[("/equipment_need_id", "unknown")]);
    };
    refused(theirs.id).await;
    refused(EquipmentNeedId(uuid::Uuid::now_v7())).await;
    let need = wanted(&samir, &van_wanted_at(borrower.site(), 24, 48)).await;
    server.clock.advance(48 * HOUR);
    refused(need.id).await;
}
