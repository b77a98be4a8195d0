//! What one may do with a surplus that comes back: pause it, let one day pass, resume it, end it.

use super::detail::BodyProps;
use crate::client;
use crate::client::recurring::Step;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, use_toast};
use crate::hooks::{forget, use_mutation};
use crate::i18n::{t, time};
use chrono::NaiveDate;
use shared::recurring::{RecurringState, RecurringSurplus};
use std::rc::Rc;
use yew::prelude::*;

/// Buttons for the steps; only the end, which is for ever, is asked about.
#[hook]
pub fn use_steps(props: Rc<BodyProps>) -> Html {
    let surplus = &props.surplus;
    let id = surplus.id;
    let toast = use_toast();
    let asking = use_state(|| false);
    let done = |words: AttrValue| {
        let (toast, resource, asking) = (toast.clone(), props.resource.clone(), asking.clone());
        move |now: RecurringSurplus| {
            asking.set(false);
            forget("recurring of");
            toast.emit(words.clone());
            resource.replace(now);
        }
    };
    let take = use_mutation(move |step: Step| client::recurring::take(id, step), done(t!("recurring.changed")));
    let skip = use_mutation(move |day: NaiveDate| client::recurring::skip(id, day), done(t!("recurring.skipped")));
    let run = |step: Step| take.run.reform(move |()| step);
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let paused = surplus.state == RecurringState::Paused;
    let failure = take.failure.clone().or_else(|| skip.failure.clone());
    let reload = props.resource.reload.clone();
    html! {
        <div class="stack-tight">
            <div class="cluster">
                if paused {
                    <Button tone={Tone::Primary} icon={Icon::Refresh} busy={take.busy} onclick={run(Step::Resume)}>{ t!("recurring.resume") }</Button>
                } else {
                    <Button icon={Icon::Clock} busy={take.busy} onclick={run(Step::Pause)}>{ t!("recurring.pause") }</Button>
                }
                if let Some(next) = surplus.next {
                    <Button tone={Tone::Quiet} icon={Icon::ArrowRight} busy={skip.busy} onclick={skip.run.reform(move |()| next.day)}>
                        { t!("recurring.skip", day = time::day(next.day)) }
                    </Button>
                }
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("recurring.end") }</Button>
            </div>
            if !*asking {
                <ProblemView failure={failure.clone()} retry={reload.clone()} />
            }
            <Dialog open={*asking} title={t!("recurring.end_title")} onclose={set(false)}>
                <p>{ t!("recurring.end_text") }</p>
                <ProblemView failure={failure} retry={reload} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={take.busy} onclick={run(Step::End)}>{ t!("recurring.end") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </div>
    }
}
