//! Confirming how long a session took.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{Button, Icon, ProblemView, TextField, Tone};
use crate::hooks::{Draft, checked, optional, use_form, use_mutation};
use crate::i18n::{number, t};
use crate::pages::skills::words::length;
use shared::problem::FieldError;
use shared::skill_sessions::SkillConfirmation;
use shared::time::MINUTE;
use std::rc::Rc;
use yew::prelude::*;

/// A length as it is being typed.
#[derive(Clone, PartialEq)]
struct LengthDraft {
    hours: String,
    minutes: String,
}

impl LengthDraft {
    fn of(minutes: i64) -> Self {
        Self { hours: (minutes / 60).to_string(), minutes: (minutes % 60).to_string() }
    }
}

impl Draft for LengthDraft {
    type Wire = SkillConfirmation;

    fn build(&self) -> Result<SkillConfirmation, Vec<FieldError>> {
        let read = |text: &str| optional(text).map_or(Some(0), |text| number::parse_integer(&text));
        let nothing = optional(&self.hours).is_none() && optional(&self.minutes).is_none();
        let wrong = |code| Err(vec![FieldError::new("/minutes", code)]);
        match (read(&self.hours), read(&self.minutes)) {
            _ if nothing => wrong("required"),
            (Some(hours), Some(minutes)) if hours >= 0 && (0..60).contains(&minutes) => {
                checked(SkillConfirmation { minutes: hours.saturating_mul(60).saturating_add(minutes) })
            }
            _ => wrong("number"),
        }
    }
}

/// Asks for hours and minutes: as planned, or as the other side has said.
#[hook]
pub fn use_confirm_form(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.session.id, props.action, props.done.clone());
    let send = use_mutation(
        move |told: SkillConfirmation| client::skill_sessions::tell(id, action, told),
        move |session| done.emit(session),
    );
    let (ours, theirs) = super::super::words::figures(&props.session);
    let planned = (props.session.ends_at.0 - props.session.starts_at.0) / MINUTE;
    let form = use_form(|| LengthDraft::of(ours.or(theirs).unwrap_or(planned)), send.failure.clone());
    let other = super::super::words::other_side(&props.session).name.as_str();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ t!("skill_session.confirm_lead") }</p>
            if let Some(theirs) = theirs {
                <p><strong>{ t!("skill_session.other_said", organisation = other, length = length(theirs)) }</strong></p>
            }
            <div class="form-row">
                <TextField bind={form.field("/hours", |draft| &mut draft.hours)} label={t!("skill_session.hours")} inputmode="numeric" unit="h" />
                <TextField bind={form.field("/minutes", |draft| &mut draft.minutes)} label={t!("skill_session.minutes")} inputmode="numeric" unit="min" />
            </div>
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy}>{ words(action) }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_minutes_are_minutes() {
        let built = |hours: &str, minutes: &str| {
            LengthDraft { hours: hours.to_owned(), minutes: minutes.to_owned() }.build().map(|told| told.minutes)
        };
        assert_eq!(built("2", "15"), Ok(135));
        assert_eq!(built("", "45"), Ok(45));
        assert_eq!(built("0", ""), Ok(0), "it did not take place");
        assert_eq!(built("1", "75").unwrap_err()[0].code, "number");
        assert_eq!(built(" ", "").unwrap_err()[0].code, "required");
        assert_eq!(built("25", "0").unwrap_err()[0].pointer, "/minutes");
        assert_eq!(LengthDraft::of(135).build().map(|told| told.minutes), Ok(135));
    }
}
