//! One more press before something on which others rely.

use super::{StepFormProps, icon};
use crate::client;
use crate::components::{Button, ProblemView, Tone};
use crate::hooks::use_mutation;
use crate::i18n::t;
use crate::pages::tours::words;
use shared::problem::Code;
use shared::tours::{Tour, TourAction, TourLoadState};
use std::rc::Rc;
use yew::prelude::*;

/// Says what follows, and asks for the press.
#[hook]
pub fn use_question(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.tour.id, props.action, props.done.clone());
    let send = use_mutation(move |()| client::tours::step(id, action), move |tour| done.emit(tour));
    let is_stale = |failure: &client::Failure| failure.is(Code::TourState) || failure.is(Code::TourDriven);
    let stale = send.failure.as_ref().is_some_and(is_stale);
    html! {
        <div class="form">
            { for lead(&props.tour, action).into_iter().map(|sentence| html! { <p>{ sentence }</p> }) }
            <ProblemView failure={send.failure.clone()} retry={stale.then(|| props.onstale.clone())} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={icon(action)} busy={send.busy} onclick={send.run.clone()}>{ words::action(action) }</Button>
            </div>
        </div>
    }
}

/// What follows.
fn lead(tour: &Tour, action: TourAction) -> Vec<AttrValue> {
    let span = || words::span(tour);
    match action {
        TourAction::Drive => {
            let start = words::place_of_site(&tour.site);
            let promise = t!("tour.ask_drive", span = span(), place = start);
            vec![promise, t!("tour.ask_drive_told", organisation = tour.organisation.name.as_str())]
        }
        TourAction::StopDriving => vec![t!("tour.ask_stop_driving", organisation = tour.organisation.name.as_str())],
        TourAction::Start => {
            let waiting = tour.loads.iter().any(|load| load.state == TourLoadState::Asked);
            let open = waiting.then(|| t!("tour.ask_start_waiting"));
            std::iter::once(t!("tour.ask_start")).chain(open).collect()
        }
        TourAction::Finish => vec![t!("tour.ask_finish")],
        TourAction::Update | TourAction::Order | TourAction::Cancel | TourAction::Expire => Vec::new(),
    }
}
