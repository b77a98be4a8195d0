//! Reading data: five states, and yesterday's data at once where there is some.

use crate::client::Failure;
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
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

thread_local! {
    /// What the server said last, by key; lives as long as the page.
    static CACHE: RefCell<HashMap<String, Rc<dyn Any>>> = RefCell::new(HashMap::new());
}

fn cached<T: 'static>(key: &str) -> Option<Rc<T>> {
    CACHE.with_borrow(|cache| cache.get(key).cloned()).and_then(|data| data.downcast().ok())
}

fn keep<T: 'static>(key: &str, data: &Rc<T>) {
    let data: Rc<dyn Any> = Rc::<T>::clone(data);
    CACHE.with_borrow_mut(|cache| cache.insert(key.to_owned(), data));
}

/// Forgets all data whose key begins so; `""` forgets everything (at log-out).
pub fn forget(prefix: &str) {
    CACHE.with_borrow_mut(|cache| cache.retain(|key, _| !key.starts_with(prefix)));
}

fn shown<T: Content>(data: Rc<T>) -> State<T> {
    if data.is_empty() { State::Empty } else { State::Ready(data) }
}

/// Fetches data when the page appears and whenever the key changes.
#[hook]
pub fn use_resource<T, F, R>(key: String, fetch: F) -> Resource<T>
where
    T: Content,
    F: Fn() -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let state = use_state(|| (key.clone(), cached(&key).map_or(State::Loading, shown)));
    let turn = use_mut_ref(|| 0_u32);
    let rounds = use_state(|| 0_u32);
    {
        let (state, turn) = (state.clone(), Rc::clone(&turn));
        use_effect_with((key.clone(), *rounds), move |(key, _)| {
            let this_turn = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = this_turn;
            let before = cached::<T>(key);
            state.set((key.clone(), before.clone().map_or(State::Loading, shown)));
            let (answer, key) = (fetch(), key.clone());
            spawn_local(async move {
                let next = match (answer.await, before) {
                    (Ok(data), _) => {
                        let data = Rc::new(data);
                        keep(&key, &data);
                        shown(data)
                    }
                    (Err(Failure::Offline), Some(before)) => State::Stale(before),
                    (Err(failure), _) => State::Problem(failure),
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
        use_callback(key.clone(), move |data: Rc<T>, key: &String| {
            *turn.borrow_mut() += 1;
            keep(key, &data);
            state.set((key.clone(), shown(data)));
        })
    };
    // The state may still be that of the key before: the effect has not run yet.
    let now = if state.0 == key { state.1.clone() } else { cached(&key).map_or(State::Loading, shown) };
    Resource { state: now, reload, replace }
}
