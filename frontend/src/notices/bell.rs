//! The bell: how many notifications are unread. It is in the first load, so it only counts; who watches comes later.

use super::live;
use crate::browser;
use crate::components::{Icon, use_toast};
use crate::i18n::{self, t};
use crate::lazy::SplitLoaderError;
use crate::routes::Route;
use shared::ids::UserId;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::wasm_split;
use yew::prelude::*;
use yew_router::prelude::Link;

/// How long the page may work undisturbed before the stream is opened, in milliseconds.
const PEACE: i32 = 1_000;

/// Whoever wants to hear of notifications.
pub struct Listener {
    /// Whose.
    pub person: UserId,
    /// Whether somebody still listens.
    pub alive: Rc<Cell<bool>>,
    /// Is told how many are unread.
    pub count: Callback<u32>,
    /// Says something in passing.
    pub say: Callback<AttrValue>,
}

#[wasm_split(noticing, fallible)]
fn noticing() -> Result<fn(Listener), SplitLoaderError> {
    Ok(live::begin)
}

/// For [`use_bell`].
#[derive(PartialEq)]
pub struct BellProps {
    /// The logged-in person.
    pub person: UserId,
    /// Whether there is anything to hear: who belongs to no admitted organisation is told nothing.
    pub watches: bool,
}

/// The way to the notifications, with how many are unread.
#[hook]
pub fn use_bell(props: Rc<BellProps>) -> Html {
    let count = use_state(|| 0_u32);
    let say = use_toast();
    {
        let count = count.clone();
        use_effect_with((props.person, props.watches), move |(person, watches)| {
            let (person, alive) = (*person, Rc::new(Cell::new(*watches)));
            let listener =
                Listener { person, alive: Rc::clone(&alive), count: Callback::from(move |unread| count.set(unread)), say };
            browser::after(PEACE, move || {
                spawn_local(async move {
                    // Where one of the two does not come, the page of notifications says so.
                    if i18n::fetch_rest(i18n::current()).await.is_ok()
                        && let Ok(begin) = noticing().await
                    {
                        begin(listener);
                    }
                });
            });
            move || alive.set(false)
        });
    }
    html! {
        <Link<Route> to={Route::Notifications} classes="bar-link bell">
            { Icon::Bell }
            <span class="visually-hidden">{ t!("nav.notices") }</span>
            if *count > 0 {
                <span class="count">{ *count }<span class="visually-hidden">{ t!("nav.unread_notices") }</span></span>
            }
        </Link<Route>>
    }
}
