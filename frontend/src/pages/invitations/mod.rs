//! An invitation, as the invited person sees it.

use crate::client;
use crate::components::{
    Badge, Button, Card, Icon, Mood, Notice, PageHeader, PasswordField, ProblemView, ResourceView, TextField, Tone, part,
};
use crate::hooks::{Draft, checked, forget, optional, use_form, use_mutation, use_resource, use_session};
use crate::i18n::{self, t, word};
use crate::routes::Route;
use shared::organisations::{InvitationAcceptance, InvitationPreview};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_invitation_page`].
#[derive(PartialEq)]
pub struct InvitationPageProps {
    /// The secret of the link.
    pub token: String,
}

/// Shows who invites into what, and accepts.
#[hook]
pub fn use_invitation_page(props: Rc<InvitationPageProps>) -> Html {
    let token = props.token.clone();
    let invitation = {
        let token = token.clone();
        use_resource(format!("invitation {token}"), move || {
            let token = token.clone();
            async move { client::invitations::find(&token).await }
        })
    };
    let ready = Callback::from(move |preview: Rc<InvitationPreview>| {
        part(use_acceptance, AcceptanceProps { token: token.clone(), preview: (*preview).clone() })
    });
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={t!("invitation.title")} />
            <ResourceView shown={invitation.shown(&ready)} />
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct AcceptanceDraft {
    name: String,
    password: String,
    account_exists: bool,
}

impl Draft for AcceptanceDraft {
    type Wire = InvitationAcceptance;

    fn build(&self) -> Result<InvitationAcceptance, Vec<FieldError>> {
        let name = optional(&self.name).filter(|_| !self.account_exists);
        if name.is_none() && !self.account_exists {
            return Err(vec![FieldError::new("/name", "required")]);
        }
        checked(InvitationAcceptance { name, password: self.password.clone(), locale: i18n::current(), code: None })
    }
}

#[derive(PartialEq)]
struct AcceptanceProps {
    token: String,
    preview: InvitationPreview,
}

#[hook]
fn use_acceptance(props: Rc<AcceptanceProps>) -> Html {
    let (session, navigator) = (use_session(), use_navigator());
    let preview = &props.preview;
    let accept = {
        let token = props.token.clone();
        let organisation = preview.organisation.id;
        use_mutation(
            move |acceptance| {
                let token = token.clone();
                async move { client::invitations::accept(&token, acceptance).await }
            },
            move |()| {
                forget("");
                session.choose.emit(organisation);
                session.reload.emit(());
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Today);
                }
            },
        )
    };
    let account_exists = preview.account_exists;
    let start = || AcceptanceDraft { name: String::new(), password: String::new(), account_exists };
    let form = use_form(start, accept.failure.clone());
    html! {
        <Card>
            <div class="stack">
                <p class="card-title">
                    { t!("invitation.sentence", person = preview.invited_by.as_str(), organisation = preview.organisation.name.as_str()) }
                </p>
                <div class="cluster">
                    <Badge mood={Mood::Info} icon={Icon::User}>{ word(preview.role) }</Badge>
                    <span class="muted">{ &preview.email }</span>
                </div>
            </div>
            <form class="form" novalidate=true onsubmit={form.submit(accept.run.clone())}>
                <ProblemView failure={accept.failure.clone()} />
                if account_exists {
                    <Notice icon={Icon::Key}><p>{ t!("invitation.account_exists") }</p></Notice>
                } else {
                    <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("account.name")} hint={t!("account.name_hint")} autocomplete="name" />
                }
                <PasswordField
                    bind={form.field("/password", |draft| &mut draft.password)}
                    label={t!("login.password")}
                    hint={(!account_exists).then(|| t!("registration.password_hint"))}
                    is_new={!account_exists}
                />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={accept.busy} wide=true>{ t!("invitation.accept") }</Button>
                </div>
            </form>
        </Card>
    }
}
