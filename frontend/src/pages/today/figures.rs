//! What our organisation has moved.

use crate::i18n::{number, t};
use shared::today::Figures;
use shared::units::Grams;
use yew::prelude::*;

/// Given, received and on the board.
pub fn figures_view(figures: Figures) -> Html {
    let Figures { given_grams, received_grams, given_28_days_grams, received_28_days_grams, open_offers } = figures;
    html! {
        <section class="stack" aria-label={t!("today.figures")}>
            <h2 class="section-title">{ t!("today.figures") }</h2>
            <dl class="figures">
                { figure(t!("today.given"), given_28_days_grams, given_grams) }
                { figure(t!("today.received"), received_28_days_grams, received_grams) }
                <div class="figure">
                    <dt>{ t!("today.on_board") }</dt>
                    <dd class="figure-value">{ number::integer(open_offers) }</dd>
                    <dd class="muted">{ t!("today.open_offers", n = open_offers) }</dd>
                </div>
            </dl>
        </section>
    }
}

fn figure(term: AttrValue, lately: Grams, ever: Grams) -> Html {
    html! {
        <div class="figure">
            <dt>{ term }</dt>
            <dd class="figure-value">{ number::weight(lately) }</dd>
            <dd class="muted">{ t!("today.ever", weight = number::weight(ever)) }</dd>
        </div>
    }
}
