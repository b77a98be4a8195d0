//! Data that stays fresh while its page stays open.

use crate::browser;
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

/// How often a page that somebody looks at asks again, in milliseconds.
const EVERY: i32 = 60_000;

/// Calls `reload` every minute while the page can be seen, and at once when it comes to the front again: who leaves the
/// page open all morning sees the request that came in.
///
/// For pages that show; a form would lose what is being typed.
#[hook]
pub fn use_fresh(reload: &Callback<()>) {
    use_effect_with(reload.clone(), |reload| {
        let reload = reload.clone();
        let listener = Closure::<dyn Fn()>::new(move || {
            if browser::is_visible() {
                reload.emit(());
            }
        });
        let timer = browser::window().and_then(|window| {
            let work = listener.as_ref().unchecked_ref();
            window.set_interval_with_callback_and_timeout_and_arguments_0(work, EVERY).ok()
        });
        if let Some(document) = browser::document() {
            // Cannot fail for this event.
            let _ = document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
        }
        move || {
            if let (Some(window), Some(timer)) = (browser::window(), timer) {
                window.clear_interval_with_handle(timer);
            }
            if let Some(document) = browser::document() {
                // Fails only when it was never added.
                let _ = document.remove_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
            }
        }
    });
}
