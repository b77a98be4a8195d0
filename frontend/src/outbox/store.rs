//! Where waiting writes are kept: the device's own storage, which all tabs share.

use super::Entry;
use crate::{browser, json};
use std::cell::RefCell;
use yew::Callback;

/// Name in the storage.
pub const NAME: &str = "maillage.outbox";

/// Everything kept, oldest first: what is sent first is what was done first.
pub fn all() -> Vec<Entry> {
    browser::stored(NAME).and_then(|text| json::read(&text).ok()).unwrap_or_default()
}

thread_local! {
    static ON_CHANGE: RefCell<Callback<()>> = RefCell::new(Callback::noop());
}

/// Who wants to know of changes in this tab; for those of others the browser has an event.
pub fn on_change(listener: Callback<()>) {
    ON_CHANGE.set(listener);
}

fn replace(entries: &[Entry]) -> bool {
    let kept = json::write(&entries).is_some_and(|text| browser::keep(NAME, &text));
    if kept {
        ON_CHANGE.with_borrow(Clone::clone).emit(());
    }
    kept
}

/// Keeps a write; the same one is kept once. `false`: the device refuses to keep anything.
pub fn add(entry: Entry) -> bool {
    let mut entries = all();
    entries.retain(|kept| kept.key() != entry.key());
    entries.push(entry);
    replace(&entries)
}

/// Forgets a write: it was sent, or its author gave it up.
pub fn remove(key: &str) {
    let mut entries = all();
    entries.retain(|entry| entry.key() != key);
    // Forgetting makes the text shorter, so it has room.
    replace(&entries);
}

/// Notes what the server said against a write.
pub fn refuse(refused: Entry) {
    let mut entries = all();
    if let Some(entry) = entries.iter_mut().find(|entry| entry.key() == refused.key()) {
        *entry = refused;
    }
    replace(&entries);
}
