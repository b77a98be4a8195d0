//! What somebody may do with a tour now, as the server lists it in `tour.actions`.

mod question;
mod reason;

use crate::components::{Button, Dialog, Icon, Tone, part, use_toast};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::tours::{forget_tours, words};
use question::use_question;
use reason::use_cancel_form;
use shared::tours::{Tour, TourAction};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_tour_steps`].
#[derive(PartialEq)]
pub struct TourStepsProps {
    /// The tour.
    pub tour: Tour,
    /// Only this, where there is no room for more.
    pub only: Option<TourAction>,
    /// It was done; this is the tour from then on.
    pub onchange: Callback<Tour>,
    /// The tour is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// Props of the questions before a step.
#[derive(PartialEq)]
pub struct StepFormProps {
    /// The tour.
    pub tour: Tour,
    /// What is about to be done.
    pub action: TourAction,
    /// It was done.
    pub done: Callback<Tour>,
    /// The tour is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// Buttons for the steps, each with a question: others rely on what is answered.
#[hook]
pub fn use_tour_steps(props: Rc<TourStepsProps>) -> Html {
    let tour = &props.tour;
    let toast = use_toast();
    let asking = use_state(|| None::<TourAction>);
    let may_write = use_session().may_write();
    let done = {
        let (asking, onchange) = (asking.clone(), props.onchange.clone());
        let said = (*asking).map(said).unwrap_or_default();
        Callback::from(move |tour: Tour| {
            asking.set(None);
            forget_tours();
            toast.emit(said.clone());
            onchange.emit(tour);
        })
    };
    let shown = shown(tour, props.only, may_write);
    if shown.is_empty() {
        return html! {};
    }
    let button = |action: &TourAction| {
        let action = *action;
        let asking = asking.clone();
        let onclick = Callback::from(move |()| asking.set(Some(action)));
        let label = t!("tour.step_of", step = words::action(action), tour = tour.title.as_str());
        html! { <Button tone={tone(action)} icon={icon(action)} {onclick} {label}>{ words::action(action) }</Button> }
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let onstale = {
        let (close, onstale) = (close.clone(), props.onstale.clone());
        Callback::from(move |()| {
            close.emit(());
            onstale.emit(());
        })
    };
    html! {
        <div class="stack-tight claim-steps">
            <div class="cluster">{ for shown.iter().map(button) }</div>
            <Dialog open={asking.is_some()} title={(*asking).map(words::action).unwrap_or_default()} onclose={close}>
                if let Some(action) = *asking {
                    { form(StepFormProps { tour: tour.clone(), action, done, onstale }) }
                }
            </Dialog>
        </div>
    }
}

/// The question before a step.
fn form(props: StepFormProps) -> Html {
    match props.action {
        TourAction::Cancel => part(use_cancel_form, props),
        _ => part(use_question, props),
    }
}

/// What is done by a button of its own stands elsewhere: changes at the top of the page, the order beside the stops. The way
/// forward comes first.
fn shown(tour: &Tour, only: Option<TourAction>, may_write: bool) -> Vec<TourAction> {
    let offered = |action: &TourAction| match action {
        TourAction::Update | TourAction::Order | TourAction::Expire => false,
        TourAction::Drive => may_write,
        TourAction::StopDriving | TourAction::Start | TourAction::Finish | TourAction::Cancel => true,
    };
    let wanted = |action: &TourAction| only.is_none_or(|only| only == *action);
    let mut shown: Vec<_> = tour.actions.iter().copied().filter(|action| offered(action) && wanted(action)).collect();
    shown.sort_by_key(|action| tone(*action) != Tone::Primary);
    shown
}

/// What is said once it was done.
fn said(action: TourAction) -> AttrValue {
    match action {
        TourAction::Drive => t!("tour.said_drive"),
        TourAction::StopDriving => t!("tour.said_stop_driving"),
        TourAction::Start => t!("tour.said_start"),
        TourAction::Finish => t!("tour.said_finish"),
        TourAction::Cancel | TourAction::Expire => t!("tour.said_cancel"),
        TourAction::Update | TourAction::Order => t!("tour_form.saved"),
    }
}

const fn tone(action: TourAction) -> Tone {
    match action {
        TourAction::Drive | TourAction::Start | TourAction::Finish => Tone::Primary,
        TourAction::Update | TourAction::Order => Tone::Secondary,
        TourAction::StopDriving | TourAction::Cancel | TourAction::Expire => Tone::Quiet,
    }
}

const fn icon(action: TourAction) -> Icon {
    match action {
        TourAction::Drive => Icon::User,
        TourAction::Start => Icon::Truck,
        TourAction::Finish => Icon::Check,
        TourAction::Update => Icon::Edit,
        TourAction::Order => Icon::Refresh,
        TourAction::StopDriving | TourAction::Cancel | TourAction::Expire => Icon::Close,
    }
}
