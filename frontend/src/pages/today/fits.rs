//! What fits our own needs and offers, and why.

use crate::components::Icon;
use crate::i18n::t;
use crate::pages::matches::{reasons, ways};
use crate::routes::Route;
use shared::matches::MatchSide;
use shared::today::DayMatch;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The matches, each with the way to use it; nothing where there are none.
pub fn fits(matches: &[DayMatch]) -> Html {
    if matches.is_empty() {
        return html! {};
    }
    let row = |found: &DayMatch| {
        let key = format!("{} {}", found.offer.id, found.need.id);
        html! { <li {key}>{ card(found) }</li> }
    };
    html! {
        <section class="stack" aria-label={t!("today.matches")}>
            <h2 class="section-title">{ Icon::Check }{ t!("today.matches") }</h2>
            <ul class="grid near">{ for matches.iter().map(row) }</ul>
        </section>
    }
}

fn card(found: &DayMatch) -> Html {
    let DayMatch { offer, need, fit, .. } = found;
    let shown = match found.side {
        MatchSide::Needing => Shown {
            to: Route::Offer { id: offer.id },
            title: &offer.title,
            whose: &offer.organisation.name,
            own: t!("today.for_need", name = need.title.as_str()),
            reasons: reasons(fit, None),
            act: ways::claim(offer, need.id, need.site.id, fit.grams),
        },
        MatchSide::Offering => Shown {
            to: Route::Need { id: need.id },
            title: &need.title,
            whose: &need.organisation.name,
            own: t!("today.for_offer", name = offer.title.as_str()),
            reasons: reasons(fit, Some(&need.organisation.name)),
            act: ways::propose(offer, need.id, fit.grams),
        },
    };
    shown.draw()
}

/// The side of the others as it is drawn.
pub struct Shown<'m> {
    /// Its page.
    pub to: Route,
    /// What it is.
    pub title: &'m str,
    /// Whose it is.
    pub whose: &'m str,
    /// What of ours it fits.
    pub own: AttrValue,
    /// Why.
    pub reasons: Html,
    /// What to do about it.
    pub act: Html,
}

impl Shown<'_> {
    /// As a card.
    pub fn draw(self) -> Html {
        html! {
            <article class="card match" aria-label={self.title.to_owned()}>
                <h3 class="card-title"><Link<Route> to={self.to}>{ self.title.to_owned() }</Link<Route>></h3>
                <p class="muted">{ self.whose.to_owned() }</p>
                <p>{ self.own }</p>
                { self.reasons }
                { self.act }
            </article>
        }
    }
}
