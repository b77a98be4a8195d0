//! The link of a notification's mail: stops such mails, whoever opens it.

use super::LinkPageProps;
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part};
use crate::hooks::{Resource, State, use_mutation, use_resource};
use crate::i18n::t;
use crate::routes::Route;
use shared::notifications::MailsPreview;
use shared::problem::Code;
use std::rc::Rc;
use yew::prelude::*;

/// Stops on a press, not on opening: programs that look into mails open links too.
#[hook]
pub fn use_stop_mails_page(props: Rc<LinkPageProps>) -> Html {
    let token = props.token.clone();
    let mails = {
        let token = token.clone();
        use_resource(format!("mails {token}"), move || {
            let token = token.clone();
            async move { client::notifications::find_mails(&token).await }
        })
    };
    let gone = matches!(&mails.state, State::Problem(failure) if failure.is(Code::NotFound));
    let ready = {
        let mails = mails.clone();
        Callback::from(move |preview: Rc<MailsPreview>| {
            part(use_stop, StopProps { token: token.clone(), any: preview.any, mails: mails.clone() })
        })
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("stop_mails.title")} />
            if gone {
                <Notice icon={Icon::Info} title={t!("stop_mails.gone_title")}><p>{ t!("stop_mails.gone") }</p></Notice>
            } else {
                <ResourceView shown={mails.shown(&ready)} />
            }
            <div><ButtonLink to={Route::Account} tone={Tone::Quiet}>{ t!("stop_mails.choose") }</ButtonLink></div>
        </div>
    }
}

#[derive(PartialEq)]
struct StopProps {
    token: String,
    any: bool,
    mails: Resource<MailsPreview>,
}

#[hook]
fn use_stop(props: Rc<StopProps>) -> Html {
    let stop = {
        let (token, mails) = (props.token.clone(), props.mails.clone());
        use_mutation(
            move |()| {
                let token = token.clone();
                async move { client::notifications::stop_mails(&token).await }
            },
            move |stopped| mails.replace(stopped),
        )
    };
    if !props.any {
        return html! {
            <Notice mood={Mood::Good} icon={Icon::Check} title={t!("stop_mails.stopped_title")} alert=true>
                <p>{ t!("stop_mails.stopped") }</p>
            </Notice>
        };
    }
    html! {
        <>
            <p>{ t!("stop_mails.question") }</p>
            <ProblemView failure={stop.failure.clone()} />
            <div><Button tone={Tone::Primary} icon={Icon::Bell} busy={stop.busy} onclick={stop.run.clone()}>{ t!("stop_mails.stop") }</Button></div>
        </>
    }
}
