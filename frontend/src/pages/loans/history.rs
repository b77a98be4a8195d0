//! What happened to a loan, and what is still to come.

use super::words;
use crate::components::{Moment, steps, timeline};
use crate::i18n::{t, time, word};
use shared::loans::{Loan, LoanEvent, LoanParty, LoanState};
use yew::prelude::*;

/// The usual way of a loan.
const WAY: [LoanState; 4] = [LoanState::Requested, LoanState::Accepted, LoanState::Out, LoanState::Returned];

/// Where the loan is on the usual way; nothing where it has left it.
pub fn way(loan: &Loan) -> Html {
    let Some(at) = WAY.iter().position(|state| *state == loan.state) else { return html! {} };
    // The last step is done as soon as it is reached.
    let current = if loan.state == LoanState::Returned { WAY.len() } else { at };
    steps(&WAY.map(word), current)
}

/// What happened, and what is still to come.
pub fn history(loan: &Loan) -> Html {
    let past = loan.events.iter().map(|event| moment(loan, event));
    timeline(&past.chain(to_come(loan)).collect::<Vec<_>>())
}

fn moment(loan: &Loan, event: &LoanEvent) -> Moment {
    let (mood, icon) = words::look(event.state);
    let side = match event.party {
        Some(LoanParty::Lender) => Some(loan.lender.name.as_str()),
        Some(LoanParty::Borrower) => Some(loan.borrower.name.as_str()),
        Some(LoanParty::Observer) | None => None,
    };
    let when = time::moment(event.at);
    let detail = match (event.by.as_deref(), side) {
        (Some(person), Some(side)) => t!("history.by_of", when = when, person = person, side = side),
        (Some(person), None) => t!("history.by", when = when, person = person),
        (None, _) => t!("history.by_time", when = when),
    };
    Moment { title: word(event.state), detail, note: note(event), mood, icon, pending: false }
}

/// Condition, and what was said.
fn note(event: &LoanEvent) -> Option<AttrValue> {
    let condition = event.condition.map(word);
    let said = event.note.as_ref().map(|note| t!("history.reason", reason = note.as_str()));
    let parts: Vec<_> = [condition, said].into_iter().flatten().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| parts.join(" · ").into())
}

/// The usual way from here on.
fn to_come(loan: &Loan) -> Vec<Moment> {
    let Some(at) = WAY.iter().position(|state| *state == loan.state) else { return Vec::new() };
    let step = |state: &LoanState| {
        let (mood, icon) = words::look(*state);
        let (title, detail) = match state {
            LoanState::Out => (t!("loan.to_hand_out"), time::moment(loan.starts_at)),
            LoanState::Returned => (t!("loan.to_take_back"), time::moment(loan.ends_at)),
            _ => (t!("history.to_accept", giver = loan.lender.name.as_str()), t!("history.to_come")),
        };
        Moment { title, detail, note: None, mood, icon, pending: true }
    };
    WAY.iter().skip(at + 1).map(step).collect()
}
