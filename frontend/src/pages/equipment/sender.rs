//! Photos of what is lent, on their way to the server one after the other, while the page stays open.

use crate::client;
use crate::components::{Icon, skeleton};
use crate::hooks::use_online;
use crate::i18n::t;
use crate::pages::offers::photos::{picker, reduced};
use shared::photos::MAX_BYTES;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Photos that are being sent.
#[derive(Clone, PartialEq)]
pub struct Sender {
    chosen: Callback<Vec<File>>,
    online: bool,
    waiting: usize,
    failure: Option<AttrValue>,
}

/// Sends what is chosen to `path`; `done` hears of each that has arrived.
#[hook]
pub fn use_sender(path: String, done: Callback<()>) -> Sender {
    let online = use_online();
    let (waiting, failure) = (use_state(|| 0_usize), use_state(|| None::<AttrValue>));
    let chosen = {
        let (waiting, failure) = (waiting.clone(), failure.clone());
        Callback::from(move |files: Vec<File>| {
            let (path, done, waiting, failure) = (path.clone(), done.clone(), waiting.clone(), failure.clone());
            failure.set(None);
            waiting.set(files.len());
            spawn_local(async move {
                let count = files.len();
                for (at, file) in files.iter().enumerate() {
                    match send_one(&path, file).await {
                        Ok(()) => done.emit(()),
                        Err(reason) => failure.set(Some(t!("photos.not_added", reason = reason))),
                    }
                    waiting.set(count - at - 1);
                }
            });
        })
    };
    Sender { chosen, online, waiting: *waiting, failure: (*failure).clone() }
}

async fn send_one(path: &str, file: &File) -> Result<(), AttrValue> {
    let small = reduced(file).await;
    // Sizes are whole numbers far below those that a float loses.
    if small.size() > f64::from(u32::try_from(MAX_BYTES).unwrap_or(u32::MAX)) {
        return Err(t!("photos.too_large"));
    }
    client::photos::add_at(path, &small).await.map(|_| ()).map_err(|failure| failure.sentence())
}

impl Sender {
    /// Ways to choose up to `room` photos, what is on its way, and why one was not taken.
    pub fn view(&self, room: usize) -> Html {
        let chosen = self.chosen.reform(move |files: Vec<File>| files.into_iter().take(room).collect());
        html! {
            <div class="stack-tight">
                if self.waiting > 0 {
                    <div role="status"><p class="muted">{ t!("lent_photos.sending", n = self.waiting) }</p>{ skeleton(1) }</div>
                } else if room > 0 && self.online {
                    { picker(true, room, &chosen) }
                } else if room > 0 {
                    <p class="with-icon hint">{ Icon::Offline }<span>{ t!("lent_photos.need_network") }</span></p>
                }
                if let Some(failure) = &self.failure {
                    <p class="error" role="alert">{ Icon::Warning }{ failure }</p>
                }
            </div>
        }
    }
}
