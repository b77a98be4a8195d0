//! What a loan says in words: where it stands, what comes next and by whom.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{t, time, word};
use shared::loans::{Loan, LoanAction, LoanParty, LoanState};
use shared::organisations::OrganisationSummary;
use yew::prelude::*;

/// Colour and picture of a state.
#[must_use]
pub const fn look(state: LoanState) -> (Mood, Icon) {
    match state {
        LoanState::Requested => (Mood::Warm, Icon::Clock),
        LoanState::Accepted => (Mood::Info, Icon::Check),
        LoanState::Out => (Mood::Info, Icon::Handover),
        LoanState::Returned => (Mood::Good, Icon::Home),
        LoanState::Declined | LoanState::Cancelled => (Mood::Bad, Icon::Close),
        LoanState::Expired => (Mood::Neutral, Icon::Clock),
    }
}

/// A state as a badge, and that the item should be back.
pub fn badges(loan: &Loan) -> Html {
    let (mood, icon) = look(loan.state);
    html! {
        <>
            <Badge {mood} {icon}>{ word(loan.state) }</Badge>
            if loan.late {
                <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("today.loan_late") }</Badge>
            }
            if is_our_turn(loan) {
                <Badge mood={Mood::Warm} icon={Icon::Bell}>{ t!("claim.our_turn") }</Badge>
            }
        </>
    }
}

/// The organisation on the other side; the lender for those who only look on.
#[must_use]
pub const fn other_side(loan: &Loan) -> &OrganisationSummary {
    match loan.party {
        LoanParty::Lender => &loan.borrower,
        LoanParty::Borrower | LoanParty::Observer => &loan.lender,
    }
}

/// "Prêté à Restos du Cœur", "Emprunté à Épicerie sociale"
#[must_use]
pub fn partner(loan: &Loan) -> AttrValue {
    let name = other_side(loan).name.as_str();
    match loan.party {
        LoanParty::Lender => t!("loan.to", borrower = name),
        LoanParty::Borrower | LoanParty::Observer => t!("loan.from", lender = name),
    }
}

/// Whether somebody waits for an answer of ours.
#[must_use]
pub fn is_our_turn(loan: &Loan) -> bool {
    loan.state == LoanState::Requested && loan.actions.contains(&LoanAction::Accept)
}

/// "demain, 9 h – 18 h"
#[must_use]
pub fn span(loan: &Loan) -> AttrValue {
    time::span(loan.starts_at, loan.ends_at)
}

/// What comes next, and who does it.
#[must_use]
pub fn next_step(loan: &Loan) -> AttrValue {
    let (lender, borrower) = (loan.lender.name.as_str(), loan.borrower.name.as_str());
    let (start, end) = (time::moment(loan.starts_at), time::moment(loan.ends_at));
    match (loan.state, loan.party) {
        (LoanState::Requested, LoanParty::Lender) => t!("loan.next_requested_lender", borrower = borrower),
        (LoanState::Requested, _) => t!("loan.next_requested_borrower", lender = lender),
        (LoanState::Accepted, LoanParty::Lender) => t!("loan.next_accepted_lender", borrower = borrower, when = start),
        (LoanState::Accepted, _) => t!("loan.next_accepted_borrower", lender = lender, when = start),
        (LoanState::Out, LoanParty::Lender) if loan.late => t!("loan.next_late_lender", borrower = borrower, when = end),
        (LoanState::Out, _) if loan.late => t!("loan.next_late_borrower", when = end),
        (LoanState::Out, LoanParty::Lender) => t!("loan.next_out_lender", borrower = borrower, when = end),
        (LoanState::Out, _) => t!("loan.next_out_borrower", when = end),
        (LoanState::Returned, LoanParty::Lender) => t!("loan.next_returned_lender"),
        (LoanState::Returned, _) => t!("loan.next_returned_borrower", lender = lender),
        (LoanState::Declined, _) => t!("loan.next_declined", lender = lender),
        (LoanState::Cancelled, _) => t!("loan.next_cancelled"),
        (LoanState::Expired, _) => t!("loan.next_expired"),
    }
}
