//! The profile: read by everybody, changed by those who manage.

use super::{ProfileDraft, association_number, establishment_number};
use crate::client;
use crate::components::{Button, Card, Fact, Icon, ProblemView, TextArea, TextField, Tone, part, use_toast};
use crate::hooks::{Form, use_form, use_mutation};
use crate::i18n::{t, word};
use shared::organisations::{Organisation, OrganisationStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_profile_card`].
#[derive(PartialEq)]
pub struct ProfileCardProps {
    /// Whose profile.
    pub organisation: Organisation,
    /// Takes the changed organisation.
    pub onsaved: Callback<Organisation>,
    /// Loads the latest version, after somebody else changed it.
    pub onreload: Callback<()>,
}

/// The profile, with a form behind "edit".
#[hook]
pub fn use_profile_card(props: Rc<ProfileCardProps>) -> Html {
    let editing = use_state(|| false);
    let organisation = &props.organisation;
    let set = |on: bool| {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(on))
    };
    if *editing {
        return part(
            use_profile_form,
            ProfileFormProps {
                organisation: organisation.clone(),
                onsaved: props.onsaved.clone(),
                onreload: props.onreload.clone(),
                onclose: set(false),
            },
        );
    }
    let may_change = organisation.can_manage && organisation.status != OrganisationStatus::Suspended;
    let action = may_change.then(|| {
        html! { <Button icon={Icon::Edit} tone={Tone::Quiet} onclick={set(true)}>{ t!("organisation.edit") }</Button> }
    });
    html! {
        <Card title={t!("organisation.profile")} action={action.unwrap_or_default()}>
            if let Some(description) = &organisation.description {
                <p class="prose">{ description }</p>
            }
            <dl class="facts">
                <Fact term={t!("organisation.kind")} icon={Icon::Building}>{ word(organisation.kind) }</Fact>
                if let Some(phone) = &organisation.phone {
                    <Fact term={t!("organisation.phone")} icon={Icon::Phone}><a href={format!("tel:{phone}")}>{ phone }</a></Fact>
                }
                if let Some(website) = &organisation.website {
                    <Fact term={t!("organisation.website")} icon={Icon::Globe}><a href={website.clone()} rel="noopener">{ website }</a></Fact>
                }
                if let Some(siret) = &organisation.siret {
                    <Fact term={t!("organisation.siret")}>{ establishment_number(siret) }</Fact>
                }
                if let Some(rna) = &organisation.rna {
                    <Fact term={t!("organisation.rna")}>{ association_number(rna) }</Fact>
                }
            </dl>
        </Card>
    }
}

#[derive(PartialEq)]
struct ProfileFormProps {
    organisation: Organisation,
    onsaved: Callback<Organisation>,
    onreload: Callback<()>,
    onclose: Callback<()>,
}

#[hook]
fn use_profile_form(props: Rc<ProfileFormProps>) -> Html {
    let toast = use_toast();
    let (id, version) = (props.organisation.id, props.organisation.version);
    let save = {
        let (onsaved, onclose) = (props.onsaved.clone(), props.onclose.clone());
        use_mutation(
            move |patch| client::organisations::update(id, version, patch),
            move |organisation| {
                toast.emit(t!("organisation.saved"));
                onsaved.emit(organisation);
                onclose.emit(());
            },
        )
    };
    let form = use_form(|| ProfileDraft::from(&props.organisation), save.failure.clone());
    {
        // The latest version has come in after a conflict: start over from it.
        let form = form.clone();
        let clear = save.clear.clone();
        let organisation = props.organisation.clone();
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(ProfileDraft::from(&organisation));
        });
    }
    html! {
        <Card title={t!("organisation.profile")}>
            <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
                <ProblemView failure={save.failure.clone()} retry={props.onreload.clone()} />
                { profile_fields(&form) }
                <div class="form-actions">
                    <Button tone={Tone::Primary} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                    <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
                </div>
            </form>
        </Card>
    }
}

fn profile_fields(form: &Form<ProfileDraft>) -> Html {
    html! {
        <>
            <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("organisation.name")} autocomplete="organization" />
            <TextArea bind={form.field("/description", |draft| &mut draft.description)} label={t!("organisation.description")} hint={t!("organisation.description_hint")} optional=true />
            <div class="form-row">
                <TextField bind={form.field("/phone", |draft| &mut draft.phone)} label={t!("organisation.phone")} kind="tel" optional=true />
                <TextField bind={form.field("/website", |draft| &mut draft.website)} label={t!("organisation.website")} inputmode="url" optional=true />
            </div>
            <div class="form-row">
                <TextField bind={form.field("/siret", |draft| &mut draft.siret)} label={t!("organisation.siret")} hint={t!("organisation.siret_hint")} inputmode="numeric" optional=true />
                <TextField bind={form.field("/rna", |draft| &mut draft.rna)} label={t!("organisation.rna")} hint={t!("organisation.rna_hint")} optional=true />
            </div>
        </>
    }
}
