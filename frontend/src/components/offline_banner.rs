//! Tells that the network is gone.

use super::Icon;
use crate::hooks::use_online;
use crate::i18n::t;
use yew::prelude::*;

/// A line at the top while the device has no network.
#[component]
pub fn OfflineBanner() -> Html {
    let online = use_online();
    html! {
        <div class="offline-banner-place" role="status">
            if !online {
                <p class="offline-banner">{ Icon::Offline }{ t!("offline.banner") }</p>
            }
        </div>
    }
}
