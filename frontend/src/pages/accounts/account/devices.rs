//! Where the person is logged in, and the ways out.

use crate::client;
use crate::components::{Badge, Button, Card, Icon, Mood, ProblemView, ResourceView, Tone, keyed_part};
use crate::hooks::{use_mutation, use_resource, use_session};
use crate::i18n::{t, time};
use crate::routes::Route;
use shared::accounts::{Session, SessionList};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// The devices, each with a way to end its session; log-out here and everywhere.
#[hook]
pub fn use_devices_card() -> Html {
    let (session, navigator) = (use_session(), use_navigator());
    let sessions = use_resource("sessions".to_owned(), client::accounts::sessions);
    let gone = {
        let end = session.end;
        Callback::from(move |()| {
            end.emit(());
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Landing);
            }
        })
    };
    let log_out = {
        let gone = gone.clone();
        use_mutation(|()| client::accounts::logout(), move |()| gone.emit(()))
    };
    let everywhere = use_mutation(|()| client::accounts::end_sessions(), move |()| gone.emit(()));
    let ready = {
        let reload = sessions.reload.clone();
        Callback::from(move |list: Rc<SessionList>| {
            let row = |session: &Session| {
                let props = DeviceProps { session: session.clone(), reload: reload.clone() };
                keyed_part(&session.id.to_string(), use_device, props)
            };
            html! { <ul class="rows">{ for list.items.iter().map(row) }</ul> }
        })
    };
    html! {
        <Card title={t!("account.devices")}>
            <ResourceView shown={sessions.shown(&ready)} lines=2 />
            <ProblemView failure={log_out.failure.clone().or_else(|| everywhere.failure.clone())} />
            <div class="form-actions">
                <Button icon={Icon::LogOut} busy={log_out.busy} onclick={log_out.run.clone()}>{ t!("account.log_out") }</Button>
                <Button tone={Tone::Quiet} busy={everywhere.busy} onclick={everywhere.run.clone()}>{ t!("account.log_out_everywhere") }</Button>
            </div>
        </Card>
    }
}

#[derive(PartialEq)]
struct DeviceProps {
    session: Session,
    reload: Callback<()>,
}

#[hook]
fn use_device(props: Rc<DeviceProps>) -> Html {
    let session = &props.session;
    let id = session.id;
    let end = {
        let reload = props.reload.clone();
        use_mutation(move |()| client::accounts::end_session(id), move |()| reload.emit(()))
    };
    let device = session.device.clone().map_or_else(|| t!("account.unknown_device"), AttrValue::from);
    let label = t!("account.end_session_of", device = device.clone());
    html! {
        <li class="stack-tight">
            <div class="spread">
                <div>
                    <p class="row-title">{ device }</p>
                    <p class="muted">{ t!("account.last_used", moment = time::moment(session.used_at)) }</p>
                </div>
                if session.current {
                    <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("account.this_device") }</Badge>
                } else {
                    <Button tone={Tone::Quiet} busy={end.busy} onclick={end.run.clone()} {label}>{ t!("account.end_session") }</Button>
                }
            </div>
            <ProblemView failure={end.failure.clone()} />
        </li>
    }
}
