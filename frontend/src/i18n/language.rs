//! Which language the reader has, and where that is kept.

#[cfg(target_family = "wasm")]
use super::message::fetch;
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
///
/// A language whose words do not come over a bad network must not keep the application from starting: it starts in French.
#[cfg(target_family = "wasm")]
pub async fn start() {
    let kept = browser::stored(STORAGE_KEY).and_then(|text| text.parse().ok());
    let wish = kept.or_else(preferred).unwrap_or(Locale::French);
    set(if fetch(wish).await.is_ok() { wish } else { Locale::French });
}

/// Changes to a language that is here (see `fetch`) and remembers it on this device.
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

#[cfg(target_family = "wasm")]
fn preferred() -> Option<Locale> {
    let wishes = browser::window()?.navigator().languages();
    wishes.iter().filter_map(|wish| wish.as_string()).find_map(|wish| wish.get(..2)?.parse().ok())
}
