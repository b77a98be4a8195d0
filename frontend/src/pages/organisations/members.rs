//! Members and invitations.

use super::tabs;
use crate::client;
use crate::components::{
    Badge, Button, Card, Choice, CopyField, Dialog, Empty, Icon, Mood, Notice, PageHeader, ProblemView, RadioCards,
    ResourceView, TextField, Tone, keyed_part, one_of, part,
};
use crate::hooks::{Draft, Resource, checked, use_form, use_mutation, use_resource, use_session};
use crate::i18n::{t, time, word};
use crate::routes::Route;
use shared::accounts::Membership;
use shared::ids::OrganisationId;
use shared::organisations::{Invitation, InvitationList, Member, MemberList, NewInvitation, Role};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// Who belongs to the current organisation, and who is invited.
#[hook]
pub fn use_members_page() -> Html {
    let session = use_session();
    match session.membership() {
        Some(membership) => {
            keyed_part(&membership.organisation.id.to_string(), use_members, MembersProps { membership: membership.clone() })
        }
        None => html! { <PageHeader title={t!("nav.organisation")} lead={t!("account.no_organisation")} /> },
    }
}

#[derive(PartialEq)]
struct MembersProps {
    membership: Membership,
}

#[hook]
fn use_members(props: Rc<MembersProps>) -> Html {
    let organisation = &props.membership.organisation;
    let (id, manages) = (organisation.id, props.membership.role.manages());
    let inviting = use_state(|| false);
    let members = use_resource(format!("members of {id}"), move || client::organisations::members(id));
    let ready = Callback::from(|list: Rc<MemberList>| {
        html! { <ul class="rows">{ for list.items.iter().map(member_row) }</ul> }
    });
    let set = |on: bool| {
        let inviting = inviting.clone();
        Callback::from(move |()| inviting.set(on))
    };
    let invite = manages.then(|| {
        html! { <Button tone={Tone::Primary} icon={Icon::Plus} onclick={set(true)}>{ t!("members.invite") }</Button> }
    });
    html! {
        <>
            <PageHeader title={AttrValue::from(organisation.name.clone())} eyebrow={t!("organisation.eyebrow")} />
            <div class="stack-loose">
                { tabs(Route::Members) }
                <Card title={t!("members.title")} action={invite.unwrap_or_default()}>
                    <ResourceView shown={members.shown(&ready)} lines=2 />
                </Card>
                if manages {
                    { part(use_invitations, InvitationsProps { id, kind_has_allocator: Role::Allocator.exists_in(organisation.kind), open: *inviting, onclose: set(false) }) }
                }
            </div>
        </>
    }
}

fn member_row(member: &Member) -> Html {
    html! {
        <li class="spread">
            <div>
                <p class="row-title">{ &member.name }</p>
                <p class="muted">{ &member.email }{ " · " }{ t!("members.since", day = time::date(member.joined_at)) }</p>
            </div>
            <Badge mood={if member.role.manages() { Mood::Info } else { Mood::Neutral }}>{ word(member.role) }</Badge>
        </li>
    }
}

#[derive(PartialEq)]
struct InvitationsProps {
    id: OrganisationId,
    kind_has_allocator: bool,
    open: bool,
    onclose: Callback<()>,
}

#[hook]
fn use_invitations(props: Rc<InvitationsProps>) -> Html {
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
    let form = use_form(|| InvitationDraft { email: String::new(), role: Role::Volunteer }, invite.failure.clone());
    if let Some(invitation) = &*sent {
        return sent_view(invitation, &props.onclose);
    }
    let roles = [
        (Role::Volunteer, t!("members.volunteer_hint")),
        (Role::Coordinator, t!("members.coordinator_hint")),
        (Role::Allocator, t!("members.allocator_hint")),
    ];
    let choices: Vec<_> = roles
        .into_iter()
        .filter(|(role, _)| *role != Role::Allocator || props.kind_has_allocator)
        .map(|(role, hint)| Choice::new(role, word(role)).detailed(hint))
        .collect();
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

fn sent_view(invitation: &Invitation, onclose: &Callback<()>) -> Html {
    html! {
        <>
            <Notice mood={Mood::Good} icon={Icon::Check} alert=true>
                <p>{ t!("members.sent", person = invitation.email.as_str()) }</p>
            </Notice>
            if let Some(link) = &invitation.link {
                <CopyField label={t!("members.link")} value={AttrValue::from(link.clone())} />
                <p class="muted">{ t!("members.link_hint") }</p>
            }
            <div class="form-actions"><Button onclick={onclose.clone()}>{ t!("dialog.close") }</Button></div>
        </>
    }
}
