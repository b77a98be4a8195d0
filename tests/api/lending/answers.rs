//! What a sensitive item requires: confirmed, answered in words, and looked at by its owner.

use super::{Pair, pair};
use serde_json::json;
use shared::equipment::Requirement;
use shared::loans::{Loan, LoanPage, LoanState};
use shared::paths;
use tests::fixtures::{lent, loan_of};
use tests::{TestServer, both};

both!(
    the_owner_reads_what_the_borrower_answers,
    what_requires_something_is_never_lent_at_once,
    what_does_not_fit_is_refused,
);

async fn the_owner_reads_what_the_borrower_answers(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    let mut wish = loan_of(van.id, borrower.id, 24, 48);
    wish["answers"] = json!([{ "requirement": "driving_licence", "answer": " Samir, permis B depuis 2009 " }]);
    let asked = lent(&samir, &wish).await;
    let seen: Loan = camille.get(&paths::loan(asked.id)).await.read(200);
    assert_eq!(seen.confirmed, [Requirement::DrivingLicence]);
    assert_eq!((seen.answers.len(), seen.answers[0].answer.as_str()), (1, "Samir, permis B depuis 2009"));
    let listed: LoanPage = camille.get(paths::LOANS).await.read(200);
    assert!(listed.items[0].answers.is_empty());
    let address = format!("{}@example.org", camille.user_id().0.simple());
    let mail = server.mail_to(&address).await;
    assert!(mail.body.contains("permis B depuis 2009"), "{}", mail.body);
}

async fn what_requires_something_is_never_lent_at_once(server: &TestServer) {
    let Pair { borrower, camille, samir, van } = pair(server).await;
    camille.with_if_match(1).patch(&paths::equipment(van.id), &json!({ "needs_approval": false })).await.expect(200);
    let asked = lent(&samir, &loan_of(van.id, borrower.id, 24, 48)).await;
    assert_eq!(asked.state, LoanState::Requested, "somebody has to look at the licence");
}

async fn what_does_not_fit_is_refused(server: &TestServer) {
    let Pair { borrower, samir, van, .. } = pair(server).await;
    let licence = json!({ "requirement": "driving_licence", "answer": "Permis B" });
    let mut wish = loan_of(van.id, borrower.id, 24, 48);
    wish["answers"] = json!([licence, licence]);
    samir.post(paths::LOANS, &wish).await.refused_fields(&[("/answers", "other")]);
    wish["answers"] = json!([{ "requirement": "driving_licence", "answer": " " }]);
    samir.post(paths::LOANS, &wish).await.refused_fields(&[("/answers/0/answer", "required")]);
    // What is not confirmed is not answered either.
    wish["answers"] = json!([{ "requirement": "insurance_proof", "answer": "MAIF" }]);
    assert!(lent(&samir, &wish).await.answers.is_empty());
}
