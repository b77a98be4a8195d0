//! A form that changes the round: what sends the change, and what stands below the fields.

use super::BenchProps;
use crate::client;
use crate::components::{Button, ProblemView, Tone, use_toast};
use crate::hooks::{Mutation, use_mutation};
use crate::i18n::t;
use shared::rounds::AllocationRoundPatch;
use yew::prelude::*;

/// Sends a change; once it is there, that is said, and the form is done with.
#[hook]
pub fn use_saving(bench: &BenchProps, said: AttrValue, done: &Callback<()>) -> Mutation<AllocationRoundPatch> {
    let (id, version) = (bench.round().id, bench.round().version);
    let (toast, bench, done) = (use_toast(), bench.clone(), done.clone());
    use_mutation(
        move |patch: AllocationRoundPatch| client::rounds::update(id, version, patch),
        move |()| {
            toast.emit(said.clone());
            done.emit(());
            bench.changed();
        },
    )
}

/// What a change means for what is shared out already, what has gone wrong, and the buttons.
pub fn ending<I>(bench: &BenchProps, sent: &Mutation<I>, send: AttrValue, cancel: &Callback<()>) -> Html {
    html! {
        <>
            { bench.becomes_draft() }
            <ProblemView failure={sent.failure.clone()} retry={bench.catch_up(&sent.clear)} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={sent.busy}>{ send }</Button>
                <Button tone={Tone::Quiet} onclick={cancel.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </>
    }
}
