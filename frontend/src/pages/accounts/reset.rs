//! A new password, by the link of the mail.

use super::LinkPageProps;
use crate::client;
use crate::components::{Button, ButtonLink, Card, Icon, Mood, Notice, PageHeader, PasswordField, ProblemView, Tone};
use crate::hooks::{Draft, checked, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::accounts::PasswordReset;
use shared::problem::{Code, FieldError};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct ResetDraft {
    password: String,
}

impl Draft for ResetDraft {
    type Wire = PasswordReset;

    fn build(&self) -> Result<PasswordReset, Vec<FieldError>> {
        checked(PasswordReset { password: self.password.clone() })
    }
}

/// Asks for the new password; then leads to the log-in, for every session has ended.
#[hook]
pub fn use_reset_page(props: Rc<LinkPageProps>) -> Html {
    let session = use_session();
    let done = use_state(|| false);
    let reset = {
        let (token, done) = (props.token.clone(), done.clone());
        use_mutation(
            move |reset| client::accounts::reset_password(token.clone(), reset),
            move |()| {
                session.end.emit(());
                done.set(true);
            },
        )
    };
    let form = use_form(ResetDraft::default, reset.failure.clone());
    let over = reset.failure.as_ref().is_some_and(|failure| failure.is(Code::LinkOver));
    let body = if *done {
        html! {
            <>
                <Notice mood={Mood::Good} icon={Icon::Check} title={t!("reset.done_title")} alert=true><p>{ t!("reset.done") }</p></Notice>
                <div><ButtonLink to={Route::Login} tone={Tone::Primary} icon={Icon::LogIn}>{ t!("nav.login") }</ButtonLink></div>
            </>
        }
    } else if over {
        html! {
            <>
                <Notice mood={Mood::Warm} icon={Icon::Clock} title={t!("reset.over_title")} alert=true><p>{ t!("problem.link_over") }</p></Notice>
                <div><ButtonLink to={Route::Forgotten} tone={Tone::Primary} icon={Icon::Mail}>{ t!("reset.ask_again") }</ButtonLink></div>
            </>
        }
    } else {
        html! {
            <Card>
                <form class="form" novalidate=true onsubmit={form.submit(reset.run.clone())}>
                    <ProblemView failure={reset.failure.clone()} />
                    <PasswordField
                        bind={form.field("/password", |draft| &mut draft.password)}
                        label={t!("password.new")}
                        hint={t!("registration.password_hint")}
                        is_new=true
                    />
                    <div class="form-actions">
                        <Button tone={Tone::Primary} icon={Icon::Check} busy={reset.busy} submit=true wide=true>{ t!("reset.send") }</Button>
                    </div>
                </form>
            </Card>
        }
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("reset.title")} lead={t!("reset.lead")} />
            { body }
        </div>
    }
}
