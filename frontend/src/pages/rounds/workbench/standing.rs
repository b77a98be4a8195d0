//! Where the round stands, and what is decided next.

use super::BenchProps;
use super::settings::use_settings;
use crate::browser;
use crate::client;
use crate::client::rounds::Decision;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, part, use_toast};
use crate::hooks::{Mutation, use_mutation};
use crate::i18n::{t, time};
use crate::pages::rounds::words;
use shared::rounds::{AllocationRound, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Where the keyboard goes once something was decided, for the button may be gone.
const STANDING: &str = ".round-standing h2";

/// The status, what it means, and the decisions that are possible.
#[hook]
pub fn use_standing(props: Rc<BenchProps>) -> Html {
    let round = props.round();
    let (id, version) = (round.id, round.version);
    let toast = use_toast();
    let asking = use_state(|| None::<Decision>);
    // The version that was decided on: until the next one is read, its buttons must not be pressed again.
    let decided = use_state(|| None::<i64>);
    let ask = |what: Option<Decision>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let decide = {
        let (props, close, decided) = (Rc::clone(&props), ask(None), decided.setter());
        use_mutation(
            move |decision: Decision| async move { client::rounds::decide(id, version, decision).await.map(|()| decision) },
            move |decision: Decision| {
                decided.set(Some(version));
                toast.emit(said(decision));
                close.emit(());
                props.changed();
                browser::after(80, || browser::focus_first(STANDING));
            },
        )
    };
    let by_hand = props.board.has_lines_by_hand();
    let decisions = if props.decides { decisions(round.status) } else { &[] };
    let button = |(place, decision): (usize, &Decision)| {
        let decision = *decision;
        let onclick =
            if needs_a_word(decision, by_hand) { ask(Some(decision)) } else { decide.run.reform(move |()| decision) };
        let busy = (decide.busy || *decided == Some(version)) && asking.is_none();
        html! { <Button tone={tone(decision, place)} icon={icon(decision)} {busy} {onclick}>{ name(decision) }</Button> }
    };
    let retry = props.catch_up(&decide.clear);
    let (mood, mark) = words::look(round.status);
    html! {
        <section class={classes!("card", "standing", "round-standing", mood.class())} aria-label={t!("round_bench.standing")}>
            <div class="standing-head">
                <span class="standing-mark">{ mark }</span>
                <div>
                    <h2 class="standing-state" tabindex="-1">{ words::status(round.status) }</h2>
                    <p>{ next(round) }</p>
                </div>
            </div>
            if asking.is_none() {
                <ProblemView failure={decide.failure.clone()} retry={retry.clone()} />
            }
            if !decisions.is_empty() {
                <div class="cluster no-print">
                    { for decisions.iter().enumerate().map(button) }
                    if props.is_open() {
                        { part(use_settings, (*props).clone()) }
                    }
                </div>
            }
            <Dialog open={asking.is_some()} title={(*asking).map(question).unwrap_or_default()} onclose={ask(None)}>
                { (*asking).map(|decision| confirmation(decision, &decide, retry, ask(None))) }
            </Dialog>
        </section>
    }
}

/// What is possible, what is usual first.
const fn decisions(status: RoundStatus) -> &'static [Decision] {
    match status {
        RoundStatus::Draft => &[Decision::Compute, Decision::Cancel],
        RoundStatus::Computed => &[Decision::Publish, Decision::Compute, Decision::Cancel],
        RoundStatus::Adjusted => &[Decision::Publish, Decision::Undo, Decision::Compute, Decision::Cancel],
        RoundStatus::Published => &[Decision::Close],
        RoundStatus::Closed | RoundStatus::Cancelled => &[],
    }
}

/// Whether a question comes before it: what others are told of, what cannot be taken back, what forgets work.
const fn needs_a_word(decision: Decision, by_hand: bool) -> bool {
    match decision {
        Decision::Publish | Decision::Close | Decision::Cancel => true,
        Decision::Compute => by_hand,
        Decision::Undo => false,
    }
}

