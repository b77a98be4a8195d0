//! What the server finds for a text while it is being typed.

use crate::browser;
use crate::client::Failure;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long the typist must pause before the server is asked, ms.
const PAUSE: i32 = 160;

/// What was found for a text.
#[derive(Debug, PartialEq)]
pub struct Found<T> {
    /// The last answer; none before the first one, after a failure, and where nothing is asked.
    pub answer: Option<Rc<T>>,
    /// Whether an answer to the present text is on its way.
    pub busy: bool,
}

/// Asks the server for what fits the text, once the typist pauses. No text: nothing is asked.
#[hook]
pub fn use_found<T, F, R>(text: Option<String>, find: F) -> Found<T>
where
    T: 'static,
    F: Fn(String) -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let answer = use_state(|| None::<Rc<T>>);
    let busy = use_state(|| false);
    let turn = use_mut_ref(|| 0_u32);
    {
        let (answer, busy) = (answer.clone(), busy.clone());
        use_effect_with(text, move |text| {
            let this_turn = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = this_turn;
            busy.set(text.is_some());
            let Some(text) = text.clone() else {
                answer.set(None);
                return;
            };
            browser::after(PAUSE, move || {
                // Only the last text that was typed is worth a question, and only its answer is worth showing.
                if *turn.borrow() != this_turn {
                    return;
                }
                let found = find(text);
                spawn_local(async move {
                    let found = found.await;
                    if *turn.borrow() == this_turn {
                        answer.set(found.ok().map(Rc::new));
                        busy.set(false);
                    }
                });
            });
        });
    }
    Found { answer: (*answer).clone(), busy: *busy }
}
