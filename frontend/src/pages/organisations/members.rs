//! Members and invitations.

use super::invitations::{InvitationsProps, use_invitations};
use super::member::{MemberProps, use_member};
use super::tabs;
use crate::client;
use crate::components::{Button, Card, Icon, PageHeader, ResourceView, Tone, keyed_part, part};
use crate::hooks::{use_resource, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::accounts::Membership;
use shared::members::{Member, MemberList};
use shared::organisations::{OrganisationStatus, Role};
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
    let session = use_session();
    let membership = &props.membership;
    let organisation = &membership.organisation;
    let id = organisation.id;
    // A suspended organisation may lose people, but not gain any or give them more rights.
    let manages = membership.role.manages() && membership.status != OrganisationStatus::Suspended;
    let has_allocator = Role::Allocator.exists_in(organisation.kind);
    let inviting = use_state(|| false);
    let members = use_resource(format!("members of {id}"), move || client::organisations::members(id));
    let ready = {
        let (reload, me) = (members.reload.clone(), session.me().map(|me| me.user.id));
        Callback::from(move |list: Rc<MemberList>| {
            let row = |member: &Member| {
                let props = MemberProps {
                    organisation: id,
                    member: member.clone(),
                    is_me: Some(member.user_id) == me,
                    manages,
                    has_allocator,
                    onchanged: reload.clone(),
                };
                keyed_part(&member.user_id.to_string(), use_member, props)
            };
            html! { <ul class="rows">{ for list.items.iter().map(row) }</ul> }
        })
    };
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
                    { part(use_invitations, InvitationsProps { id, kind_has_allocator: has_allocator, open: *inviting, onclose: set(false) }) }
                }
            </div>
        </>
    }
}
