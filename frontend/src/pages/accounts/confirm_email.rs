//! A new e-mail, by the link of the mail to it.

use super::LinkPageProps;
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, Tone};
use crate::hooks::{use_mutation, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::problem::Code;
use std::rc::Rc;
use yew::prelude::*;

/// Confirms on a press, not on opening: programs that look into mails open links too.
#[hook]
pub fn use_email_page(props: Rc<LinkPageProps>) -> Html {
    let session = use_session();
    let done = use_state(|| false);
    let confirm = {
        let (token, done, reload) = (props.token.clone(), done.clone(), session.reload.clone());
        use_mutation(
            move |()| client::accounts::confirm_email(token.clone()),
            move |()| {
                done.set(true);
                reload.emit(());
            },
        )
    };
    let over = confirm.failure.as_ref().is_some_and(|failure| failure.is(Code::LinkOver));
    let body = if *done {
        html! {
            <Notice mood={Mood::Good} icon={Icon::Check} title={t!("confirm_email.done_title")} alert=true><p>{ t!("confirm_email.done") }</p></Notice>
        }
    } else if over {
        html! {
            <Notice mood={Mood::Warm} icon={Icon::Clock} alert=true>
                <p>{ t!("problem.link_over") }</p>
                <p>{ t!("confirm_email.ask_again") }</p>
            </Notice>
        }
    } else {
        html! {
            <>
                <ProblemView failure={confirm.failure.clone()} />
                <div><Button tone={Tone::Primary} icon={Icon::Check} busy={confirm.busy} onclick={confirm.run.clone()}>{ t!("confirm_email.send") }</Button></div>
            </>
        }
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("confirm_email.title")} lead={t!("confirm_email.lead")} />
            { body }
            <div><ButtonLink to={Route::Account} tone={Tone::Quiet}>{ t!("nav.account") }</ButtonLink></div>
        </div>
    }
}
