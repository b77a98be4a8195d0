//! Tells that the network is gone, and what waits for it.

use super::Icon;
use crate::hooks::use_online;
use crate::i18n::t;
use crate::outbox::use_outbox;
use crate::routes::Route;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Lines at the top: while the device has no network; while something waits to be sent or was refused, so that nobody
/// believes it was done.
#[component]
pub fn OfflineBanner() -> Html {
    let online = use_online();
    let (waiting, refused) = use_outbox().counts();
    html! {
        <div class="offline-banner-place" role="status">
            if !online {
                <p class="offline-banner">{ Icon::Offline }{ t!("offline.banner") }</p>
            }
            if refused > 0 {
                { line(Icon::Warning, t!("outbox.refusals", n = refused)) }
            } else if waiting > 0 {
                { line(Icon::Clock, t!("outbox.waiting", n = waiting)) }
            }
        </div>
    }
}

fn line(icon: Icon, sentence: AttrValue) -> Html {
    html! { <p class="offline-banner">{ icon }<Link<Route> to={Route::Outbox}>{ sentence }</Link<Route>></p> }
}
