//! The second factor: on, off, and on the way between.

use super::MeProps;
use super::second_factor_setup::{SetupProps, use_setup};
use crate::client;
use crate::components::{
    Badge, Button, Card, Dialog, Icon, Mood, Notice, PasswordField, ProblemView, TextField, Tone, part, use_toast,
};
use crate::hooks::{Draft, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::accounts::required;
use shared::accounts::{SecondFactorRemoval, SecondFactorStatus};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// Where fewer recovery codes are left, new ones are advised.
const FEW_CODES: i64 = 3;

/// The second factor of the account.
#[hook]
pub fn use_second_factor_card(props: Rc<MeProps>) -> Html {
    let session = use_session();
    let setting_up = use_state(|| false);
    let removing = use_state(|| false);
    let status = props.me.second_factor;
    let done = {
        let (setting_up, removing, reload) = (setting_up.clone(), removing.clone(), session.reload.clone());
        Callback::from(move |()| {
            setting_up.set(false);
            removing.set(false);
            reload.emit(());
        })
    };
    let set = |state: &UseStateHandle<bool>, on: bool| {
        let state = state.clone();
        Callback::from(move |()| state.set(on))
    };
    let mood = if status.enabled { Mood::Good } else { Mood::Neutral };
    let badge = html! {
        <Badge {mood}>{ if status.enabled { t!("second_factor.on") } else { t!("second_factor.off") } }</Badge>
    };
    html! {
        <Card title={t!("second_factor.title")} action={badge}>
            <p class="muted">{ t!("second_factor.lead") }</p>
            { advice(status) }
            if *setting_up {
                { part(use_setup, SetupProps { ondone: done.clone(), oncancel: set(&setting_up, false) }) }
            } else if status.enabled {
                <div><Button onclick={set(&removing, true)}>{ t!("second_factor.switch_off") }</Button></div>
                <Dialog open={*removing} title={t!("second_factor.switch_off")} onclose={set(&removing, false)}>
                    { part(use_removal, RemovalProps { ondone: done }) }
                </Dialog>
            } else {
                <div><Button icon={Icon::Shield} onclick={set(&setting_up, true)}>{ t!("second_factor.switch_on") }</Button></div>
            }
        </Card>
    }
}

fn advice(status: SecondFactorStatus) -> Html {
    if status.advised {
        return html! { <Notice mood={Mood::Warm} icon={Icon::Shield}><p>{ t!("second_factor.advised") }</p></Notice> };
    }
    if !status.enabled {
        return html! {};
    }
    html! {
        <>
            <p>{ t!("second_factor.codes_left", n = status.recovery_codes_left) }</p>
            if status.recovery_codes_left < FEW_CODES {
                <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("second_factor.few_codes") }</p></Notice>
            }
        </>
    }
}

#[derive(Clone, Default, PartialEq)]
struct RemovalDraft {
    password: String,
    code: String,
}

impl Draft for RemovalDraft {
    type Wire = SecondFactorRemoval;

    fn build(&self) -> Result<SecondFactorRemoval, Vec<FieldError>> {
        let errors = required(&[("/password", &self.password), ("/code", &self.code)]);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(SecondFactorRemoval { password: self.password.clone(), code: self.code.trim().to_owned() })
    }
}

#[derive(PartialEq)]
struct RemovalProps {
    ondone: Callback<()>,
}

#[hook]
fn use_removal(props: Rc<RemovalProps>) -> Html {
    let toast = use_toast();
    let remove = {
        let ondone = props.ondone.clone();
        use_mutation(client::accounts::remove_second_factor, move |()| {
            toast.emit(t!("second_factor.switched_off"));
            ondone.emit(());
        })
    };
    let form = use_form(RemovalDraft::default, remove.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(remove.run.clone())}>
            <p>{ t!("second_factor.switch_off_hint") }</p>
            <ProblemView failure={remove.failure.clone()} />
            <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("password.current")} />
            <TextField bind={form.field("/code", |draft| &mut draft.code)} label={t!("second_factor.any_code")} autocomplete="one-time-code" />
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={remove.busy}>{ t!("second_factor.switch_off") }</Button>
            </div>
        </form>
    }
}
