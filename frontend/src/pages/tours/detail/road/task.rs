//! What is done with one load at a stop: it is fetched or handed over, or it is not possible.

use super::fail::{FailProps, use_fail_form};
use super::handover::{HandoverProps, use_handover_form};
use super::taker::Taken;
use crate::components::{Badge, Button, Dialog, Icon, Mood, Tone, part, use_toast};
use crate::i18n::t;
use crate::outbox::Outcome;
use crate::pages::tours::{forget_tours, words};
use shared::ids::TourId;
use shared::tours::{StopTask, Tour, TourLoad, TourLoadAction, TourLoadState};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_task`].
#[derive(PartialEq)]
pub struct TaskProps {
    /// The tour.
    pub tour: TourId,
    /// The load.
    pub load: TourLoad,
    /// Whether it is fetched or handed over here.
    pub task: StopTask,
    /// Where the load stands, what waits on this device included.
    pub state: TourLoadState,
    /// Whether something waits on this device.
    pub waits: bool,
    /// A step was taken; this is the tour from then on.
    pub onchange: Callback<Tour>,
    /// A step was taken, or waits: the next stop can be shown.
    pub ondone: Callback<()>,
}

/// The task with its buttons.
#[hook]
pub fn use_task(props: Rc<TaskProps>) -> Html {
    let TaskProps { tour, load, task, state, waits, .. } = &*props;
    let toast = use_toast();
    let asking = use_state(|| None::<TourLoadAction>);
    let done = {
        let (asking, onchange, ondone) = (asking.clone(), props.onchange.clone(), props.ondone.clone());
        Callback::from(move |taken: Taken| {
            asking.set(None);
            match taken {
                Outcome::Sent(tour) => {
                    forget_tours();
                    toast.emit(t!("tour_road.said"));
                    onchange.emit(tour);
                }
                Outcome::Waiting => toast.emit(t!("outbox.kept")),
            }
            ondone.emit(());
        })
    };
    let set = |action: Option<TourLoadAction>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(action))
    };
    let step = match task {
        StopTask::PickUp => TourLoadAction::Collect,
        StopTask::Drop => TourLoadAction::Deliver,
    };
    let may = state.after(step).is_some();
    let (icon, title) = match task {
        StopTask::PickUp => (Icon::Handover, t!("tour.pick_up", load = words::load(load), sender = words::sender(load))),
        StopTask::Drop => (Icon::Package, t!("tour.drop", load = words::load(load), receiver = load.receiver.name.as_str())),
    };
    let name = (*asking).map(words::load_action).unwrap_or_default();
    html! {
        <article class="tour-load stack-tight">
            <h3 class="with-icon">{ icon }<span>{ title }</span></h3>
            if let Some(note) = load.note.as_ref().filter(|_| *task == StopTask::PickUp) {
                <p class="claim-message">{ note }</p>
            }
            if may {
                <Button tone={Tone::Primary} icon={icon} wide=true onclick={set(Some(step))}>{ words::load_action(step) }</Button>
                <Button tone={Tone::Quiet} icon={Icon::Close} onclick={set(Some(TourLoadAction::Fail))}>{ t!("tour_load.fail") }</Button>
            } else {
                <p>{ standing(*task, *state) }</p>
            }
            if *waits {
                <div><Badge mood={Mood::Warm} icon={Icon::Offline}>{ t!("outbox.is_waiting") }</Badge></div>
            }
            <Dialog open={asking.is_some()} title={name} onclose={set(None)}>
                if let Some(action) = *asking {
                    { form(*tour, load, action, done) }
                }
            </Dialog>
        </article>
    }
}

fn form(tour: TourId, load: &TourLoad, action: TourLoadAction, done: Callback<Taken>) -> Html {
    let load = load.clone();
    if action == TourLoadAction::Fail {
        part(use_fail_form, FailProps { tour, load, done })
    } else {
        part(use_handover_form, HandoverProps { tour, load, action, done })
    }
}

/// Why there is nothing to do here, or nothing any more.
fn standing(task: StopTask, state: TourLoadState) -> Html {
    if task == StopTask::Drop && state == TourLoadState::Planned {
        return html! { <span class="muted">{ t!("tour_road.not_aboard") }</span> };
    }
    // What is on board has been fetched: at the stop where it was, that is what counts.
    words::load_badge(state)
}
