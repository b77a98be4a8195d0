//! The way to the second factor: password, secret, first code, recovery codes.

use super::recovery_codes::recovery_codes;
use crate::client;
use crate::components::{Button, CopyField, PasswordField, ProblemView, TextField, Tone, part};
use crate::hooks::{Draft, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::accounts::required;
use shared::accounts::{NewSecondFactor, RecoveryCodes, SecondFactorConfirmation, SecondFactorSetup};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_setup`].
#[derive(PartialEq)]
pub struct SetupProps {
    /// The recovery codes are kept.
    pub ondone: Callback<()>,
    /// Rather not.
    pub oncancel: Callback<()>,
}

enum Step {
    Password,
    Secret(SecondFactorSetup),
    Codes(RecoveryCodes),
}

/// Leads through the steps.
#[hook]
pub fn use_setup(props: Rc<SetupProps>) -> Html {
    let step = use_state(|| Step::Password);
    let oncancel = props.oncancel.clone();
    match &*step {
        Step::Password => {
            let step = step.clone();
            let onstarted = Callback::from(move |setup| step.set(Step::Secret(setup)));
            part(use_password_step, PasswordStepProps { onstarted, oncancel })
        }
        Step::Secret(setup) => {
            let step = step.clone();
            let onconfirmed = Callback::from(move |codes| step.set(Step::Codes(codes)));
            part(use_secret_step, SecretStepProps { setup: setup.clone(), onconfirmed, oncancel })
        }
        Step::Codes(codes) => recovery_codes(t!("second_factor.switched_on"), &codes.recovery_codes, &props.ondone),
    }
}

#[derive(Clone, Default, PartialEq)]
struct PasswordDraft {
    password: String,
}

impl Draft for PasswordDraft {
    type Wire = NewSecondFactor;

    fn build(&self) -> Result<NewSecondFactor, Vec<FieldError>> {
        let errors = required(&[("/password", &self.password)]);
        if errors.is_empty() { Ok(NewSecondFactor { password: self.password.clone() }) } else { Err(errors) }
    }
}

#[derive(PartialEq)]
struct PasswordStepProps {
    onstarted: Callback<SecondFactorSetup>,
    oncancel: Callback<()>,
}

#[hook]
fn use_password_step(props: Rc<PasswordStepProps>) -> Html {
    let start = {
        let onstarted = props.onstarted.clone();
        use_mutation(client::accounts::start_second_factor, move |setup| onstarted.emit(setup))
    };
    let form = use_form(PasswordDraft::default, start.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(start.run.clone())}>
            <ProblemView failure={start.failure.clone()} />
            <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("password.current")} />
            <div class="form-actions">
                <Button submit=true busy={start.busy}>{ t!("button.next") }</Button>
                <Button tone={Tone::Quiet} onclick={props.oncancel.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}

#[derive(Clone, Default, PartialEq)]
struct CodeDraft {
    code: String,
}

impl Draft for CodeDraft {
    type Wire = SecondFactorConfirmation;

    fn build(&self) -> Result<SecondFactorConfirmation, Vec<FieldError>> {
        let errors = required(&[("/code", &self.code)]);
        if errors.is_empty() { Ok(SecondFactorConfirmation { code: self.code.trim().to_owned() }) } else { Err(errors) }
    }
}

#[derive(PartialEq)]
struct SecretStepProps {
    setup: SecondFactorSetup,
    onconfirmed: Callback<RecoveryCodes>,
    oncancel: Callback<()>,
}

#[hook]
fn use_secret_step(props: Rc<SecretStepProps>) -> Html {
    let confirm = {
        let onconfirmed = props.onconfirmed.clone();
        use_mutation(client::accounts::confirm_second_factor, move |codes| onconfirmed.emit(codes))
    };
    let form = use_form(CodeDraft::default, confirm.failure.clone());
    let setup = &props.setup;
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(confirm.run.clone())}>
            <p>{ t!("second_factor.scan") }</p>
            <img class="qr-code" src={picture(&setup.qr_svg)} alt={t!("second_factor.qr")} width="220" height="220" />
            <p><a href={setup.otpauth_uri.clone()}>{ t!("second_factor.open_app") }</a></p>
            <CopyField label={t!("second_factor.secret")} value={AttrValue::from(setup.secret.clone())} />
            <ProblemView failure={confirm.failure.clone()} />
            <TextField bind={form.field("/code", |draft| &mut draft.code)} label={t!("login.code")} inputmode="numeric" autocomplete="one-time-code" />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={confirm.busy}>{ t!("second_factor.switch_on") }</Button>
                <Button tone={Tone::Quiet} onclick={props.oncancel.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}

/// The SVG as an address: in an `<img>` nothing in it can run or load, whatever it is.
fn picture(svg: &str) -> String {
    format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg))
}
