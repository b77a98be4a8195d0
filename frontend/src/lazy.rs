//! Pages that arrive when somebody first wants them.
//!
//! The module of WebAssembly is cut after linking (`xtask/src/web/split.rs`): what only the pages of one *chunk* need
//! is a file of its own. `pages/mod.rs` says which page is in which chunk; this file fetches a chunk once, shows a
//! skeleton meanwhile, says when it did not come, and fetches the others while nothing else is to be done.

use crate::browser;
use crate::components::{keyed_part, skeleton};
use crate::i18n;
use crate::routes::Route;
use crate::shell::unreachable;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
pub use wasm_split_helpers::SplitLoaderError;
use yew::prelude::*;

/// Draws any page of one chunk.
pub type Draw = fn(Route) -> Html;
/// A chunk on its way; `Err` when it did not come.
pub type Arrival = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

/// How long a page may work undisturbed before the other chunks are fetched, in milliseconds.
const PEACE: i32 = 3_000;

/// A part of the application that is fetched on its own.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// The name of its file.
    pub name: &'static str,
    /// Fetches it; again after a failure.
    pub fetch: fn() -> Arrival,
}

impl PartialEq for Chunk {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

thread_local! {
    /// The chunks that are here. A handful, so a list is the smallest map.
    static HERE: RefCell<Vec<(&'static str, Draw)>> = const { RefCell::new(Vec::new()) };
}

impl Chunk {
    fn draw(self) -> Option<Draw> {
        HERE.with_borrow(|here| here.iter().find(|(name, _)| *name == self.name).map(|(_, draw)| *draw))
    }

    async fn load(self) -> Result<(), SplitLoaderError> {
        if self.draw().is_none() {
            // On their way at the same time; when the words do not come, the second call says so.
            spawn_local(async {
                let _ = i18n::fetch_rest(i18n::current()).await;
            });
            let draw = (self.fetch)().await?;
            i18n::fetch_rest(i18n::current()).await?;
            HERE.with_borrow_mut(|here| here.push((self.name, draw)));
        }
        Ok(())
    }
}

/// Draws a page as soon as its chunk is here.
pub fn lazy(chunk: Chunk, route: Route) -> Html {
    keyed_part(chunk.name, use_lazy_page, LazyPageProps { chunk, route })
}

#[derive(PartialEq)]
struct LazyPageProps {
    chunk: Chunk,
    route: Route,
}

/// How the last attempt to fetch the chunk went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    Running,
    Arrived,
    Failed,
}

#[hook]
fn use_lazy_page(props: Rc<LazyPageProps>) -> Html {
    let chunk = props.chunk;
    let attempt = use_state(|| if chunk.draw().is_some() { Attempt::Arrived } else { Attempt::Running });
    let load = {
        let attempt = attempt.setter();
        use_callback(chunk, move |asked_again: bool, chunk| {
            attempt.set(Attempt::Running);
            spawn_local(fetch(*chunk, asked_again, attempt.clone()));
        })
    };
    {
        let (load, attempt) = (load.clone(), attempt.clone());
        use_effect_with(chunk, move |chunk| match (chunk.draw(), *attempt) {
            (None, _) => load.emit(false),
            (Some(_), Attempt::Arrived) => {}
            // It came with somebody else's call between the skeleton and here: nobody else would draw this page again.
            (Some(_), Attempt::Running | Attempt::Failed) => attempt.set(Attempt::Arrived),
        });
    }
    match (chunk.draw(), *attempt) {
        (Some(draw), _) => draw(props.route.clone()),
        (None, Attempt::Failed) => unreachable(&load.reform(|()| true)),
        (None, _) => skeleton(4),
    }
}

/// Where the network is there and a chunk still does not come when asked for again, the server has a newer application
/// than this one: that is fetched as a whole.
async fn fetch(chunk: Chunk, asked_again: bool, attempt: UseStateSetter<Attempt>) {
    match chunk.load().await {
        Ok(()) => attempt.set(Attempt::Arrived),
        Err(_) if asked_again && browser::is_online() => browser::reload(),
        Err(_) => attempt.set(Attempt::Failed),
    }
}

/// Fetches a chunk that will be wanted in a moment. If it does not come, the page that needs it asks again.
pub fn hurry(chunk: Chunk) {
    spawn_local(async move {
        let _ = chunk.load().await;
    });
}

/// Fetches chunks one after the other, once the page has been left in peace for a while. What fails is asked for again
/// by the page that needs it.
pub fn prefetch(chunks: Vec<Chunk>) {
    browser::after(PEACE, move || {
        spawn_local(async move {
            for chunk in chunks {
                if chunk.load().await.is_err() {
                    break;
                }
            }
        });
    });
}
