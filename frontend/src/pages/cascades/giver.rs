//! Our own offer, while others were called first: who has answered what, and the way to open it to all.

use super::kept_for;
use crate::browser;
use crate::client;
use crate::components::{Badge, Button, Card, Dialog, Icon, Mood, ProblemView, ResourceView, Tone, part, use_toast};
use crate::hooks::{Resource, use_mutation, use_resource};
use crate::i18n::{number, t};
use shared::answers::AnswerKind;
use shared::cascades::{Cascade, CascadeCall};
use shared::ids::OfferId;
use shared::offers::Offer;
use std::rc::Rc;
use yew::prelude::*;

/// How long the server takes at most to decide what was wished, ms.
const SOON: i32 = 2_000;

/// Props of [`use_cascade_of_giver`].
#[derive(PartialEq)]
pub struct GiverProps {
    /// The offer.
    pub offer: OfferId,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Offer>,
}

/// Who was called, and what they answered.
#[hook]
pub fn use_cascade_of_giver(props: Rc<GiverProps>) -> Html {
    let offer = props.offer;
    let cascade = use_resource(format!("cascade of {offer}"), move || client::cascades::find(offer));
    let ready = {
        let (offers, resource) = (props.resource.clone(), cascade.clone());
        Callback::from(move |cascade: Rc<Cascade>| {
            let props = ShownProps { cascade: (*cascade).clone(), resource: resource.clone(), offer: offers.clone() };
            part(use_shown, props)
        })
    };
    html! { <Card title={t!("cascade.title")}><ResourceView shown={cascade.shown(&ready)} lines=3 /></Card> }
}

#[derive(PartialEq)]
struct ShownProps {
    cascade: Cascade,
    resource: Resource<Cascade>,
    offer: Resource<Offer>,
}

#[hook]
fn use_shown(props: Rc<ShownProps>) -> Html {
    let toast = use_toast();
    let asking = use_state(|| false);
    let id = props.cascade.offer_id;
    let end = {
        let (asking, resource, offer) = (asking.setter(), props.resource.clone(), props.offer.reload.clone());
        use_mutation(
            move |()| client::cascades::end(id),
            move |cascade: Cascade| {
                asking.set(false);
                toast.emit(t!("cascade.opening"));
                resource.replace(cascade);
                let offer = offer.clone();
                browser::after(SOON, move || offer.emit(()));
            },
        )
    };
    let set = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    html! {
        <>
            if let Some(words) = kept_for(&props.cascade) { <p>{ words }</p> } else { <p>{ t!("cascade.open") }</p> }
            <ul class="list">{ for props.cascade.calls.iter().map(call) }</ul>
            if props.cascade.can_end {
                <div><Button tone={Tone::Secondary} icon={Icon::Users} onclick={set(true)}>{ t!("cascade.end") }</Button></div>
                <Dialog open={*asking} title={t!("cascade.end_title")} onclose={set(false)}>
                    <p>{ t!("cascade.end_text") }</p>
                    <ProblemView failure={end.failure.clone()} />
                    <div class="form-actions">
                        <Button tone={Tone::Primary} busy={end.busy} onclick={end.run.clone()}>{ t!("cascade.end") }</Button>
                        <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                    </div>
                </Dialog>
            }
        </>
    }
}

fn call(call: &CascadeCall) -> Html {
    let (mood, words) = match (call.answer, call.wished_grams, call.granted_grams) {
        (_, _, Some(granted)) => (Mood::Good, t!("cascade.granted", quantity = number::weight(granted))),
        (Some(AnswerKind::Take), Some(wished), None) => {
            (Mood::Info, t!("cascade.wishes", quantity = number::weight(wished)))
        }
        (Some(AnswerKind::Decline), ..) => (Mood::Neutral, t!("cascade.says_no")),
        _ => (Mood::Neutral, t!("cascade.waiting")),
    };
    html! {
        <li class="cluster">
            <strong>{ &call.organisation.name }</strong>
            if call.is_partner { <Badge>{ t!("cascade.partner") }</Badge> }
            <Badge {mood}>{ words }</Badge>
        </li>
    }
}
