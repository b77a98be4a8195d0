//! Who waits for the item: for us our own place, for its owner the whole queue.

use crate::client;
use crate::components::{Button, Card, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::{Resource, use_mutation, use_session};
use crate::i18n::{t, time};
use shared::ids::{EquipmentId, WaitId};
use shared::waits::{EquipmentWaits, Wait};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_queue`].
#[derive(PartialEq)]
pub struct QueueProps {
    /// The item.
    pub id: EquipmentId,
    /// Those who wait, as far as it is ours to see.
    pub waits: Resource<EquipmentWaits>,
}

/// The queue; nothing where nobody waits.
#[hook]
pub fn use_queue(props: Rc<QueueProps>) -> Html {
    let id = props.id;
    let (toast, session) = (use_toast(), use_session());
    let leave = {
        let reload = props.waits.reload.clone();
        use_mutation(
            move |wait: WaitId| client::equipment::stop_waiting(id, wait),
            move |()| {
                toast.emit(t!("waits.left"));
                reload.emit(());
            },
        )
    };
    let Some(shown) = props.waits.data().filter(|shown| !shown.items.is_empty()) else { return html! {} };
    let ours = |wait: &Wait| {
        session.me().is_some_and(|me| me.memberships.iter().any(|place| place.organisation.id == wait.organisation.id))
    };
    let row = |wait: &Wait| {
        let wait_id = wait.id;
        html! {
            <li key={wait.id.to_string()} class="stack-tight">
                { words(wait, ours(wait)) }
                if wait.can_withdraw {
                    <div><Button tone={Tone::Quiet} icon={Icon::Close} busy={leave.busy} onclick={leave.run.reform(move |()| wait_id)}>{ t!("waits.leave") }</Button></div>
                }
            </li>
        }
    };
    html! {
        <Card title={t!("waits.title")}>
            <ul class="stack plain-list">{ for shown.items.iter().map(row) }</ul>
            <ProblemView failure={leave.failure.clone()} retry={props.waits.reload.clone()} />
        </Card>
    }
}

/// One place: a turn that has come stands out.
fn words(wait: &Wait, ours: bool) -> Html {
    let span = time::span(wait.starts_at, wait.ends_at);
    let name = wait.organisation.name.as_str();
    match wait.kept_until {
        Some(until) if ours => html! {
            <Notice mood={Mood::Good} icon={Icon::Bell} title={t!("waits.ours_title")}>
                <p>{ t!("waits.ours", span = span, until = time::moment(until)) }</p>
            </Notice>
        },
        Some(until) => html! { <p>{ t!("waits.kept", name = name, span = span, until = time::moment(until)) }</p> },
        None if ours => html! { <p>{ t!("waits.our_place", place = wait.place, span = span) }</p> },
        None => html! { <p>{ t!("waits.place", place = wait.place, name = name, span = span) }</p> },
    }
}
