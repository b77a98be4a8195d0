//! Our own needs that still lack something, and what others near us need at once.

use crate::components::Icon;
use crate::i18n::t;
use crate::pages::needs::card::need_card;
use crate::routes::Route;
use shared::needs::Need;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Our own needs that still lack something; nothing where there are none.
pub fn own_needs(needs: &[Need]) -> Html {
    section(t!("today.own_needs"), Icon::Heart, needs)
}

/// What others near us need at once; nothing where there is none.
pub fn urgent_needs(needs: &[Need]) -> Html {
    section(t!("today.urgent_needs"), Icon::Warning, needs)
}

fn section(title: AttrValue, icon: Icon, needs: &[Need]) -> Html {
    if needs.is_empty() {
        return html! {};
    }
    let card = |need: &Need| html! { <li key={need.id.to_string()}>{ need_card(need) }</li> };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <div class="spread">
                <h2 class="section-title">{ icon }{ title }</h2>
                <Link<Route> to={Route::Needs}>{ t!("today.all_needs") }</Link<Route>>
            </div>
            <ul class="grid near">{ for needs.iter().map(card) }</ul>
        </section>
    }
}
