//! Sites of ours whose last week is not declared yet.

use crate::components::{Icon, LinkCard};
use crate::i18n::{t, time};
use crate::pages::activity::place::Place;
use shared::activity::MissingActivity;
use yew::prelude::*;

/// The sites, each with the way to its week; nothing where there is none.
pub fn activity(missing: &[MissingActivity]) -> Html {
    if missing.is_empty() {
        return html! {};
    }
    let title = t!("today.activity");
    let row = |one: &MissingActivity| html! { <li key={one.site.id.to_string()}>{ card(one) }</li> };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2 class="section-title">{ Icon::Users }{ title }<span class="section-count">{ missing.len() }</span></h2>
            <ul class="grid near">{ for missing.iter().map(row) }</ul>
        </section>
    }
}

fn card(one: &MissingActivity) -> Html {
    let week = i64::from(one.week.number());
    html! {
        <LinkCard to={Place::Week(one.site.id, one.week).route()} class="claim-card">
            <span class="card-title">{ t!("today.activity_week", n = week) }</span>
            <span class="offer-line">{ Icon::Pin }{ &one.site.name }</span>
            <span class="offer-line">{ Icon::Calendar }{ t!("today.activity_from", day = time::long_day(one.week.monday())) }</span>
        </LinkCard>
    }
}
