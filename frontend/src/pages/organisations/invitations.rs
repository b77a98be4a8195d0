//! Invitations that wait for their answer, and new ones.

use super::roles::role_choices;
use crate::client;
use crate::components::{
    Button, Card, CopyField, Dialog, Empty, Icon, Mood, Notice, ProblemView, RadioCards, ResourceView, TextField, Tone,
    keyed_part, one_of, part,
};
use crate::hooks::{Draft, Resource, checked, use_form, use_mutation, use_resource};
use crate::i18n::{t, time, word};
use shared::ids::OrganisationId;
use shared::members::{Invitation, InvitationList, NewInvitation};
use shared::organisations::Role;
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_invitations`].
#[derive(PartialEq)]
pub struct InvitationsProps {
    /// Of which organisation.
    pub id: OrganisationId,
    /// Whether there are allocators in this kind of organisation.
    pub kind_has_allocator: bool,
    /// Whether somebody is being invited.
    pub open: bool,
    /// The dialog was closed.
    pub onclose: Callback<()>,
}

/// The invitations that wait, and the dialog that sends another one.
#[hook]
pub fn use_invitations(props: Rc<InvitationsProps>) -> Html {
    let id = props.id;
    let invitations = use_resource(format!("invitations of {id}"), move || client::invitations::list(id));
    let ready = {
        let invitations = invitations.clone();
        Callback::from(move |list: Rc<InvitationList>| {
            let row = |invitation: &Invitation| {
                keyed_part(
                    &invitation.id.to_string(),
                    use_invitation_row,
                    InvitationRowProps { organisation: id, invitation: invitation.clone(), list: invitations.clone() },
                )
            };
            html! { <ul class="rows">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let onsent = invitations.reload.clone();
    let empty = html! { <Empty icon={Icon::Mail} title={t!("members.no_invitation")} /> };
    html! {
        <Card title={t!("members.invitations")}>
            <ResourceView shown={invitations.shown(&ready)} {empty} lines=1 />
            <Dialog open={props.open} title={t!("members.invite")} onclose={props.onclose.clone()}>
                { part(use_invitation_form, InvitationFormProps { organisation: id, kind_has_allocator: props.kind_has_allocator, onsent, onclose: props.onclose.clone() }) }
            </Dialog>
        </Card>
    }
}

#[derive(PartialEq)]
struct InvitationRowProps {
    organisation: OrganisationId,
    invitation: Invitation,
    list: Resource<InvitationList>,
}

#[hook]
fn use_invitation_row(props: Rc<InvitationRowProps>) -> Html {
    let (organisation, invitation) = (props.organisation, &props.invitation);
    let id = invitation.id;
    let withdraw = {
        let reload = props.list.reload.clone();
        use_mutation(move |()| client::invitations::withdraw(organisation, id), move |()| reload.emit(()))
    };
    html! {
        <li class="stack-tight">
            <div class="spread">
                <div>
                    <p class="row-title">{ &invitation.email }</p>
                    <p class="muted">{ word(invitation.role) }{ " · " }{ t!("members.valid", until = time::until(invitation.valid_until)) }</p>
                </div>
                <Button tone={Tone::Quiet} busy={withdraw.busy} onclick={withdraw.run.clone()} label={t!("members.withdraw_of", person = invitation.email.as_str())}>
                    { t!("members.withdraw") }
                </Button>
            </div>
            <ProblemView failure={withdraw.failure.clone()} />
        </li>
    }
}

#[derive(Clone, PartialEq)]
struct InvitationDraft {
    email: String,
    role: Role,
}

impl Draft for InvitationDraft {
    type Wire = NewInvitation;

    fn build(&self) -> Result<NewInvitation, Vec<FieldError>> {
        checked(NewInvitation { email: self.email.trim().to_owned(), role: self.role })
    }
}

#[derive(PartialEq)]
struct InvitationFormProps {
    organisation: OrganisationId,
    kind_has_allocator: bool,
    onsent: Callback<()>,
    onclose: Callback<()>,
}

/// Asks whom to invite as what; then shows the link, which exists this once.
#[hook]
fn use_invitation_form(props: Rc<InvitationFormProps>) -> Html {
    let organisation = props.organisation;
    let sent = use_state(|| None::<Invitation>);
    let invite = {
        let (sent, onsent) = (sent.clone(), props.onsent.clone());
        use_mutation(
            move |new| client::invitations::create(organisation, new),
            move |invitation: Invitation| {
                sent.set(Some(invitation));
                onsent.emit(());
            },
        )
    };
    let start = || InvitationDraft { email: String::new(), role: Role::Volunteer };
    let form = use_form(start, invite.failure.clone());
    if let Some(invitation) = &*sent {
        let again = {
            let (sent, form) = (sent.clone(), form.clone());
            Callback::from(move |()| {
                form.reset(start());
                sent.set(None);
            })
        };
        return sent_view(invitation, again, &props.onclose);
    }
    let choices = role_choices(props.kind_has_allocator);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(invite.run.clone())}>
            <ProblemView failure={invite.failure.clone()} />
            <TextField bind={form.field("/email", |draft| &mut draft.email)} label={t!("members.email")} kind="email" />
            <RadioCards question={one_of(&form.field("/role", |draft| &mut draft.role), &choices)} label={t!("members.role")} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Mail} submit=true busy={invite.busy}>{ t!("members.send") }</Button>
            </div>
        </form>
    }
}

fn sent_view(invitation: &Invitation, again: Callback<()>, onclose: &Callback<()>) -> Html {
    html! {
        <>
            <Notice mood={Mood::Good} icon={Icon::Check} alert=true>
                <p>{ t!("members.sent", person = invitation.email.as_str()) }</p>
            </Notice>
            if let Some(link) = &invitation.link {
                <CopyField label={t!("members.link")} value={AttrValue::from(link.clone())} />
                <p class="muted">{ t!("members.link_hint") }</p>
            }
            <div class="form-actions">
                <Button onclick={onclose.clone()}>{ t!("dialog.close") }</Button>
                <Button tone={Tone::Quiet} icon={Icon::Plus} onclick={again}>{ t!("members.invite_another") }</Button>
            </div>
        </>
    }
}
