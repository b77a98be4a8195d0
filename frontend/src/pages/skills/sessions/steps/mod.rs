//! The steps that somebody may take on a session now, as the server lists them in `session.actions`.

mod agree;
mod confirm;
mod reason;

use super::words::figures;
use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_mutation, use_session};
use crate::i18n::{t, zone};
use crate::pages::skills::words::{length, state};
use agree::use_agree_form;
use confirm::use_confirm_form;
use reason::use_reason_form;
use shared::problem::Code;
use shared::skill_sessions::{SkillConfirmation, SkillSession, SkillSessionAction};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_session_steps`].
#[derive(PartialEq)]
pub struct SessionStepsProps {
    /// The session.
    pub session: SkillSession,
    /// A step was taken; this is the session from then on.
    pub onchange: Callback<SkillSession>,
    /// The session is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// Props of the forms of steps.
#[derive(PartialEq)]
pub struct StepFormProps {
    /// The session.
    pub session: SkillSession,
    /// The step.
    pub action: SkillSessionAction,
    /// The step was taken.
    pub done: Callback<SkillSession>,
}

/// Buttons for the steps. The other side's figure is confirmed with one press; all others ask something in a dialog.
#[hook]
pub fn use_session_steps(props: Rc<SessionStepsProps>) -> Html {
    let session = &props.session;
    let id = session.id;
    let toast = use_toast();
    let asking = use_state(|| None::<SkillSessionAction>);
    let done = {
        let (asking, onchange) = (asking.clone(), props.onchange.clone());
        Callback::from(move |session: SkillSession| {
            asking.set(None);
            for family in ["skill sessions", "skill hours"] {
                forget(family);
            }
            toast.emit(t!("skill_session.now", state = state(session.state)));
            onchange.emit(session);
        })
    };
    let same = {
        let done = done.clone();
        use_mutation(
            move |minutes: i64| client::skill_sessions::tell(id, SkillSessionAction::Confirm, SkillConfirmation { minutes }),
            move |session| done.emit(session),
        )
    };
    // A suspended organisation makes no new promise; all other steps bring to an end what was promised.
    let may_write = use_session().may_write();
    let shown = shown(session, may_write);
    if shown.is_empty() {
        return html! {};
    }
    let theirs = figures(session).1.filter(|theirs| figures(session).0 != Some(*theirs));
    let button = |action: &SkillSessionAction| {
        let action = *action;
        let asking = asking.clone();
        let onclick = Callback::from(move |()| asking.set(Some(action)));
        let is_other = action == SkillSessionAction::Confirm && theirs.is_some();
        let tone = if is_other { Tone::Secondary } else { tone(session, action) };
        let words = if is_other { t!("skill_session.confirm_other") } else { words(action) };
        html! { <Button {tone} icon={icon(action)} {onclick}>{ words }</Button> }
    };
    let may_confirm = shown.contains(&SkillSessionAction::Confirm);
    let onclose = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let stale = same.failure.as_ref().is_some_and(|failure| failure.is(Code::SkillSessionState));
    html! {
        <div class="stack-tight claim-steps">
            <div class="cluster">
                if let Some(minutes) = theirs.filter(|_| may_confirm) {
                    <Button tone={Tone::Primary} icon={Icon::Check} busy={same.busy} onclick={same.run.reform(move |()| minutes)}>
                        { t!("skill_session.confirm_same", length = length(minutes)) }
                    </Button>
                }
                { for shown.iter().map(button) }
            </div>
            <ProblemView failure={same.failure.clone()} retry={stale.then(|| props.onstale.clone())} />
            <Dialog open={asking.is_some()} title={asking.map(words).unwrap_or_default()} {onclose}>
                if let Some(action) = *asking {
                    { form(StepFormProps { session: session.clone(), action, done }) }
                }
            </Dialog>
        </div>
    }
}

/// The form of a step.
fn form(props: StepFormProps) -> Html {
    match props.action {
        SkillSessionAction::Agree => part(use_agree_form, props),
        SkillSessionAction::Confirm => part(use_confirm_form, props),
        _ => part(use_reason_form, props),
    }
}

/// Declining and cancelling are the same to a side that has not answered yet: one button is enough.
fn shown(session: &SkillSession, may_write: bool) -> Vec<SkillSessionAction> {
    let declines = session.actions.contains(&SkillSessionAction::Decline);
    let offered = |action: &SkillSessionAction| match action {
        SkillSessionAction::Cancel => !declines,
        SkillSessionAction::Agree => may_write,
        _ => true,
    };
    let mut actions: Vec<_> = session.actions.iter().copied().filter(offered).collect();
    // What leads on stands first.
    actions.sort_by_key(|action| !matches!(action, SkillSessionAction::Agree | SkillSessionAction::Confirm));
    actions
}

/// The words on the button.
pub(super) fn words(action: SkillSessionAction) -> AttrValue {
    match action {
        SkillSessionAction::Agree => t!("skill_session.agree"),
        SkillSessionAction::Decline => t!("skill_session.decline"),
        SkillSessionAction::Cancel | SkillSessionAction::Expire => t!("skill_session.cancel"),
        SkillSessionAction::Confirm => t!("skill_session.confirm"),
        SkillSessionAction::Reverse => t!("skill_session.reverse"),
    }
}

/// Before it has begun, confirming is possible but not what one comes for.
fn tone(session: &SkillSession, action: SkillSessionAction) -> Tone {
    match action {
        SkillSessionAction::Agree => Tone::Primary,
        SkillSessionAction::Confirm if session.starts_at <= zone::now() => Tone::Primary,
        SkillSessionAction::Confirm | SkillSessionAction::Decline => Tone::Secondary,
        SkillSessionAction::Cancel | SkillSessionAction::Reverse | SkillSessionAction::Expire => Tone::Quiet,
    }
}

const fn icon(action: SkillSessionAction) -> Icon {
    match action {
        SkillSessionAction::Agree | SkillSessionAction::Confirm => Icon::Check,
        SkillSessionAction::Reverse => Icon::Refresh,
        SkillSessionAction::Decline | SkillSessionAction::Cancel | SkillSessionAction::Expire => Icon::Close,
    }
}
