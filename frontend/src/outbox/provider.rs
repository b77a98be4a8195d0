//! What waits, for pages; and the sending of it as soon as the network is back.

use super::{Deed, Entry, store};
use crate::browser;
use crate::client::{Failure, token};
use crate::components::{use_toast, use_warning};
use crate::hooks::{forget, use_session};
use crate::i18n::t;
use shared::ids::{ClaimId, SiteId, TourLoadId, UserId};
use shared::iso_week::IsoWeek;
use shared::tours::TourLoadAction;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often sending is tried while something waits, ms: the browser's word that there is a network is often wrong.
const EVERY: i32 = 20_000;

/// What the logged-in person wrote and the server has not got.
#[derive(Clone, Debug, PartialEq)]
pub struct Outbox {
    /// Oldest first.
    pub entries: Rc<Vec<Entry>>,
    /// Tries to send now.
    pub send: Callback<()>,
}

impl Outbox {
    /// How many wait, and how many were refused.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let refused = self.entries.iter().filter(|entry| entry.refusal.is_some()).count();
        (self.entries.len() - refused, refused)
    }

    /// The step on this claim that waits, if one does.
    #[must_use]
    pub fn step_on(&self, id: ClaimId) -> Option<&Entry> {
        let is_here = |entry: &&Entry| matches!(&entry.deed, Deed::Step { claim, .. } if *claim == id);
        self.entries.iter().find(is_here)
    }

    /// The steps on what a tour carries that wait, in their order.
    #[must_use]
    pub fn steps_of(&self, id: TourLoadId) -> Vec<TourLoadAction> {
        let step = |entry: &Entry| match &entry.deed {
            Deed::TourStep { load, step, .. } if *load == id && entry.refusal.is_none() => Some(*step),
            _ => None,
        };
        self.entries.iter().filter_map(step).collect()
    }

    /// The declarations of a site's weeks that wait, or that the server has refused.
    pub fn declarations(&self, id: SiteId) -> impl Iterator<Item = (IsoWeek, &Entry)> {
        self.entries.iter().filter_map(move |entry| match &entry.deed {
            Deed::Declare { site, week, .. } if *site == id => Some((*week, entry)),
            _ => None,
        })
    }

    /// Gives a write up.
    pub fn discard(&self, entry: &Entry) {
        store::remove(entry.key());
    }
}

/// What waits; inside [`OutboxProvider`].
#[hook]
pub fn use_outbox() -> Outbox {
    use_context::<Outbox>().unwrap_or_else(|| Outbox { entries: Rc::default(), send: Callback::noop() })
}

/// Props of [`OutboxProvider`].
#[derive(Properties, PartialEq)]
pub struct OutboxProviderProps {
    /// Everything that may write.
    pub children: Html,
}

/// Keeps an eye on what waits, and sends it when the network is back.
#[component]
pub fn OutboxProvider(props: &OutboxProviderProps) -> Html {
    let session = use_session();
    let voice = Voice { tell: use_toast(), warn: use_warning() };
    let author = session.author();
    let kept = use_state(|| Rc::new(store::all()));
    {
        let kept = kept.clone();
        use_effect_with((), move |()| {
            let look = Callback::from(move |()| kept.set(Rc::new(store::all())));
            store::on_change(look.clone());
            let heard = browser::listen("storage", move || look.emit(()));
            move || drop(heard)
        });
    }
    let send = use_callback(author, move |(), author: &Option<UserId>| {
        if let Some(author) = *author {
            spawn_local(send_all(author, voice.clone()));
        }
    });
    let entries: Rc<Vec<Entry>> = Rc::new(kept.iter().filter(|entry| Some(entry.author) == author).cloned().collect());
    let waits = entries.iter().any(|entry| entry.refusal.is_none());
    use_effect_with((send.clone(), waits), |(send, waits)| {
        let heard = waits.then(|| {
            send.emit(());
            let (on_event, on_time) = (send.clone(), send.clone());
            (browser::listen("online", move || on_event.emit(())), browser::every(EVERY, move || on_time.emit(())))
        });
        move || drop(heard)
    });
    let outbox = Outbox { entries, send };
    html! { <ContextProvider<Outbox> context={outbox}>{ props.children.clone() }</ContextProvider<Outbox>> }
}

thread_local! {
    /// Whether this tab is sending. Another tab may send the same: the key gives it one effect.
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

/// How the sending tells of itself.
#[derive(Clone)]
struct Voice {
    tell: Callback<AttrValue>,
    warn: Callback<AttrValue>,
}

/// Sends what waits, in the order in which it was written, until the network fails.
async fn send_all(author: UserId, voice: Voice) {
    if SENDING.replace(true) {
        return;
    }
    let mine = |entry: &Entry| entry.author == author && entry.refusal.is_none();
    // Opened without network, the application has no access token yet.
    let known = token::access().is_some() || token::refresh().await.unwrap_or(false);
    if !known {
        SENDING.set(false);
        return;
    }
    while let Some(entry) = store::all().into_iter().find(mine) {
        if !send_one(entry, &voice).await {
            break;
        }
    }
    SENDING.set(false);
}

/// Sends one. `false`: later ones would fare no better now.
async fn send_one(entry: Entry, voice: &Voice) -> bool {
    match entry.call.clone().done().await {
        Ok(()) => {
            store::remove(entry.key());
            voice.tell.emit(t!("outbox.sent", what = entry.title()));
        }
        // Too many at once, or the server is ill: it asks for patience, not for another write. A session that has ended
        // lets what waits wait until its author is back.
        Err(Failure::Problem(problem)) if problem.status < 500 && ![401, 429].contains(&problem.status) => {
            voice.warn.emit(t!("outbox.refused", what = entry.title()));
            store::refuse(Entry { refusal: Some((*problem).clone()), ..entry });
        }
        Err(_) => return false,
    }
    for family in ["offer", "claim", "tours", "stock", "activity", "today"] {
        forget(family);
    }
    true
}
