//! Which language the reader has, and where that is kept.

use crate::browser;
use shared::accounts::Locale;
use std::cell::Cell;

const STORAGE_KEY: &str = "maillage.language";

thread_local! {
    static CURRENT: Cell<Locale> = const { Cell::new(Locale::French) };
}

/// The language of everything that is drawn now.
#[must_use]
pub fn current() -> Locale {
    CURRENT.get()
}

/// Takes the language chosen last time, else the first of the browser's that we speak, else French.
pub fn start() {
    let kept = browser::stored(STORAGE_KEY).and_then(|text| text.parse().ok());
    set(kept.or_else(preferred).unwrap_or(Locale::French));
}

/// Changes the language and remembers it on this device.
pub fn choose(language: Locale) {
    browser::store(STORAGE_KEY, language.as_str());
    set(language);
}

fn set(language: Locale) {
    CURRENT.set(language);
    if let Some(root) = browser::document().and_then(|document| document.document_element()) {
        // Fails only for an ill-formed name.
        let _ = root.set_attribute("lang", language.as_str());
    }
}

fn preferred() -> Option<Locale> {
    let wishes = web_sys::window()?.navigator().languages();
    wishes.iter().filter_map(|wish| wish.as_string()).find_map(|wish| wish.get(..2)?.parse().ok())
}
