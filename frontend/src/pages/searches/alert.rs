//! The link of an alert's mail: stops the alert, whoever opens it.

use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part};
use crate::hooks::{Resource, State, forget, use_mutation, use_resource};
use crate::i18n::t;
use crate::routes::Route;
use shared::problem::Code;
use shared::saved_searches::{Alert, AlertPreview};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_alert_page`].
#[derive(PartialEq)]
pub struct AlertPageProps {
    /// The secret of the link.
    pub token: String,
}

/// Stops on a press, not on opening: programs that look into mails open links too.
#[hook]
pub fn use_alert_page(props: Rc<AlertPageProps>) -> Html {
    let token = props.token.clone();
    let alert = {
        let token = token.clone();
        use_resource(format!("alert {token}"), move || {
            let token = token.clone();
            async move { client::searches::find_alert(&token).await }
        })
    };
    let gone = matches!(&alert.state, State::Problem(failure) if failure.is(Code::NotFound));
    let ready = {
        let alert = alert.clone();
        Callback::from(move |preview: Rc<AlertPreview>| {
            part(use_stop, StopProps { token: token.clone(), preview: (*preview).clone(), alert: alert.clone() })
        })
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("alert.title")} />
            if gone {
                <Notice icon={Icon::Info} title={t!("alert.gone_title")}><p>{ t!("alert.gone") }</p></Notice>
            } else {
                <ResourceView shown={alert.shown(&ready)} />
            }
            <div><ButtonLink to={Route::Searches} tone={Tone::Quiet}>{ t!("kept.title") }</ButtonLink></div>
        </div>
    }
}

#[derive(PartialEq)]
struct StopProps {
    token: String,
    preview: AlertPreview,
    alert: Resource<AlertPreview>,
}

#[hook]
fn use_stop(props: Rc<StopProps>) -> Html {
    let stop = {
        let (token, alert) = (props.token.clone(), props.alert.clone());
        use_mutation(
            move |()| {
                let token = token.clone();
                async move { client::searches::stop_alert(&token).await }
            },
            move |stopped| {
                forget(super::KEY);
                alert.replace(stopped);
            },
        )
    };
    let AlertPreview { name, alert } = &props.preview;
    let sentence = match alert {
        Alert::Off => {
            return html! {
                <Notice mood={Mood::Good} icon={Icon::Check} title={t!("alert.stopped_title")} alert=true>
                    <p>{ t!("alert.stopped", name = name.as_str()) }</p>
                </Notice>
            };
        }
        Alert::AtOnce => t!("alert.at_once", name = name.as_str()),
        Alert::Daily => t!("alert.daily", name = name.as_str()),
    };
    html! {
        <>
            <p>{ sentence }</p>
            <ProblemView failure={stop.failure.clone()} />
            <div><Button tone={Tone::Primary} icon={Icon::Bell} busy={stop.busy} onclick={stop.run.clone()}>{ t!("alert.stop") }</Button></div>
        </>
    }
}
