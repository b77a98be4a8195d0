//! Photos on their way: sent one after the other, whatever page is open, so that nobody waits in front of a form.
//!
//! They live as long as the application is open. A file from a telephone is too large for what the device keeps for us.

use super::reduce;
use crate::client::{self, Failure};
use crate::hooks::forget;
use crate::i18n::t;
use shared::ids::OfferId;
use shared::photos::MAX_BYTES;
use std::cell::{Cell, RefCell};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::{AttrValue, Callback};

/// How far a photo has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Others come first.
    Waiting,
    /// So many percent have left.
    Sending(u8),
    /// Why it was not taken.
    Failed(AttrValue),
}

/// A photo on its way to an offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// What tells it from the others.
    pub key: u32,
    /// Of which offer.
    pub offer: OfferId,
    /// The file.
    pub file: File,
    /// How far it has come.
    pub progress: Progress,
}

thread_local! {
    static QUEUE: RefCell<Vec<Upload>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static SENDING: Cell<bool> = const { Cell::new(false) };
    static ON_CHANGE: RefCell<Callback<()>> = RefCell::new(Callback::noop());
}

/// The photos on their way to an offer.
#[must_use]
pub fn of(offer: OfferId) -> Vec<Upload> {
    QUEUE.with_borrow(|queue| queue.iter().filter(|upload| upload.offer == offer).cloned().collect())
}

/// Who wants to know of changes: the page that is open.
pub fn on_change(listener: Callback<()>) {
    ON_CHANGE.set(listener);
}

/// Sends files to an offer; `failed` is told of each that is not taken.
pub fn add(offer: OfferId, files: Vec<File>, failed: Callback<AttrValue>) {
    let upload = |file: File| {
        let key = NEXT.replace(NEXT.get().wrapping_add(1));
        Upload { key, offer, file, progress: Progress::Waiting }
    };
    change(|queue| queue.extend(files.into_iter().map(upload)));
    send(failed);
}

/// Tries one again.
pub fn retry(key: u32, failed: Callback<AttrValue>) {
    set(key, Progress::Waiting);
    send(failed);
}

/// Gives one up.
pub fn drop_one(key: u32) {
    change(|queue| queue.retain(|upload| upload.key != key));
}

fn set(key: u32, progress: Progress) {
    change(|queue| {
        if let Some(upload) = queue.iter_mut().find(|upload| upload.key == key) {
            upload.progress = progress;
        }
    });
}

fn change(edit: impl FnOnce(&mut Vec<Upload>)) {
    QUEUE.with_borrow_mut(edit);
    ON_CHANGE.with_borrow(Clone::clone).emit(());
}

fn send(failed: Callback<AttrValue>) {
    if !SENDING.replace(true) {
        spawn_local(send_all(failed));
    }
}

async fn send_all(failed: Callback<AttrValue>) {
    let waiting = || QUEUE.with_borrow(|queue| queue.iter().find(|one| one.progress == Progress::Waiting).cloned());
    while let Some(upload) = waiting() {
        match send_one(&upload).await {
            Ok(()) => {
                // Lists show the first photo.
                forget("offers");
                drop_one(upload.key);
            }
            Err(reason) => {
                set(upload.key, Progress::Failed(reason.clone()));
                failed.emit(t!("photos.not_added", reason = reason));
            }
        }
    }
    SENDING.set(false);
}

async fn send_one(Upload { key, offer, file, .. }: &Upload) -> Result<(), AttrValue> {
    set(*key, Progress::Sending(0));
    let small = reduce::reduced(file).await;
    // Sizes are whole numbers far below those that a float loses.
    if small.size() > f64::from(u32::try_from(MAX_BYTES).unwrap_or(u32::MAX)) {
        return Err(t!("photos.too_large"));
    }
    let key = *key;
    let sent = client::photos::add(*offer, &small, move |percent| set(key, Progress::Sending(percent))).await;
    sent.map(|_| ()).map_err(|failure| match failure {
        Failure::Offline => t!("photos.offline"),
        other => other.sentence(),
    })
}
