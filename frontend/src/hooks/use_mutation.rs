//! Writing data: one write at a time, with its failure.

use crate::client::Failure;
use std::future::Future;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A write that can be set off.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutation<I> {
    /// Whether it is under way.
    pub busy: bool,
    /// Why the last one failed.
    pub failure: Option<Failure>,
    /// Sets it off; does nothing while one is under way, so that a double tap has one effect.
    pub run: Callback<I>,
    /// Forgets the last failure.
    pub clear: Callback<()>,
}

/// A write and what to do with its answer.
#[hook]
pub fn use_mutation<I, O, F, R>(call: F, done: impl Fn(O) + 'static) -> Mutation<I>
where
    I: 'static,
    O: 'static,
    F: Fn(I) -> R + 'static,
    R: Future<Output = Result<O, Failure>> + 'static,
{
    let busy = use_state(|| false);
    let under_way = use_mut_ref(|| false);
    let failure = use_state(|| None);
    let run = {
        let (busy, failure) = (busy.clone(), failure.clone());
        let done = std::rc::Rc::new(done);
        Callback::from(move |input: I| {
            if under_way.replace(true) {
                return;
            }
            busy.set(true);
            failure.set(None);
            let (busy, failure, under_way, done) = (busy.clone(), failure.clone(), under_way.clone(), done.clone());
            let answer = call(input);
            spawn_local(async move {
                let answer = answer.await;
                under_way.replace(false);
                busy.set(false);
                match answer {
                    Ok(output) => done(output),
                    Err(reason) => failure.set(Some(reason)),
                }
            });
        })
    };
    let clear = {
        let failure = failure.clone();
        Callback::from(move |()| failure.set(None))
    };
    Mutation { busy: *busy, failure: (*failure).clone(), run, clear }
}
