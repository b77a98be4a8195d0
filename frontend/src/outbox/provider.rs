//! What waits, for pages; and the sending of it as soon as the network is back.

use super::schedule::{Failures, News};
use super::{Deed, Entry, store};
use crate::browser;
use crate::client::{Failure, token};
use crate::components::{use_toast, use_warning};
use crate::hooks::{forget, use_session};
use crate::i18n::t;
use shared::ids::{AllocationRoundId, ClaimId, CollectionRoundId, SiteId, TourLoadId, UserId};
use shared::iso_week::IsoWeek;
use shared::tours::TourLoadAction;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

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

    /// What was answered for a site to a round and waits, in its order, as JSON.
    pub fn answers_to(&self, id: AllocationRoundId, of: SiteId) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(move |entry| match &entry.deed {
            Deed::AnswerRound { round, site, answers, .. } if (*round, *site) == (id, of) && entry.refusal.is_none() => {
                Some(answers.as_str())
            }
            _ => None,
        })
    }

    /// Whether a site has fetched something of a round, and the server has not got it.
    #[must_use]
    pub fn has_fetched(&self, id: AllocationRoundId, of: SiteId) -> bool {
        self.entries.iter().filter(|entry| entry.refusal.is_none()).any(|entry| match &entry.deed {
            Deed::HandOverRound { round, site, .. } => (*round, *site) == (id, of),
            _ => false,
        })
    }

    /// What was noted of the stops of a collection round and waits, or was refused: the stop's number, and the form as it
    /// was typed.
    pub fn notes_of(&self, id: CollectionRoundId) -> impl Iterator<Item = (i64, &Entry, &str)> {
        self.entries.iter().filter_map(move |entry| match &entry.deed {
            Deed::NoteStop { round, number, draft, .. } if *round == id => Some((*number, entry, draft.as_str())),
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

/// Calls once fewer writes wait than before: what they change is not as it was read.
#[hook]
pub fn use_departures(waiting: usize, stale: &Callback<()>) {
    let (seen, stale) = (use_mut_ref(|| waiting), stale.clone());
    use_effect_with(waiting, move |waiting| {
        if seen.replace(*waiting) > *waiting {
            stale.emit(());
        }
    });
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
    let failures = use_reducer(Failures::default);
    let send = {
        let news = failures.dispatcher();
        use_callback(author, move |(), author: &Option<UserId>| {
            let Some(author) = *author else { return };
            let (voice, news) = (voice.clone(), news.clone());
            spawn_local(async move {
                if !send_all(author, voice).await {
                    news.dispatch(News::Failed);
                }
            });
        })
    };
    let entries: Rc<Vec<Entry>> = Rc::new(kept.iter().filter(|entry| Some(entry.author) == author).cloned().collect());
    let waiting = entries.iter().filter(|entry| entry.refusal.is_none()).count();
    {
        // At once when a write has arrived or left, and when the browser believes that the network is back.
        let news = failures.dispatcher();
        use_effect_with((send.clone(), waiting), move |(send, waiting)| {
            let heard = (*waiting > 0).then(|| {
                let send = send.clone();
                let now = move || {
                    news.dispatch(News::Afresh);
                    send.emit(());
                };
                now();
                browser::listen("online", now)
            });
            move || drop(heard)
        });
    }
    use_effect_with((send.clone(), waiting > 0, *failures), |(send, waits, failures)| {
        let again = waits.then(|| {
            let send = send.clone();
            browser::every(failures.pause(), move || send.emit(()))
        });
        move || drop(again)
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

/// Sends what waits, in the order in which it was written, until the network fails: `false`. Does nothing while it is under
/// way already.
async fn send_all(author: UserId, voice: Voice) -> bool {
    if SENDING.replace(true) {
        return true;
    }
    let mine = |entry: &Entry| entry.author == author && entry.refusal.is_none();
    // Opened without network, the application has no access token yet.
    let mut goes_on = token::access().is_some() || token::refresh().await.unwrap_or(false);
    while goes_on && let Some(entry) = store::all().into_iter().find(mine) {
        goes_on = send_one(entry, &voice).await;
    }
    SENDING.set(false);
    goes_on
}

/// Sends one. `false`: later ones would fare no better now.
async fn send_one(entry: Entry, voice: &Voice) -> bool {
    match entry.call.clone().done().await {
        Ok(()) => {
            store::remove(entry.key());
            voice.tell.emit(t!("outbox.sent", what = entry.title()));
        }
        // Too slow, too many at once, or the server is ill: it asks for patience, not for another write. A session that has
        // ended lets what waits wait until its author is back.
        Err(Failure::Problem(problem)) if problem.status < 500 && ![401, 408, 429].contains(&problem.status) => {
            voice.warn.emit(t!("outbox.refused", what = entry.title()));
            store::refuse(Entry { refusal: Some((*problem).clone()), ..entry });
        }
        Err(_) => return false,
    }
    for family in ["offer", "need", "claim", "tours", "stock", "activity", "round", "collection", "today"] {
        forget(family);
    }
    true
}
