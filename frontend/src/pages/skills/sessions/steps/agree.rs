//! Agreeing: the side that helps says who comes.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{Button, Choice, Icon, SelectField, Tone, one_of};
use crate::hooks::{Draft, use_form, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::pages::skills::detail::propose::refusal;
use shared::ids::UserId;
use shared::problem::FieldError;
use shared::skill_sessions::{SkillAgreement, SkillSessionParty};
use std::rc::Rc;
use yew::prelude::*;

/// An agreement as it is being made.
#[derive(Clone, PartialEq)]
struct AgreeDraft {
    person: Option<UserId>,
}

impl Draft for AgreeDraft {
    type Wire = SkillAgreement;

    fn build(&self) -> Result<SkillAgreement, Vec<FieldError>> {
        Ok(SkillAgreement { person_id: self.person })
    }
}

/// Asks who comes where we help, and agrees.
#[hook]
pub fn use_agree_form(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.session.id, props.action, props.done.clone());
    let we_help = props.session.party == SkillSessionParty::Giver;
    let giver = props.session.giver.id;
    let me = use_session().author();
    let members = use_resource(format!("members of {giver}"), move || client::organisations::members(giver));
    let send = use_mutation(
        move |agreement: SkillAgreement| client::skill_sessions::tell(id, action, agreement),
        move |session| done.emit(session),
    );
    let known = props.session.person.as_ref().map(|person| person.id);
    let start = || AgreeDraft { person: known.or(me).filter(|_| we_help) };
    let form = use_form(start, send.failure.clone());
    let bind = form.field("/person_id", |draft| &mut draft.person);
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    let choices: Vec<_> =
        members.iter().map(|member| Choice::new(Some(member.user_id), member.name.clone().into())).collect();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ super::super::words::span(&props.session) }</p>
            if we_help && !choices.is_empty() {
                <SelectField question={one_of(&bind, &choices)} label={t!("skill_session.who_comes")} />
            }
            { refusal(&send.failure) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy}>{ words(action) }</Button>
            </div>
        </form>
    }
}
