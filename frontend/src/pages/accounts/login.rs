//! Log-in. Shown at its own address and in place of any page that needs one, which then appears by itself.

use crate::client;
use crate::components::{Button, Card, Icon, PageHeader, PasswordField, ProblemView, TextField, Tone};
use crate::hooks::{Draft, forget, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::accounts::Login;
use shared::problem::FieldError;
use yew::prelude::*;
use yew_router::prelude::Link;

#[derive(Clone, Default, PartialEq)]
struct LoginDraft {
    email: String,
    password: String,
}

impl Draft for LoginDraft {
    type Wire = Login;

    fn build(&self) -> Result<Login, Vec<FieldError>> {
        let email = self.email.trim().to_owned();
        let missing = [("/email", email.is_empty()), ("/password", self.password.is_empty())];
        let errors: Vec<_> =
            missing.iter().filter(|(_, empty)| *empty).map(|(pointer, _)| FieldError::new(*pointer, "required")).collect();
        if errors.is_empty() { Ok(Login { email, password: self.password.clone(), code: None }) } else { Err(errors) }
    }
}

/// Asks for e-mail and password.
#[hook]
pub fn use_login_page() -> Html {
    let session = use_session();
    let login = {
        let reload = session.reload.clone();
        use_mutation(client::accounts::login, move |()| {
            // What somebody else may have seen on this device.
            forget("");
            reload.emit(());
        })
    };
    let form = use_form(LoginDraft::default, login.failure.clone());
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("login.title")} lead={t!("login.lead")} />
            <Card>
                <form class="form" novalidate=true onsubmit={form.submit(login.run.clone())}>
                    <ProblemView failure={login.failure.clone()} />
                    <TextField
                        bind={form.field("/email", |draft| &mut draft.email)}
                        label={t!("login.email")}
                        kind="email"
                        autocomplete="username"
                    />
                    <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("login.password")} />
                    <div class="form-actions">
                        <Button tone={Tone::Primary} icon={Icon::LogIn} busy={login.busy} submit=true wide=true>{ t!("nav.login") }</Button>
                    </div>
                </form>
            </Card>
            <p>
                { t!("login.no_account") }{ " " }
                <Link<Route> to={Route::Register}>{ t!("nav.register") }</Link<Route>>
            </p>
        </div>
    }
}
