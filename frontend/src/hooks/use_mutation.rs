//! Writing data: one write at a time, with its failure.

use crate::client::Failure;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
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

/// What follows a write that went well.
type Sequel = Box<dyn FnOnce()>;
/// A write whose types only the page knows: what is the same for all writes is compiled once.
type Write = Pin<Box<dyn Future<Output = Result<Sequel, Failure>>>>;

/// A write and what to do with its answer.
#[hook]
pub fn use_mutation<I, O, F, R>(call: F, done: impl Fn(O) + 'static) -> Mutation<I>
where
    I: 'static,
    O: 'static,
    F: Fn(I) -> R + 'static,
    R: Future<Output = Result<O, Failure>> + 'static,
{
    let writer = use_writer();
    let done = Rc::new(done);
    let run = writer.start.reform(move |input: I| -> Box<dyn FnOnce() -> Write> {
        let (answer, done) = (call(input), Rc::clone(&done));
        Box::new(move || {
            Box::pin(async move {
                let output = answer.await?;
                Ok(Box::new(move || done(output)) as Sequel)
            })
        })
    });
    Mutation { busy: writer.busy, failure: writer.failure, run, clear: writer.clear }
}

struct Writer {
    busy: bool,
    failure: Option<Failure>,
    start: Callback<Box<dyn FnOnce() -> Write>>,
    clear: Callback<()>,
}

#[hook]
fn use_writer() -> Writer {
    let busy = use_state(|| false);
    let under_way = use_mut_ref(|| false);
    let failure = use_state(|| None);
    let start = {
        let (busy, failure) = (busy.clone(), failure.clone());
        use_callback((), move |write: Box<dyn FnOnce() -> Write>, ()| {
            if under_way.replace(true) {
                return;
            }
            busy.set(true);
            failure.set(None);
            let (busy, failure, under_way) = (busy.clone(), failure.clone(), Rc::clone(&under_way));
            spawn_local(async move {
                let answer = write().await;
                under_way.replace(false);
                busy.set(false);
                match answer {
                    Ok(sequel) => sequel(),
                    Err(reason) => failure.set(Some(reason)),
                }
            });
        })
    };
    let clear = {
        let failure = failure.clone();
        use_callback((), move |(), ()| failure.set(None))
    };
    Writer { busy: *busy, failure: (*failure).clone(), start, clear }
}
