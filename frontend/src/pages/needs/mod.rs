//! Needs: board, publishing, one need with what answers it, editing.

mod board;
pub mod card;
mod detail;
mod edit;
mod publish;
pub mod words;

pub use board::use_needs_page;
pub use detail::{NeedPageProps, use_need_page};
pub use edit::{EditPageProps, use_edit_page};
pub use publish::{take_up_draft, use_publish_page};

use crate::components::{Tab, tabs};
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;

/// The sides of the board: what there is, what is lacking, what can be borrowed.
pub fn board_tabs(current: &Route) -> Html {
    let sides = [
        Tab { to: Route::Offers, label: t!("nav.offers") },
        Tab { to: Route::Needs, label: t!("needs.title") },
        Tab { to: Route::Equipment, label: t!("nav.equipment") },
    ];
    tabs(t!("needs.sides"), &sides, current)
}

/// The two things that can be published.
pub fn publish_tabs(current: &Route) -> Html {
    let kinds = [
        Tab { to: Route::PublishOffer, label: t!("needs.tab_surplus") },
        Tab { to: Route::PublishNeed, label: t!("needs.tab_need") },
    ];
    html! { <div class="publish-tabs">{ tabs(t!("needs.what_to_publish"), &kinds, current) }</div> }
}
