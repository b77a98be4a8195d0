//! A reason for a refusal that none of the usual ones says: the site tells it in its own words.

use crate::components::{Button, Icon, TextArea, use_disclosure};
use crate::hooks::{Draft, checked, optional, use_form};
use crate::i18n::t;
use crate::pages::rounds::words;
use shared::problem::FieldError;
use shared::rounds::{AnsweredLine, RoundReason};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_other`].
#[derive(PartialEq)]
pub struct OtherProps {
    /// The line, refused for another reason, without what is said of that.
    pub answer: AnsweredLine,
    /// Whether answers are on their way.
    pub busy: bool,
    /// Sends the answer.
    pub send: Callback<AnsweredLine>,
}

/// An answer, and what is being typed.
#[derive(Clone, Debug, PartialEq)]
struct OtherDraft {
    answer: AnsweredLine,
    note: String,
}

impl Draft for OtherDraft {
    type Wire = AnsweredLine;

    fn build(&self) -> Result<AnsweredLine, Vec<FieldError>> {
        checked(AnsweredLine { note: optional(&self.note), ..self.answer.clone() })
    }
}

/// One more tap, a few words, and the button that refuses the line with them.
#[hook]
pub fn use_other(props: Rc<OtherProps>) -> Html {
    let disclosure = use_disclosure(false, false);
    let form = use_form(|| OtherDraft { answer: props.answer.clone(), note: String::new() }, None);
    let fields = html! {
        <form class="form" novalidate=true onsubmit={form.submit(props.send.clone())}>
            <TextArea
                bind={form.field("/note", |draft| &mut draft.note)}
                label={t!("round_share.other_note")}
                hint={t!("round_share.other_note_hint")}
                rows=2
            />
            <div class="form-actions">
                <Button icon={Icon::Close} submit=true busy={props.busy}>{ t!("round_share.other_send") }</Button>
            </div>
        </form>
    };
    disclosure.around(words::reason(RoundReason::Other), fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;
    use crate::pages::rounds::share::line::answered;
    use shared::rounds::LineAnswer;

    fn draft(note: &str) -> OtherDraft {
        let line = fixtures::line(1, None);
        let answer = answered(&line, LineAnswer::Refuse, Some(RoundReason::Other));
        OtherDraft { answer, note: note.to_owned() }
    }

    #[test]
    fn another_reason_is_told_in_words() {
        let wrong = |note: &str| draft(note).build().unwrap_err().remove(0);
        assert_eq!((wrong(" ").pointer, wrong(" ").code), ("/note".to_owned(), "required".to_owned()));
        assert_eq!(wrong("ok").code, "too_short");
        let sent = draft(" Chambre froide en panne ").build().unwrap();
        assert_eq!(sent.note.as_deref(), Some("Chambre froide en panne"));
        assert_eq!(sent.reason, Some(RoundReason::Other));
    }
}
