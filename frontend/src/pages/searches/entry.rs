//! Ways to the saved searches, with how much is new.

use super::use_searches;
use crate::components::{Badge, Button, ButtonLink, Icon, Mood, Tone};
use crate::hooks::use_fresh;
use crate::i18n::t;
use crate::pages::offers::board::BoardAddress;
use crate::routes::Route;
use shared::saved_searches::SavedSearchList;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_navigator};

/// Props of [`use_board_entry`].
#[derive(PartialEq)]
pub struct BoardEntryProps {
    /// What the board shows.
    pub address: BoardAddress,
}

/// Below the board's filters: keeps them, and leads to those that were kept.
#[hook]
pub fn use_board_entry(props: Rc<BoardEntryProps>) -> Html {
    let (searches, navigator) = (use_searches(), use_navigator());
    let address = props.address.clone();
    let keep = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Route::KeepSearch, &address);
        }
    });
    let count = searches.data().map_or(0, |list| fresh(&list));
    html! {
        <div class="cluster board-searches">
            if props.address.is_narrowed() {
                <Button tone={Tone::Quiet} icon={Icon::Bell} onclick={keep}>{ t!("kept.keep") }</Button>
            }
            <ButtonLink to={Route::Searches} tone={Tone::Quiet}>
                { t!("kept.title") }
                if count > 0 {
                    { " " }<Badge mood={Mood::Good}>{ t!("kept.new", n = count) }</Badge>
                }
            </ButtonLink>
        </div>
    }
}

/// On the first page: only where there is something new.
#[hook]
pub fn use_today_entry() -> Html {
    let searches = use_searches();
    use_fresh(&searches.reload);
    let count = searches.data().map_or(0, |list| fresh(&list));
    if count == 0 {
        return html! {};
    }
    html! {
        <Link<Route> to={Route::Searches} classes="card card-link today-found">
            { Icon::Bell }<span>{ t!("kept.found", n = count) }</span>{ Icon::ChevronRight }
        </Link<Route>>
    }
}

/// How much is new. An offer that two searches have found counts twice: each says so on its own.
fn fresh(list: &SavedSearchList) -> i64 {
    list.items.iter().map(|search| i64::from(search.new_count)).sum()
}
