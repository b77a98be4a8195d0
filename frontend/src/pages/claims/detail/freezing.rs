//! What the taker froze on arrival, which gives the food another limit.

use super::BodyProps;
use crate::client;
use crate::components::{Button, Card, Dialog, Icon, Tone, part, timeline, use_toast};
use crate::hooks::{use_mutation, use_session};
use crate::i18n::t;
use crate::pages::offers::freezing::{FreezingFormProps, use_freezing_form};
use crate::pages::offers::freezing_moment;
use shared::claims::{Claim, ClaimState};
use shared::offers::NewFreezing;
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// How it was frozen; for the taker who has it, the way to tell.
#[hook]
pub fn use_freezing(props: Rc<BodyProps>) -> Html {
    let claim = &props.claim;
    let (session, toast) = (use_session(), use_toast());
    let asking = use_state(|| false);
    let record = {
        let (id, resource, asking) = (claim.id, props.resource.clone(), asking.clone());
        use_mutation(
            move |told: NewFreezing| client::claims::freeze(id, told),
            move |claim: Claim| {
                toast.emit(t!("freeze.recorded"));
                resource.replace(claim);
                asking.set(false);
            },
        )
    };
    if let Some(freezing) = &claim.freezing {
        return html! { <Card title={t!("freeze.done")}>{ timeline(&[freezing_moment(freezing)]) }</Card> };
    }
    let has_it = matches!(claim.state, ClaimState::Collected | ClaimState::Received);
    let is_ours = session.organisation() == Some(claim.taker.id);
    if !has_it || !is_ours || claim.offer.temperature_class == TemperatureClass::Frozen {
        return html! {};
    }
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    let form =
        FreezingFormProps { rule: t!("freeze.rule_taken"), run: record.run, busy: record.busy, failure: record.failure };
    html! {
        <Card title={t!("freeze.taken")}>
            <p>{ t!("freeze.rule_taken") }</p>
            <div><Button tone={Tone::Secondary} icon={Icon::Frozen} onclick={set(true)}>{ t!("freeze.title") }</Button></div>
            <Dialog open={*asking} title={t!("freeze.title")} onclose={set(false)}>{ part(use_freezing_form, form) }</Dialog>
        </Card>
    }
}
