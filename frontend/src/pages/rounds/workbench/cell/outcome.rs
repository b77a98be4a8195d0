//! What a line set by hand costs the others, and the way back.

use crate::browser;
use crate::client;
use crate::client::rounds::Decision;
use crate::components::{Button, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::use_mutation;
use crate::i18n::t;
use crate::pages::rounds::words;
use crate::pages::rounds::workbench::BenchProps;
use shared::rounds::RoundRevision;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_outcome`].
#[derive(PartialEq)]
pub struct OutcomeProps {
    /// The round.
    pub bench: BenchProps,
    /// What became of the line.
    pub revision: RoundRevision,
    /// It was taken back.
    pub done: Callback<()>,
}

/// The message, with the button that takes the line back.
#[hook]
pub fn use_outcome(props: Rc<OutcomeProps>) -> Html {
    let bench = props.bench.clone();
    let (id, version) = (bench.round().id, bench.round().version);
    let toast = use_toast();
    use_effect_with(props.revision.number, |_| browser::after(80, || browser::focus_first(".round-outcome")));
    let undo = {
        let (bench, done) = (bench.clone(), props.done.clone());
        use_mutation(
            move |()| client::rounds::decide(id, version, Decision::Undo),
            move |()| {
                toast.emit(t!("round_bench.said_undo"));
                done.emit(());
                bench.changed();
            },
        )
    };
    // Nothing can be taken back of a version that is not read yet.
    let is_behind = bench.round().revision.unwrap_or(0) < props.revision.number;
    let kg = props.revision.kg_after.unwrap_or(0);
    let cost = match props.revision.cost_to_others_kg {
        Some(cost) if cost > 0 => t!("round_cell.cost", kg = words::kg(cost)),
        _ => t!("round_cell.no_cost"),
    };
    let mood = if props.revision.cost_to_others_kg.is_some_and(|cost| cost > 0) { Mood::Warm } else { Mood::Good };
    html! {
        <div class="round-outcome" tabindex="-1">
            <Notice {mood} icon={Icon::Edit} title={t!("round_cell.was_set", kg = words::kg(kg))}>
                <p>{ cost }</p>
                <ProblemView failure={undo.failure.clone()} retry={bench.catch_up(&undo.clear)} />
                <div><Button tone={Tone::Secondary} icon={Icon::ArrowLeft} busy={undo.busy || is_behind} onclick={undo.run.clone()}>{ t!("round_bench.undo") }</Button></div>
            </Notice>
        </div>
    }
}
