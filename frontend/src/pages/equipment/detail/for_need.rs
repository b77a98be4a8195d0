//! The need for which an item is asked for.

use super::booking_draft::BookingDraft;
use crate::client;
use crate::hooks::{Form, use_resource};
use crate::i18n::t;
use crate::pages::equipment_needs::Place;
use crate::routes::Route;
use shared::ids::EquipmentNeedId;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_for_need`].
#[derive(PartialEq)]
pub struct ForNeedProps {
    /// The need.
    pub need: EquipmentNeedId,
    /// What is being typed.
    pub form: Form<BookingDraft>,
}

/// Names it. One that is no longer open is left out of the request.
#[hook]
pub fn use_for_need(props: Rc<ForNeedProps>) -> Html {
    let id = props.need;
    let need = use_resource(format!("equipment need {id}"), move || client::equipment_needs::find(id)).data();
    let is_closed = need.as_ref().is_some_and(|need| !need.is_open());
    {
        let form = props.form.clone();
        use_effect_with(is_closed, move |is_closed| {
            if *is_closed {
                form.edit(|draft| draft.need = None);
            }
        });
    }
    match need.filter(|need| need.is_open()) {
        Some(need) => html! {
            <p>
                { t!("help.asked_for") }{ " " }
                <Link<Route> to={Place::Need(id).route()}>{ &need.title }</Link<Route>>
            </p>
        },
        None => html! {},
    }
}
