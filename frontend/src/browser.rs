//! The few things of the browser that Yew does not cover. Each does nothing where the browser refuses.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Blob, Document, Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Storage, Url, Window,
};

/// How long a file that is being saved is kept for the browser, ms.
const A_MINUTE: i32 = 60_000;

/// The window; none where `first_view` draws a page, outside of any browser.
#[must_use]
pub fn window() -> Option<Window> {
    if cfg!(target_family = "wasm") { web_sys::window() } else { None }
}

/// The page.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

fn storage() -> Option<Storage> {
    // Refused in some private modes.
    window()?.local_storage().ok()?
}

/// What was kept on this device under a name.
#[must_use]
pub fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a preference on this device; nothing secret, nothing that must last.
pub fn store(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or refused storage only costs the comfort of next time.
        let _ = storage.set_item(name, value);
    }
}

/// Forgets what was kept on this device under a name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        // A storage that refuses this has not kept it either.
        let _ = storage.remove_item(name);
    }
}

/// Keeps something that must last. `false`: the device is full or refuses.
#[must_use]
pub fn keep(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Sends a word to the service worker, where one is in charge of this page.
pub fn tell_service_worker(word: &str) {
    let container = window().map(|window| window.navigator().service_worker());
    // Absent from pages that are not served securely.
    if let Some(worker) =
        container.filter(|container| !container.is_undefined()).and_then(|container| container.controller())
    {
        // Fails only for what cannot be copied.
        let _ = worker.post_message(&word.into());
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the keyboard to an element without scrolling to it.
pub fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails only for elements that are gone.
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the keyboard to the first element that matches a CSS selector, scrolling to it.
pub fn focus_first(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for elements that are gone.
        let _ = element.focus();
    }
}

/// Scrolls no more than is needed to see an element.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Shows the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Fetches the whole application anew, at the same address.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only to pages in frames, which ours is never in.
        let _ = window.location().reload();
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        // Refused only to pages in frames.
        let _ = window.print();
    }
}

/// Saves a text as a file on the device.
pub fn save_text(name: &str, kind: &str, text: &str) {
    save(name, &format!("data:{kind},{}", js_sys::encode_uri_component(text)));
}

/// Saves a file from the server on the device.
pub fn save_file(name: &str, file: &Blob) {
    // Fails only for what is no file.
    let Ok(address) = Url::create_object_url_with_blob(file) else { return };
    save(name, &address);
    // The browser must have begun to read it; after that it only takes room.
    after(A_MINUTE, move || {
        // Fails only for what is no address.
        let _ = Url::revoke_object_url(&address);
    });
}

/// As a link does that is pressed.
fn save(name: &str, address: &str) {
    let Some(link) = document().and_then(|document| document.create_element("a").ok()) else { return };
    // Cannot fail: both are names of attributes.
    let _ = link.set_attribute("href", address).and_then(|()| link.set_attribute("download", name));
    if let Some(link) = link.dyn_ref::<HtmlElement>() {
        link.click();
    }
}

/// Whether the device believes it has a network.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Whether anybody can see the page: its tab is in front.
#[must_use]
pub fn is_visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}

/// Does something later.
pub fn after(millis: i32, work: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let work = Closure::once_into_js(work);
        // Cannot fail for a function.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(work.unchecked_ref(), millis);
    }
}

/// Hears an event of the window until it is dropped.
pub struct Listener {
    event: &'static str,
    work: Closure<dyn Fn()>,
}

/// The event of the window that tells that messages were read.
pub const MESSAGES_READ: &str = "messages-read";

/// Lets the window know that something has happened.
pub fn announce(event: &str) {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new(event)) {
        // Fails only for an event that is under way already.
        let _ = window.dispatch_event(&event);
    }
}

/// Does something at each event of the window, as long as what is returned lives.
#[must_use]
pub fn listen(event: &'static str, work: impl Fn() + 'static) -> Listener {
    let work = Closure::new(work);
    if let Some(window) = window() {
        // Cannot fail for a function.
        let _ = window.add_event_listener_with_callback(event, Closure::as_ref(&work).unchecked_ref());
    }
    Listener { event, work }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            // Fails only when it was never added.
            let _ = window.remove_event_listener_with_callback(self.event, Closure::as_ref(&self.work).unchecked_ref());
        }
    }
}

/// Does something again and again until it is dropped.
pub struct Timer {
    id: Option<i32>,
    _work: Closure<dyn Fn()>,
}

/// Does something every so many milliseconds, as long as what is returned lives.
#[must_use]
pub fn every(millis: i32, work: impl Fn() + 'static) -> Timer {
    let work = Closure::new(work);
    let id = window().and_then(|window| {
        let function = Closure::as_ref(&work).unchecked_ref();
        window.set_interval_with_callback_and_timeout_and_arguments_0(function, millis).ok()
    });
    Timer { id, _work: work }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(id)) = (window(), self.id) {
            window.clear_interval_with_handle(id);
        }
    }
}
