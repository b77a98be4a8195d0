//! Answers that the service worker had kept, because the server was not reached.

use crate::browser;
use std::cell::Cell;

/// The header of such an answer; its value is when the server gave it, in ms since 1970.
pub const HEADER: &str = "maillage-kept-at";

thread_local! {
    static LAST: Cell<bool> = const { Cell::new(false) };
}

/// Notes whether the answer that is about to be handed on was a kept one.
pub fn note(kept_at: Option<String>) {
    LAST.set(kept_at.is_some());
}

/// Whether the answer that was just awaited was a kept one. To be asked at once after the `await`, when nothing else can
/// have run in between.
#[must_use]
pub fn was_last() -> bool {
    LAST.get()
}

/// Forgets everything kept: it was for the person who has just left.
pub fn forget() {
    browser::tell_service_worker("forget");
}
