//! Answers to whether something is carried, and the way to take it off again. Steps on the road are on the road's page.

use super::LoadProps;
use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, ReasonDraft, Tone, part, reason_form, use_toast};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use crate::pages::tours::{forget_tours, words};
use shared::organisations::Reason;
use shared::problem::Code;
use shared::tours::{Tour, TourLoad, TourLoadAction, TourLoadState, TourParty};
use std::rc::Rc;
use yew::prelude::*;

/// Buttons for the steps. Agreeing takes one press, a no says why.
#[hook]
pub fn use_load_steps(props: Rc<LoadProps>) -> Html {
    let (tour, load) = (&props.tour, &props.load);
    let (id, load_id) = (tour.id, load.id);
    let toast = use_toast();
    let asking = use_state(|| None::<TourLoadAction>);
    let done = {
        let (asking, onchange) = (asking.clone(), props.onchange.clone());
        Callback::from(move |(said, tour): (AttrValue, Tour)| {
            asking.set(None);
            forget_tours();
            toast.emit(said);
            onchange.emit(tour);
        })
    };
    let accept = {
        let done = done.clone();
        use_mutation(
            move |()| client::tours::accept(id, load_id),
            move |tour: Tour| done.emit((t!("tour_load.said_accept"), tour)),
        )
    };
    let shown: Vec<_> = load.actions.iter().copied().filter(is_answer).collect();
    if shown.is_empty() {
        return html! {};
    }
    let button = |action: &TourLoadAction| {
        let action = *action;
        let accepting = action == TourLoadAction::Accept;
        let asking = asking.clone();
        let onclick = if accepting { accept.run.clone() } else { Callback::from(move |()| asking.set(Some(action))) };
        let label = t!("tour.step_of", step = name(load, action), tour = load.title.as_str());
        html! { <Button tone={tone(action)} icon={icon(action)} busy={accepting && accept.busy} {onclick} {label}>{ name(load, action) }</Button> }
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let is_stale = |failure: &client::Failure| failure.is(Code::TourState) || failure.is(Code::TourLoadState);
    let stale = accept.failure.as_ref().is_some_and(is_stale);
    let title = (*asking).map(|action| name(load, action)).unwrap_or_default();
    html! {
        <div class="stack-tight claim-steps">
            <div class="cluster">{ for shown.iter().map(button) }</div>
            <ProblemView failure={accept.failure.clone()} retry={stale.then(|| props.onstale.clone())} />
            <Dialog open={asking.is_some()} {title} onclose={close}>
                if let Some(action) = *asking {
                    { part(use_refusal_form, RefusalProps { of: (*props).clone(), action, done }) }
                }
            </Dialog>
        </div>
    }
}

const fn is_answer(action: &TourLoadAction) -> bool {
    matches!(action, TourLoadAction::Accept | TourLoadAction::Decline | TourLoadAction::Withdraw)
}

/// What it is called: a wish or a proposal is taken back, what is planned is taken off.
fn name(load: &TourLoad, action: TourLoadAction) -> AttrValue {
    match action {
        TourLoadAction::Withdraw if load.state != TourLoadState::Asked => words::load_action(action),
        TourLoadAction::Withdraw if load.asked_by == TourParty::Carrier => t!("tour_load.take_back_proposal"),
        TourLoadAction::Withdraw => t!("tour_load.take_back"),
        other => words::load_action(other),
    }
}

#[derive(PartialEq)]
struct RefusalProps {
    of: LoadProps,
    action: TourLoadAction,
    done: Callback<(AttrValue, Tour)>,
}

/// Asks why.
#[hook]
fn use_refusal_form(props: Rc<RefusalProps>) -> Html {
    let (id, load, action) = (props.of.tour.id, props.of.load.id, props.action);
    let done = props.done.clone();
    let said = if action == TourLoadAction::Decline { t!("tour_load.said_decline") } else { t!("tour_load.said_withdraw") };
    let send = use_mutation(
        move |reason: Reason| client::tours::refuse(id, load, action, reason),
        move |tour: Tour| done.emit((said.clone(), tour)),
    );
    let form = use_form(ReasonDraft::default, send.failure.clone());
    reason_form(&form, &send, usual_reasons(action), name(&props.of.load, action))
}

fn usual_reasons(action: TourLoadAction) -> [AttrValue; 3] {
    match action {
        TourLoadAction::Decline => [t!("tour_load.reason_full"), t!("tour_load.reason_far"), t!("loan.reason_found")],
        _ => [t!("loan.reason_found"), t!("tour_load.reason_changed"), t!("tour.reason_vehicle")],
    }
}

const fn tone(action: TourLoadAction) -> Tone {
    match action {
        TourLoadAction::Accept | TourLoadAction::Collect | TourLoadAction::Deliver => Tone::Primary,
        TourLoadAction::Decline => Tone::Secondary,
        TourLoadAction::Withdraw | TourLoadAction::Fail => Tone::Quiet,
    }
}

const fn icon(action: TourLoadAction) -> Icon {
    match action {
        TourLoadAction::Accept => Icon::Check,
        TourLoadAction::Collect => Icon::Handover,
        TourLoadAction::Deliver => Icon::Home,
        TourLoadAction::Decline | TourLoadAction::Withdraw | TourLoadAction::Fail => Icon::Close,
    }
}
