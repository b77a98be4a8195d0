//! Whether the network is there.

use crate::browser;
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

/// Whether the device believes it has a network; follows the browser's events.
#[hook]
pub fn use_online() -> bool {
    let online = use_state(browser::is_online);
    {
        let online = online.clone();
        use_effect_with((), move |()| {
            let listener = Closure::<dyn Fn()>::new(move || online.set(browser::is_online()));
            for event in ["online", "offline"] {
                if let Some(window) = browser::window() {
                    // Cannot fail for these events.
                    let _ = window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                }
            }
            move || {
                for event in ["online", "offline"] {
                    if let Some(window) = browser::window() {
                        // Fails only when it was never added.
                        let _ = window.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                    }
                }
            }
        });
    }
    *online
}
