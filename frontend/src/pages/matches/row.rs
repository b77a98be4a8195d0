//! How a match and a list of matches are drawn: of food, of equipment and of skills alike.

use super::dismissing::Dismissing;
use crate::components::meter;
use crate::i18n::{number, t};
use shared::matches::WHOLE;
use yew::prelude::*;

/// One match.
pub struct Row<'r> {
    /// Its name, leading to it.
    pub title: Html,
    /// Its name.
    pub name: AttrValue,
    /// Whose it is.
    pub whose: &'r str,
    /// How well it fits.
    pub score: i64,
    /// Why.
    pub reasons: Html,
    /// What to do about it.
    pub below: Html,
}

impl Row<'_> {
    /// The match as a card.
    pub fn draw(self) -> Html {
        let percent = t!("matches.score", percent = number::integer(self.score / 100));
        html! {
            <article class="card match" aria-label={self.name}>
                <div class="claim-head">
                    <h3 class="card-title">{ self.title }</h3>
                    <span class="muted">{ percent.clone() }</span>
                </div>
                { meter(self.score, WHOLE, &percent) }
                <p class="muted">{ self.whose.to_owned() }</p>
                { self.reasons }
                { self.below }
            </article>
        }
    }
}

/// A list of matches below its title, with what was dismissed from it last.
pub fn section(title: &AttrValue, dismissing: &Dismissing, list: Html) -> Html {
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2>{ title.clone() }</h2>
            { dismissing.said() }
            { list }
        </section>
    }
}
