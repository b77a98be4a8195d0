//! Loans and their steps. The giver lends, the taker borrows.

use super::unknown;
use crate::permissions::{Request, Side, World};
use serde_json::json;
use shared::loans::{LoanAction, LoanState};
use shared::paths::{self, loan_action};
use shared::time::HOUR;
use tests::fixtures::{lent, loan_of, start, van_of};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let (lender, borrower) = (&world.giver.coordinator, &world.taker.coordinator);
    let item = van_of(lender, world.giver.organisation.site()).await.id;
    let wish = loan_of(item, world.taker.organisation.id, 1, 5);
    let (why, told) = (json!({ "reason": "Empêchement" }), json!({ "condition": "good" }));
    let longer = json!({ "ends_at": start().plus(9 * HOUR) });
    // A new loan that has come as far as the state.
    let step = async |action, state| {
        let loan = lent(borrower, &wish).await.id;
        if state != LoanState::Requested {
            lender.act(&loan_action(loan, LoanAction::Accept)).await.expect(200);
        }
        if state == LoanState::Out {
            lender.post(&loan_action(loan, LoanAction::HandOut), &told).await.expect(200);
        }
        loan_action(loan, action)
    };
    match operation {
        "list_loans" => Request::get(paths::LOANS, Side::Taker),
        "create_loan" => Request::post(paths::LOANS, &wish, Side::Taker),
        "find_loan" => Request::get(paths::loan(lent(borrower, &wish).await.id), Side::Taker),
        "accept_loan" => Request::act(step(LoanAction::Accept, LoanState::Requested).await, Side::Giver),
        "decline_loan" => Request::post(step(LoanAction::Decline, LoanState::Requested).await, &why, Side::Giver),
        "hand_out_loan" => Request::post(step(LoanAction::HandOut, LoanState::Accepted).await, &told, Side::Giver),
        "take_back_loan" => Request::post(step(LoanAction::TakeBack, LoanState::Out).await, &told, Side::Giver),
        "list_loan_renewals" => Request::get(paths::renewals(lent(borrower, &wish).await.id), Side::Taker),
        "create_loan_renewal" => {
            let loan = lent(borrower, &wish).await.id;
            lender.act(&loan_action(loan, LoanAction::Accept)).await.expect(200);
            Request::post(paths::renewals(loan), &longer, Side::Taker)
        }
        "accept_loan_renewal" | "decline_loan_renewal" => {
            let loan = lent(borrower, &wish).await.id;
            lender.act(&loan_action(loan, LoanAction::Accept)).await.expect(200);
            borrower.post(&paths::renewals(loan), &longer).await.expect(201);
            if operation == "accept_loan_renewal" {
                Request::act(paths::answer_renewal(loan, 1, "accept"), Side::Giver)
            } else {
                Request::post(paths::answer_renewal(loan, 1, "decline"), &why, Side::Giver)
            }
        }
        "cancel_loan" => Request::post(step(LoanAction::Cancel, LoanState::Requested).await, &why, Side::Taker),
        other => unknown(other),
    }
}
