//! One member: role, removal, the own leave.

use super::roles::role_choices;
use crate::client;
use crate::components::{Badge, Button, Dialog, Icon, Mood, ProblemView, RadioCards, Tone, one_of, part, use_toast};
use crate::hooks::{Draft, forget, use_form, use_mutation, use_session};
use crate::i18n::{t, time, word};
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::members::{Member, MemberPatch};
use shared::organisations::Role;
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_member`].
#[derive(Clone, PartialEq)]
pub struct MemberProps {
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub member: Member,
    /// Whether that is the logged-in person.
    pub is_me: bool,
    /// Whether the logged-in person manages the members.
    pub manages: bool,
    /// Whether there are allocators in this kind of organisation.
    pub has_allocator: bool,
    /// The list is out of date.
    pub onchanged: Callback<()>,
}

/// What is being asked about a member.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Role,
    Removal,
}

/// A member, with what the logged-in person may do about it.
#[hook]
pub fn use_member(props: Rc<MemberProps>) -> Html {
    let asking = use_state(|| None::<Asking>);
    let member = &props.member;
    let ask = |what: Option<Asking>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(what))
    };
    let removal = if props.is_me { t!("members.leave") } else { t!("members.remove_of", person = member.name.as_str()) };
    html! {
        <li class="stack-tight">
            <div class="spread">
                <div>
                    <p class="row-title">{ &member.name }</p>
                    <p class="muted">{ &member.email }{ " · " }{ t!("members.since", day = time::date(member.joined_at)) }</p>
                </div>
                <div class="cluster">
                    <Badge mood={if member.role.manages() { Mood::Info } else { Mood::Neutral }}>{ word(member.role) }</Badge>
                    if props.manages {
                        <Button tone={Tone::Quiet} icon={Icon::Edit} onclick={ask(Some(Asking::Role))} label={t!("members.change_role_of", person = member.name.as_str())}>
                            { t!("members.change_role") }
                        </Button>
                    }
                    if props.manages || props.is_me {
                        <Button tone={Tone::Quiet} onclick={ask(Some(Asking::Removal))} label={removal.clone()}>
                            { if props.is_me { t!("members.leave") } else { t!("members.remove") } }
                        </Button>
                    }
                </div>
            </div>
            <Dialog open={*asking == Some(Asking::Role)} title={t!("members.change_role_of", person = member.name.as_str())} onclose={ask(None)}>
                { part(use_role_form, QuestionProps { about: (*props).clone(), onclose: ask(None) }) }
            </Dialog>
            <Dialog open={*asking == Some(Asking::Removal)} title={removal} onclose={ask(None)}>
                { part(use_removal, QuestionProps { about: (*props).clone(), onclose: ask(None) }) }
            </Dialog>
        </li>
    }
}

#[derive(PartialEq)]
struct QuestionProps {
    about: MemberProps,
    onclose: Callback<()>,
}

#[derive(Clone, PartialEq)]
struct RoleDraft {
    role: Role,
}

impl Draft for RoleDraft {
    type Wire = MemberPatch;

    fn build(&self) -> Result<MemberPatch, Vec<FieldError>> {
        Ok(MemberPatch { role: self.role })
    }
}

#[hook]
fn use_role_form(props: Rc<QuestionProps>) -> Html {
    let (session, toast) = (use_session(), use_toast());
    let about = &props.about;
    let (organisation, person, is_me) = (about.organisation, about.member.user_id, about.is_me);
    let save = {
        let (onchanged, onclose) = (about.onchanged.clone(), props.onclose.clone());
        use_mutation(
            move |patch| client::organisations::update_member(organisation, person, patch),
            move |member: Member| {
                toast.emit(t!("members.role_changed", person = member.name));
                onchanged.emit(());
                onclose.emit(());
                if is_me {
                    session.reload.emit(());
                }
            },
        )
    };
    let form = use_form(|| RoleDraft { role: about.member.role }, save.failure.clone());
    let choices = role_choices(about.has_allocator);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView failure={save.failure.clone()} />
            <RadioCards question={one_of(&form.field("/role", |draft| &mut draft.role), &choices)} label={t!("members.role")} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}

/// Asks before somebody loses access: only a new invitation brings it back.
#[hook]
fn use_removal(props: Rc<QuestionProps>) -> Html {
    let (session, navigator, toast) = (use_session(), use_navigator(), use_toast());
    let about = &props.about;
    let (organisation, person, is_me) = (about.organisation, about.member.user_id, about.is_me);
    let remove = {
        let (onchanged, onclose, name) = (about.onchanged.clone(), props.onclose.clone(), about.member.name.clone());
        use_mutation(
            move |()| async move {
                if is_me {
                    client::organisations::leave(organisation).await
                } else {
                    client::organisations::remove_member(organisation, person).await
                }
            },
            move |()| {
                onclose.emit(());
                if !is_me {
                    toast.emit(t!("members.removed", person = name.as_str()));
                    onchanged.emit(());
                    return;
                }
                toast.emit(t!("members.left"));
                forget("");
                session.reload.emit(());
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Account);
                }
            },
        )
    };
    html! {
        <div class="stack">
            <p>{ if is_me { t!("members.leave_text") } else { t!("members.remove_text", person = about.member.name.as_str()) } }</p>
            <ProblemView failure={remove.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} busy={remove.busy} onclick={remove.run.clone()}>
                    { if is_me { t!("members.leave") } else { t!("members.remove") } }
                </Button>
                <Button tone={Tone::Quiet} onclick={props.onclose.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </div>
    }
}
