//! The second factor: on, off, and on the way between.

use super::MeProps;
use super::proof::{ProofDraft, proof_fields};
use super::recovery_codes::recovery_codes;
use super::second_factor_setup::{SetupProps, use_setup};
use crate::client;
use crate::components::{Badge, Button, Card, Dialog, Icon, Mood, Notice, ProblemView, Tone, part, use_toast};
use crate::hooks::{use_form, use_mutation, use_session};
use crate::i18n::t;
use shared::accounts::{NewRecoveryCodes, RecoveryCodes, SecondFactorRemoval, SecondFactorStatus};
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
    let renewing = use_state(|| false);
    let status = props.me.second_factor;
    let done = {
        let (states, reload) = ([setting_up.clone(), removing.clone(), renewing.clone()], session.reload.clone());
        Callback::from(move |()| {
            for state in &states {
                state.set(false);
            }
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
            } else if *renewing {
                { part(use_renewal, RenewalProps { ondone: done, oncancel: set(&renewing, false) }) }
            } else if status.enabled {
                <div class="cluster">
                    <Button icon={Icon::Refresh} onclick={set(&renewing, true)}>{ t!("second_factor.renew") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(&removing, true)}>{ t!("second_factor.switch_off") }</Button>
                </div>
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

#[derive(PartialEq)]
struct RemovalProps {
    ondone: Callback<()>,
}

#[hook]
fn use_removal(props: Rc<RemovalProps>) -> Html {
    let toast = use_toast();
    let remove = {
        let ondone = props.ondone.clone();
        use_mutation(
            |(password, code)| client::accounts::remove_second_factor(SecondFactorRemoval { password, code }),
            move |()| {
                toast.emit(t!("second_factor.switched_off"));
                ondone.emit(());
            },
        )
    };
    let form = use_form(ProofDraft::default, remove.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(remove.run.clone())}>
            <p>{ t!("second_factor.switch_off_hint") }</p>
            <ProblemView failure={remove.failure.clone()} />
            { proof_fields(&form) }
            <div class="form-actions">
                <Button tone={Tone::Danger} submit=true busy={remove.busy}>{ t!("second_factor.switch_off") }</Button>
            </div>
        </form>
    }
}

#[derive(PartialEq)]
struct RenewalProps {
    ondone: Callback<()>,
    oncancel: Callback<()>,
}

/// Asks for password and code, then shows the new recovery codes once.
#[hook]
fn use_renewal(props: Rc<RenewalProps>) -> Html {
    let codes = use_state(|| None::<RecoveryCodes>);
    let renew = {
        let codes = codes.clone();
        use_mutation(
            |(password, code)| client::accounts::replace_recovery_codes(NewRecoveryCodes { password, code }),
            move |new| codes.set(Some(new)),
        )
    };
    let form = use_form(ProofDraft::default, renew.failure.clone());
    if let Some(codes) = &*codes {
        return recovery_codes(t!("second_factor.renewed"), &codes.recovery_codes, &props.ondone);
    }
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(renew.run.clone())}>
            <p>{ t!("second_factor.renew_hint") }</p>
            <ProblemView failure={renew.failure.clone()} />
            { proof_fields(&form) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Refresh} submit=true busy={renew.busy}>{ t!("second_factor.renew") }</Button>
                <Button tone={Tone::Quiet} onclick={props.oncancel.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}
