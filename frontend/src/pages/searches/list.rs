//! The person's saved searches, with what is new to each.

use super::card::{SearchCardProps, use_search_card};
use super::use_searches;
use crate::components::{ButtonLink, Empty, Icon, PageHeader, ResourceView, Tone, keyed_part};
use crate::hooks::use_fresh;
use crate::i18n::t;
use crate::routes::Route;
use shared::saved_searches::SavedSearchList;
use std::rc::Rc;
use yew::prelude::*;

/// The searches.
#[hook]
pub fn use_searches_page() -> Html {
    let searches = use_searches();
    use_fresh(&searches.reload);
    let reload = searches.reload.clone();
    let ready = Callback::from(move |list: Rc<SavedSearchList>| {
        let card = |search: &shared::saved_searches::SavedSearch| {
            let props = SearchCardProps { search: search.clone(), reload: reload.clone() };
            html! { <li key={search.id.to_string()}>{ keyed_part(&search.id.to_string(), use_search_card, props) }</li> }
        };
        html! { <ul class="list">{ for list.items.iter().map(card) }</ul> }
    });
    let empty = html! {
        <Empty icon={Icon::Search} title={t!("searches.none")} hint={t!("searches.none_hint")}>
            <ButtonLink to={Route::Offers} tone={Tone::Primary} icon={Icon::Search}>{ t!("action.see_offers") }</ButtonLink>
        </Empty>
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("kept.title")} lead={t!("searches.lead")} back={Route::Offers} back_label={t!("board.title")} />
            <ResourceView shown={searches.shown(&ready)} {empty} />
        </div>
    }
}