fn confirmation(decision: Decision, decide: &Mutation<Decision>, retry: Callback<()>, close: Callback<()>) -> Html {
    let onclick = decide.run.reform(move |()| decision);
    let tone = if matches!(decision, Decision::Cancel) { Tone::Danger } else { Tone::Primary };
    html! {
        <>
            <p>{ consequence(decision) }</p>
            <ProblemView failure={decide.failure.clone()} {retry} />
            <div class="form-actions">
                <Button {tone} icon={icon(decision)} busy={decide.busy} {onclick}>{ name(decision) }</Button>
                <Button tone={Tone::Quiet} onclick={close}>{ t!("round_bench.not_yet") }</Button>
            </div>
        </>
    }
}

const fn tone(decision: Decision, place: usize) -> Tone {
    match (decision, place) {
        (_, 0) => Tone::Primary,
        (Decision::Cancel, _) => Tone::Quiet,
        _ => Tone::Secondary,
    }
}

const fn icon(decision: Decision) -> Icon {
    match decision {
        Decision::Compute => Icon::Sliders,
        Decision::Undo => Icon::ArrowLeft,
        Decision::Publish => Icon::Bell,
        Decision::Close => Icon::Check,
        Decision::Cancel => Icon::Close,
    }
}

fn name(decision: Decision) -> AttrValue {
    match decision {
        Decision::Compute => t!("round_bench.compute"),
        Decision::Undo => t!("round_bench.undo"),
        Decision::Publish => t!("round_bench.publish"),
        Decision::Close => t!("round_bench.close"),
        Decision::Cancel => t!("round_bench.cancel"),
    }
}

fn question(decision: Decision) -> AttrValue {
    match decision {
        Decision::Compute => t!("round_bench.compute_question"),
        Decision::Undo => t!("round_bench.undo"),
        Decision::Publish => t!("round_bench.publish_question"),
        Decision::Close => t!("round_bench.close_question"),
        Decision::Cancel => t!("round_bench.cancel_question"),
    }
}

/// What comes of it.
fn consequence(decision: Decision) -> AttrValue {
    match decision {
        Decision::Compute => t!("round_bench.compute_text"),
        Decision::Undo => AttrValue::default(),
        Decision::Publish => t!("round_bench.publish_text"),
        Decision::Close => t!("round_bench.close_text"),
        Decision::Cancel => t!("round_bench.cancel_text"),
    }
}

fn said(decision: Decision) -> AttrValue {
    match decision {
        Decision::Compute => t!("round_bench.said_compute"),
        Decision::Undo => t!("round_bench.said_undo"),
        Decision::Publish => t!("round_bench.said_publish"),
        Decision::Close => t!("round_bench.said_close"),
        Decision::Cancel => t!("round_bench.said_cancel"),
    }
}

/// What the status means, and what is to be done now.
fn next(round: &AllocationRound) -> AttrValue {
    match (round.status, round.requests_until, round.published_at) {
        (RoundStatus::Draft, Some(until), _) => t!("round_bench.next_draft_until", when = time::moment(until)),
        (RoundStatus::Draft, None, _) => t!("round_bench.next_draft"),
        (RoundStatus::Computed, ..) => t!("round_bench.next_computed"),
        (RoundStatus::Adjusted, ..) => t!("round_bench.next_adjusted"),
        (RoundStatus::Published, _, Some(at)) => t!("round_bench.next_published_at", when = time::moment(at)),
        (RoundStatus::Published, ..) => t!("round_bench.next_published"),
        (RoundStatus::Closed, ..) => t!("round_bench.next_closed"),
        (RoundStatus::Cancelled, ..) => t!("round_bench.next_cancelled"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_are_told_of_is_asked_first() {
        assert!(needs_a_word(Decision::Publish, false) && needs_a_word(Decision::Cancel, false));
        assert!(!needs_a_word(Decision::Compute, false) && needs_a_word(Decision::Compute, true));
    }

    #[test]
    fn what_is_over_is_not_decided_on() {
        assert!(decisions(RoundStatus::Closed).is_empty());
        assert_eq!(decisions(RoundStatus::Adjusted).first(), Some(&Decision::Publish));
        assert!(!decisions(RoundStatus::Published).contains(&Decision::Compute));
    }
}
