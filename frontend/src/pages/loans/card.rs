//! A loan as a card that leads to it.

use super::words;
use crate::components::{Icon, LinkCard};
use crate::routes::Route;
use shared::loans::Loan;
use yew::prelude::*;

/// By what a card is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedBy {
    /// The item.
    Item,
    /// The other side, where the item is clear from the page.
    Partner,
}

/// A loan as a card.
pub fn loan_card(loan: &Loan, named_by: NamedBy) -> Html {
    let late = loan.late.then_some("offer-card-urgent");
    html! {
        <LinkCard to={Route::Loan { id: loan.id }} class={classes!("claim-card", late)}>
            if named_by == NamedBy::Item {
                <span class="card-title">{ &loan.equipment.name }</span>
                <span class="offer-line">{ Icon::Building }{ words::partner(loan) }</span>
            } else {
                <span class="card-title">{ words::partner(loan) }</span>
            }
            <span class="offer-line">{ Icon::Clock }{ words::span(loan) }</span>
            <span class="offer-line">{ Icon::Info }{ &loan.purpose }</span>
            <span class="cluster offer-badges">{ words::badges(loan) }</span>
        </LinkCard>
    }
}
