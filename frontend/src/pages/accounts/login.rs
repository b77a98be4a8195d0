//! Log-in. Shown at its own address and in place of any page that needs one, which then appears by itself.

use super::login_draft::{LoginDraft, asks_for_code};
use crate::browser;
use crate::client;
use crate::components::{Button, Card, Icon, PageHeader, PasswordField, ProblemView, TextField, Tone, part};
use crate::hooks::{Form, forget, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::problem::{Code, FieldError};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Asks for e-mail and password, and for the code of the second factor where the account has one.
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
    {
        let form = form.clone();
        use_effect_with(login.failure.clone(), move |failure| {
            let Some(failure) = failure else { return };
            if let Some(asks) = asks_for_code(failure) {
                form.edit(move |draft| draft.asks_for_code = asks);
            }
            if failure.is(Code::SecondFactorWrong) {
                form.reject_fields(vec![FieldError::new("/code", "wrong_second_factor")]);
            }
        });
    }
    let asks = form.draft.asks_for_code;
    // These two stand at the field and in the page's words.
    let said = |code: Option<Code>| matches!(code, Some(Code::SecondFactorRequired | Code::SecondFactorWrong));
    let failure = login.failure.clone().filter(|failure| !said(failure.code()));
    html! {
        <div class="narrow stack-loose">
            <PageHeader
                title={if asks { t!("login.code_title") } else { t!("login.title") }}
                lead={if asks { t!("login.code_lead") } else { t!("login.lead") }}
            />
            <Card>
                <form class="form" novalidate=true onsubmit={form.submit(login.run.clone())}>
                    <ProblemView {failure} />
                    if asks {
                        { part(use_code_field, CodeFieldProps { form: form.clone() }) }
                    } else {
                        { credentials(&form) }
                    }
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

fn credentials(form: &Form<LoginDraft>) -> Html {
    html! {
        <>
            <TextField
                bind={form.field("/email", |draft| &mut draft.email)}
                label={t!("login.email")}
                kind="email"
                autocomplete="username"
            />
            <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("login.password")} />
            <p><Link<Route> to={Route::Forgotten}>{ t!("login.forgotten") }</Link<Route>></p>
        </>
    }
}

#[derive(PartialEq)]
struct CodeFieldProps {
    form: Form<LoginDraft>,
}

/// Asks for the six digits, or for a recovery code, which has letters too.
#[hook]
fn use_code_field(props: Rc<CodeFieldProps>) -> Html {
    let recovery = use_state(|| false);
    use_effect_with(*recovery, |_| browser::focus_first("#f-code"));
    let form = &props.form;
    let switch = {
        let (recovery, form) = (recovery.clone(), form.clone());
        Callback::from(move |()| {
            form.edit(|draft| draft.code = String::new());
            recovery.set(!*recovery);
        })
    };
    let back = {
        let form = form.clone();
        Callback::from(move |()| form.reset(LoginDraft { email: form.draft.email.clone(), ..LoginDraft::default() }))
    };
    html! {
        <>
            if *recovery {
                <TextField
                    bind={form.field("/code", |draft| &mut draft.code)}
                    label={t!("login.recovery_code")}
                    hint={t!("login.recovery_hint")}
                    autocomplete="off"
                />
            } else {
                <TextField
                    bind={form.field("/code", |draft| &mut draft.code)}
                    label={t!("login.code")}
                    inputmode="numeric"
                    autocomplete="one-time-code"
                />
            }
            <div class="cluster">
                <Button tone={Tone::Quiet} icon={Icon::Key} onclick={switch}>
                    { if *recovery { t!("login.use_app") } else { t!("login.use_recovery") } }
                </Button>
                <Button tone={Tone::Quiet} icon={Icon::ArrowLeft} onclick={back}>{ t!("login.other_account") }</Button>
            </div>
        </>
    }
}
