//! The few things of the browser that Yew does not cover. Each does nothing where the browser refuses.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, Storage, Window};

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
    let Some(link) = document().and_then(|document| document.create_element("a").ok()) else { return };
    let address = format!("data:{kind},{}", js_sys::encode_uri_component(text));
    // Cannot fail: both are names of attributes.
    let _ = link.set_attribute("href", &address).and_then(|()| link.set_attribute("download", name));
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
