//! Reading data: five states, and yesterday's data at once where there is some.

use crate::client::{Failure, kept};
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Data that a page can show.
pub trait Content: Clone + PartialEq + 'static {
    /// Whether there is nothing to show, so that the page says so instead.
    fn is_empty(&self) -> bool {
        false
    }
}

/// How the data stands.
#[derive(Debug, PartialEq)]
pub enum State<T> {
    /// On its way, nothing to show yet.
    Loading,
    /// There is nothing.
    Empty,
    /// Here it is.
    Ready(Rc<T>),
    /// The server cannot be reached; this is what it said last.
    Stale(Rc<T>),
    /// It cannot be had.
    Problem(Failure),
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Empty => Self::Empty,
            Self::Ready(data) => Self::Ready(Rc::clone(data)),
            Self::Stale(data) => Self::Stale(Rc::clone(data)),
            Self::Problem(failure) => Self::Problem(failure.clone()),
        }
    }
}

/// Data with its state.
#[derive(Debug, PartialEq)]
pub struct Resource<T> {
    /// How it stands.
    pub state: State<T>,
    /// Fetches again; what is shown stays until the answer is there.
    pub reload: Callback<()>,
    replace: Callback<Rc<T>>,
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), reload: self.reload.clone(), replace: self.replace.clone() }
    }
}

impl<T: Content> Resource<T> {
    /// The data, fresh or stale.
    #[must_use]
    pub fn data(&self) -> Option<Rc<T>> {
        match &self.state {
            State::Ready(data) | State::Stale(data) => Some(Rc::clone(data)),
            State::Loading | State::Empty | State::Problem(_) => None,
        }
    }

    /// Shows this instead: the answer of a write.
    pub fn replace(&self, data: T) {
        self.replace.emit(Rc::new(data));
    }
}

/// Data whose type only the page knows. Everything that is the same for all types is compiled once: the browser pays
/// for every copy.
type Untyped = Rc<dyn Any>;

type Answer = Pin<Box<dyn Future<Output = Result<Untyped, Failure>>>>;

#[derive(Clone)]
enum UntypedState {
    Loading,
    Fresh(Untyped),
    Stale(Untyped),
    Problem(Failure),
}

thread_local! {
    /// What the server said last, by key; lives as long as the page.
    static CACHE: RefCell<HashMap<String, Untyped>> = RefCell::new(HashMap::new());
}

fn cached(key: &str) -> Option<Untyped> {
    CACHE.with_borrow(|cache| cache.get(key).cloned())
}

fn keep(key: &str, data: &Untyped) {
    CACHE.with_borrow_mut(|cache| cache.insert(key.to_owned(), Rc::clone(data)));
}

/// What the server said last under a key, for words about it; nothing is fetched.
#[must_use]
pub fn known<T: Content>(key: &str) -> Option<Rc<T>> {
    cached(key)?.downcast::<T>().ok()
}

/// Forgets all data whose key begins so; `""` forgets everything (at log-out).
pub fn forget(prefix: &str) {
    CACHE.with_borrow_mut(|cache| cache.retain(|key, _| !key.starts_with(prefix)));
}

fn at_first(key: &str) -> UntypedState {
    cached(key).map_or(UntypedState::Loading, UntypedState::Fresh)
}

/// Fetches data when the page appears and whenever the key changes.
#[hook]
pub fn use_resource<T, F, R>(key: String, fetch: F) -> Resource<T>
where
    T: Content,
    F: Fn() -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let fetch = move || -> Answer {
        let answer = fetch();
        Box::pin(async move { answer.await.map(|data| Rc::new(data) as Untyped) })
    };
    let untyped = use_untyped(key, Box::new(fetch));
    let state = match untyped.state {
        UntypedState::Loading => State::Loading,
        UntypedState::Problem(failure) => State::Problem(failure),
        // Another type under the same key would be a mistake of ours; loading again is the harmless answer.
        UntypedState::Stale(data) => data.downcast::<T>().map_or(State::Loading, State::Stale),
        UntypedState::Fresh(data) => match data.downcast::<T>() {
            Ok(data) if data.is_empty() => State::Empty,
            Ok(data) => State::Ready(data),
            Err(_) => State::Loading,
        },
    };
    Resource { state, reload: untyped.reload, replace: untyped.replace.reform(|data: Rc<T>| data as Untyped) }
}

struct UntypedResource {
    state: UntypedState,
    reload: Callback<()>,
    replace: Callback<Untyped>,
}

/// What is shown of this key.
fn on_page(key: &str, (of, state): &(String, UntypedState)) -> Option<Untyped> {
    match state {
        UntypedState::Stale(data) | UntypedState::Fresh(data) if of == key => Some(Rc::clone(data)),
        _ => None,
    }
}

#[hook]
fn use_untyped(key: String, fetch: Box<dyn Fn() -> Answer>) -> UntypedResource {
    let state = use_state(|| (key.clone(), at_first(&key)));
    let turn = use_mut_ref(|| 0_u32);
    let rounds = use_state(|| 0_u32);
    {
        let (state, turn) = (state.clone(), Rc::clone(&turn));
        use_effect_with((key.clone(), *rounds), move |(key, _)| {
            let this_turn = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = this_turn;
            // What is on the page stays there until the answer comes, also where it was forgotten meanwhile: a form in it would
            // lose what is being typed.
            let before = cached(key).or_else(|| on_page(key, &state));
            state.set((key.clone(), before.clone().map_or(UntypedState::Loading, UntypedState::Fresh)));
            let (answer, key) = (fetch(), key.clone());
            spawn_local(async move {
                let answer = answer.await;
                let next = match (answer, before) {
                    (Ok(data), _) if kept::was_last() => UntypedState::Stale(data),
                    (Ok(data), _) => {
                        keep(&key, &data);
                        UntypedState::Fresh(data)
                    }
                    (Err(Failure::Offline), Some(before)) => UntypedState::Stale(before),
                    (Err(failure), _) => UntypedState::Problem(failure),
                };
                // An older answer must not overwrite a newer question.
                if *turn.borrow() == this_turn {
                    state.set((key, next));
                }
            });
        });
    }
    let reload = {
        let count = use_mut_ref(|| 0_u32);
        use_callback((), move |(), ()| {
            let next = count.borrow().wrapping_add(1);
            *count.borrow_mut() = next;
            rounds.set(next);
        })
    };
    let replace = {
        let state = state.clone();
        use_callback(key.clone(), move |data: Untyped, key: &String| {
            *turn.borrow_mut() += 1;
            keep(key, &data);
            state.set((key.clone(), UntypedState::Fresh(data)));
        })
    };
    // The state may still be that of the key before: the effect has not run yet.
    let now = if state.0 == key { state.1.clone() } else { at_first(&key) };
    UntypedResource { state: now, reload, replace }
}
