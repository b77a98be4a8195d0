//! An offer that is kept for those who were called first, as everybody but its giver sees it.

use super::kept_for;
use crate::client;
use crate::components::{Button, Icon, Mood, Notice, ProblemView, ResourceView, Tone, part, use_toast};
use crate::hooks::{Resource, use_mutation, use_resource};
use crate::i18n::{number, t, time};
use shared::answers::AnswerKind;
use shared::cascades::{Cascade, CascadeCall};
use shared::ids::{OfferId, OrganisationId};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_first_called`].
#[derive(PartialEq)]
pub struct CalledProps {
    /// The offer.
    pub offer: OfferId,
    /// Our organisation.
    pub us: OrganisationId,
    /// Draws the form with which we wish for part of it.
    pub form: Callback<(), Html>,
}

/// Those who were called say how much they wish, or no; the others read when their turn may come.
#[hook]
pub fn use_first_called(props: Rc<CalledProps>) -> Html {
    let offer = props.offer;
    let cascade = use_resource(format!("cascade of {offer}"), move || client::cascades::find(offer));
    let ready = {
        let (us, form, resource) = (props.us, props.form.clone(), cascade.clone());
        Callback::from(move |cascade: Rc<Cascade>| {
            let own = cascade.calls.iter().find(|call| call.organisation.id == us).cloned();
            match own {
                Some(call) => {
                    let props = AnswerProps { cascade: (*cascade).clone(), call, resource: resource.clone() };
                    html! { <>{ part(use_answer, props) }{ form.emit(()) }</> }
                }
                None => others_first(&cascade),
            }
        })
    };
    html! { <ResourceView shown={cascade.shown(&ready)} lines=3 /> }
}

fn others_first(cascade: &Cascade) -> Html {
    html! {
        <Notice mood={Mood::Neutral} icon={Icon::Clock} title={t!("cascade.not_yet")}>
            if let Some(words) = kept_for(cascade) { <p>{ words }</p> }
            <p>{ t!("cascade.not_yet_hint") }</p>
        </Notice>
    }
}

#[derive(PartialEq)]
struct AnswerProps {
    cascade: Cascade,
    call: CascadeCall,
    resource: Resource<Cascade>,
}

/// Until when to answer, what was answered, and "no, thank you".
#[hook]
fn use_answer(props: Rc<AnswerProps>) -> Html {
    let toast = use_toast();
    let (offer, organisation) = (props.cascade.offer_id, props.call.organisation.id);
    let decline = {
        let resource = props.resource.clone();
        use_mutation(
            move |()| client::cascades::decline(offer, organisation),
            move |cascade: Cascade| {
                toast.emit(t!("cascade.declined"));
                resource.replace(cascade);
            },
        )
    };
    let until = props.cascade.ends_at.map(time::moment).unwrap_or_default();
    let said = match (props.call.answer, props.call.wished_grams) {
        (Some(AnswerKind::Take), Some(grams)) => Some(t!("cascade.you_wished", quantity = number::weight(grams))),
        (Some(AnswerKind::Decline), _) => Some(t!("cascade.you_declined")),
        _ => None,
    };
    let declined = props.call.answer == Some(AnswerKind::Decline);
    html! {
        <Notice mood={Mood::Info} icon={Icon::Clock} title={t!("cascade.your_turn", until = until)}>
            if let Some(said) = said { <p><strong>{ said }</strong></p> }
            <p>{ t!("cascade.no_hurry") }</p>
            <ProblemView failure={decline.failure.clone()} />
            if !declined {
                <div><Button tone={Tone::Secondary} busy={decline.busy} onclick={decline.run.clone()}>{ t!("cascade.decline") }</Button></div>
            }
        </Notice>
    }
}
