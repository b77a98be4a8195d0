//! Registration in two steps: the organisation, then its first coordinator.

use super::registration_draft::RegistrationDraft;
use crate::client;
use crate::components::{
    Button, Card, Choice, Icon, PageHeader, PasswordField, ProblemView, RadioCards, TextArea, TextField, Tone, one_of, steps,
};
use crate::hooks::{Draft, Form, use_form, use_mutation, use_session};
use crate::i18n::{t, word};
use crate::routes::Route;
use shared::organisations::OrganisationKind;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The way from registration to admission.
pub fn registration_steps() -> [AttrValue; 3] {
    [t!("waiting.step_organisation"), t!("waiting.step_coordinator"), t!("waiting.step_admission")]
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Organisation,
    Coordinator,
}

/// Registers an organisation with its first coordinator.
#[hook]
pub fn use_registration_page() -> Html {
    let session = use_session();
    let step = use_state(|| Step::Organisation);
    let register = {
        let reload = session.reload.clone();
        use_mutation(client::accounts::register, move |()| reload.emit(()))
    };
    let form = use_form(RegistrationDraft::default, register.failure.clone());
    {
        // What the server found wrong may be on the step before.
        let step = step.clone();
        use_effect_with(register.failure.clone(), move |failure| {
            let fields = failure.as_ref().map(client::Failure::field_errors).unwrap_or_default();
            if fields.iter().any(|error| error.pointer.starts_with("/organisation")) {
                step.set(Step::Organisation);
            }
        });
    }
    let go = |to: Step| {
        let step = step.clone();
        Callback::from(move |()| step.set(to))
    };
    let (number, fields) = match *step {
        Step::Organisation => (0, organisation_step(&form, go(Step::Coordinator))),
        Step::Coordinator => {
            let send = form.submit(register.run.clone());
            (1, coordinator_step(&form, send, register.busy, go(Step::Organisation)))
        }
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("registration.title")} lead={t!("registration.lead")} />
            { steps(&registration_steps(), number) }
            <Card>
                <ProblemView failure={register.failure.clone()} />
                { fields }
            </Card>
            <p>
                { t!("registration.have_account") }{ " " }
                <Link<Route> to={Route::Login}>{ t!("nav.login") }</Link<Route>>
            </p>
        </div>
    }
}

fn organisation_step(form: &Form<RegistrationDraft>, next: Callback<()>) -> Html {
    let onsubmit = {
        let form = form.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // The second step is empty yet: only what is wrong in this one counts.
            let errors = form.draft.build().err().unwrap_or_default();
            let here: Vec<_> = errors.into_iter().filter(|error| error.pointer.starts_with("/organisation")).collect();
            if here.is_empty() { next.emit(()) } else { form.reject_fields(here) }
        })
    };
    let kinds: Vec<_> = OrganisationKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind))).collect();
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <TextField
                bind={form.field("/organisation/name", |draft| &mut draft.organisation.name)}
                label={t!("organisation.name")}
                hint={t!("organisation.name_hint")}
                autocomplete="organization"
            />
            <RadioCards question={one_of(&form.field("/organisation/kind", |draft| &mut draft.kind), &kinds)} label={t!("organisation.kind")} />
            <TextArea
                bind={form.field("/organisation/description", |draft| &mut draft.organisation.description)}
                label={t!("organisation.description")}
                hint={t!("organisation.description_hint")}
                optional=true
            />
            <div class="form-row">
                <TextField bind={form.field("/organisation/phone", |draft| &mut draft.organisation.phone)} label={t!("organisation.phone")} kind="tel" autocomplete="tel" optional=true />
                <TextField bind={form.field("/organisation/siret", |draft| &mut draft.organisation.siret)} label={t!("organisation.siret")} hint={t!("organisation.siret_hint")} inputmode="numeric" optional=true />
                <TextField bind={form.field("/organisation/rna", |draft| &mut draft.organisation.rna)} label={t!("organisation.rna")} hint={t!("organisation.rna_hint")} optional=true />
            </div>
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::ArrowRight} submit=true>{ t!("button.next") }</Button>
            </div>
        </form>
    }
}

fn coordinator_step(form: &Form<RegistrationDraft>, send: Callback<SubmitEvent>, busy: bool, back: Callback<()>) -> Html {
    html! {
        <form class="form" novalidate=true onsubmit={send}>
            <p class="muted">{ t!("registration.coordinator_lead") }</p>
            <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("account.name")} autocomplete="name" />
            <TextField bind={form.field("/email", |draft| &mut draft.email)} label={t!("login.email")} hint={t!("registration.email_hint")} kind="email" autocomplete="email" />
            <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("login.password")} hint={t!("registration.password_hint")} is_new=true />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true {busy}>{ t!("registration.send") }</Button>
                <Button tone={Tone::Quiet} onclick={back}>{ t!("button.previous") }</Button>
            </div>
        </form>
    }
}
