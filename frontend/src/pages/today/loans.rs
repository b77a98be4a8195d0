//! Loans of equipment with something to do. Their words are those that every page has, so that this one needs no chunk.

use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::i18n::{t, time, word};
use crate::routes::Route;
use shared::loans::{Loan, LoanAction, LoanParty};
use yew::prelude::*;
use yew_router::prelude::Link;

/// Requests to answer, and what goes out or comes back; nothing where there is none.
pub fn loans(loans: &[Loan]) -> Html {
    if loans.is_empty() {
        return html! {};
    }
    let title = t!("today.loans");
    let row = |loan: &Loan| html! { <li key={loan.id.to_string()}>{ card(loan) }</li> };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <div class="spread">
                <h2 class="section-title">{ Icon::Wrench }{ title }<span class="section-count">{ loans.len() }</span></h2>
                <Link<Route> to={Route::Loans}>{ t!("today.all_loans") }</Link<Route>>
            </div>
            <ul class="grid near">{ for loans.iter().map(row) }</ul>
        </section>
    }
}

fn card(loan: &Loan) -> Html {
    let partner = if loan.party == LoanParty::Lender { &loan.borrower.name } else { &loan.lender.name };
    let (mood, icon) = if loan.late { (Mood::Bad, Icon::Warning) } else { (Mood::Info, Icon::Clock) };
    html! {
        <LinkCard to={Route::Loan { id: loan.id }} class={classes!("claim-card", loan.late.then_some("offer-card-urgent"))}>
            <span class="card-title">{ &loan.equipment.name }</span>
            <span class="offer-line">{ Icon::Building }{ partner }</span>
            <span class="offer-line">{ Icon::Clock }{ time::span(loan.starts_at, loan.ends_at) }</span>
            <span class="cluster offer-badges">
                <Badge {mood} {icon}>{ if loan.late { t!("today.loan_late") } else { word(loan.state) } }</Badge>
                if loan.actions.contains(&LoanAction::Accept) {
                    <Badge mood={Mood::Warm} icon={Icon::Bell}>{ t!("claim.our_turn") }</Badge>
                }
            </span>
        </LinkCard>
    }
}
