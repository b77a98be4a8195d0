//! Another password.

use crate::client;
use crate::components::{Button, Card, Icon, PasswordField, ProblemView, Tone, use_toast};
use crate::hooks::{Draft, checked, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::accounts::required;
use shared::accounts::PasswordChange;
use shared::problem::FieldError;
use yew::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct PasswordDraft {
    current: String,
    new: String,
}

impl Draft for PasswordDraft {
    type Wire = PasswordChange;

    fn build(&self) -> Result<PasswordChange, Vec<FieldError>> {
        let mut errors = required(&[("/current_password", &self.current)]);
        match checked(PasswordChange { current_password: self.current.clone(), new_password: self.new.clone() }) {
            Ok(change) if errors.is_empty() => Ok(change),
            Ok(_) => Err(errors),
            Err(more) => {
                errors.extend(more);
                Err(errors)
            }
        }
    }
}

/// Changes the password, which ends the other sessions.
#[hook]
pub fn use_password_card() -> Html {
    let toast = use_toast();
    let editing = use_state(|| false);
    let change = {
        let editing = editing.clone();
        use_mutation(client::accounts::change_password, move |()| {
            toast.emit(t!("account.password_changed"));
            editing.set(false);
        })
    };
    let form = use_form(PasswordDraft::default, change.failure.clone());
    let set = |on: bool| {
        let (editing, form, clear) = (editing.clone(), form.clone(), change.clear.clone());
        Callback::from(move |()| {
            clear.emit(());
            form.reset(PasswordDraft::default());
            editing.set(on);
        })
    };
    let action = (!*editing).then(|| {
        html! { <Button icon={Icon::Key} tone={Tone::Quiet} onclick={set(true)}>{ t!("account.change_password") }</Button> }
    });
    html! {
        <Card title={t!("login.password")} action={action.unwrap_or_default()}>
            <p class="muted">{ t!("account.password_hint") }</p>
            if *editing {
                <form class="form" novalidate=true onsubmit={form.submit(change.run.clone())}>
                    <ProblemView failure={change.failure.clone()} />
                    <PasswordField bind={form.field("/current_password", |draft| &mut draft.current)} label={t!("password.current")} />
                    <PasswordField bind={form.field("/new_password", |draft| &mut draft.new)} label={t!("password.new")} hint={t!("registration.password_hint")} is_new=true />
                    <div class="form-actions">
                        <Button submit=true busy={change.busy}>{ t!("button.save") }</Button>
                        <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                    </div>
                </form>
            }
        </Card>
    }
}
