//! What could not be fetched or handed over: those concerned read why.

use super::taker::{Taken, use_taker};
use crate::components::{ReasonDraft, reason_form};
use crate::hooks::{use_form, use_mutation};
use crate::i18n::t;
use crate::pages::tours::words;
use shared::ids::TourId;
use shared::organisations::Reason;
use shared::tours::{TourLoad, TourLoadAction, TourLoadState};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_fail_form`].
#[derive(PartialEq)]
pub struct FailProps {
    /// The tour.
    pub tour: TourId,
    /// The load.
    pub load: TourLoad,
    /// It was told, or waits.
    pub done: Callback<Taken>,
}

/// Asks why.
#[hook]
pub fn use_fail_form(props: Rc<FailProps>) -> Html {
    let (taker, done) = (use_taker(props.tour, &props.load), props.done.clone());
    let send =
        use_mutation(move |reason: Reason| taker.clone().tell(TourLoadAction::Fail, reason), move |taken| done.emit(taken));
    let form = use_form(ReasonDraft::default, send.failure.clone());
    let last =
        if props.load.state == TourLoadState::Collected { t!("claim.reason_no_room") } else { t!("claim.reason_spoiled") };
    let usual = [t!("claim.reason_closed"), t!("tour_road.reason_not_ready"), last];
    html! {
        <>
            <p>{ t!("tour_road.fail_lead") }</p>
            { reason_form(&form, &send, usual, words::load_action(TourLoadAction::Fail)) }
        </>
    }
}
