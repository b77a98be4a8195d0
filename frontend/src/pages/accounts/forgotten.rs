//! A forgotten password: asks for the mail with the link.

use super::required;
use crate::client;
use crate::components::{Button, ButtonLink, Card, Icon, Mood, Notice, PageHeader, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked, use_form, use_mutation};
use crate::i18n::t;
use crate::routes::Route;
use shared::accounts::NewPasswordReset;
use shared::problem::FieldError;
use yew::prelude::*;

#[derive(Clone, Default, PartialEq)]
struct ForgottenDraft {
    email: String,
}

impl Draft for ForgottenDraft {
    type Wire = NewPasswordReset;

    fn build(&self) -> Result<NewPasswordReset, Vec<FieldError>> {
        let errors = required(&[("/email", &self.email)]);
        if errors.is_empty() { checked(NewPasswordReset { email: self.email.trim().to_owned() }) } else { Err(errors) }
    }
}

/// Asks for the e-mail. The answer is the same whether there is an account or not.
#[hook]
pub fn use_forgotten_page() -> Html {
    let sent_to = use_state(|| None::<AttrValue>);
    let form_email = use_mut_ref(String::new);
    let ask = {
        let (sent_to, asked_for) = (sent_to.clone(), form_email.clone());
        use_mutation(
            move |reset: NewPasswordReset| {
                form_email.replace(reset.email.clone());
                client::accounts::forget_password(reset)
            },
            move |()| sent_to.set(Some(AttrValue::from(asked_for.borrow().clone()))),
        )
    };
    let form = use_form(ForgottenDraft::default, ask.failure.clone());
    let body = match &*sent_to {
        Some(email) => html! {
            <Notice mood={Mood::Good} icon={Icon::Mail} title={t!("forgotten.sent_title")} alert=true>
                <p>{ t!("forgotten.sent", email = email.clone()) }</p>
                <p>{ t!("forgotten.sent_hint") }</p>
            </Notice>
        },
        None => html! {
            <Card>
                <form class="form" novalidate=true onsubmit={form.submit(ask.run.clone())}>
                    <ProblemView failure={ask.failure.clone()} />
                    <TextField
                        bind={form.field("/email", |draft| &mut draft.email)}
                        label={t!("login.email")}
                        kind="email"
                        autocomplete="username"
                    />
                    <div class="form-actions">
                        <Button tone={Tone::Primary} icon={Icon::Mail} busy={ask.busy} submit=true wide=true>{ t!("forgotten.send") }</Button>
                    </div>
                </form>
            </Card>
        },
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("forgotten.title")} lead={t!("forgotten.lead")} />
            { body }
            <div><ButtonLink to={Route::Login} tone={Tone::Quiet} icon={Icon::ArrowLeft}>{ t!("forgotten.back") }</ButtonLink></div>
        </div>
    }
}
