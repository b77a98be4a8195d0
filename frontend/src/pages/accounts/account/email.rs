//! The e-mail of the account, and the way to another one.

use super::MeProps;
use crate::client;
use crate::components::{Button, Card, Icon, Notice, PasswordField, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::accounts::required;
use shared::accounts::NewEmailChange;
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct EmailDraft {
    email: String,
    password: String,
}

impl Draft for EmailDraft {
    type Wire = NewEmailChange;

    fn build(&self) -> Result<NewEmailChange, Vec<FieldError>> {
        let errors = required(&[("/email", &self.email), ("/password", &self.password)]);
        if !errors.is_empty() {
            return Err(errors);
        }
        checked(NewEmailChange { email: self.email.trim().to_owned(), password: self.password.clone() })
    }
}

/// The e-mail; a change waits for the link in the mail to the new one.
#[hook]
pub fn use_email_card(props: Rc<MeProps>) -> Html {
    let editing = use_state(|| false);
    let change = {
        let (editing, reload) = (editing.clone(), use_session().reload);
        use_mutation(client::accounts::change_email, move |()| {
            reload.emit(());
            editing.set(false);
        })
    };
    let form = use_form(EmailDraft::default, change.failure.clone());
    let set = |on: bool| {
        let (editing, form, clear) = (editing.clone(), form.clone(), change.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            form.reset(EmailDraft::default());
            editing.set(on);
        })
    };
    let action = (!*editing).then(|| {
        html! { <Button icon={Icon::Edit} tone={Tone::Quiet} onclick={set(true)}>{ t!("account.change_email") }</Button> }
    });
    let pending = props.me.pending_email.as_ref().filter(|email| **email != props.me.user.email).cloned();
    html! {
        <Card title={t!("login.email")} action={action.unwrap_or_default()}>
            <p class="row-title">{ &props.me.user.email }</p>
            if let Some(email) = pending {
                <Notice icon={Icon::Mail} title={t!("account.email_pending")}>
                    <p>{ t!("account.email_pending_text", email = email) }</p>
                </Notice>
            }
            if *editing {
                <form class="form" novalidate=true onsubmit={form.submit(change.run.clone())}>
                    <ProblemView failure={change.failure.clone()} />
                    <TextField bind={form.field("/email", |draft| &mut draft.email)} label={t!("account.new_email")} kind="email" autocomplete="email" />
                    <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("password.current")} />
                    <div class="form-actions">
                        <Button submit=true busy={change.busy}>{ t!("account.send_email_link") }</Button>
                        <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                    </div>
                </form>
            }
        </Card>
    }
}
