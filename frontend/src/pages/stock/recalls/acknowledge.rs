//! What a site has done with recalled food: brought back, destroyed, given before anybody knew. Not more than it has.

use crate::client;
use crate::components::{Button, Icon, ProblemView, QuantityField, TextArea, Tone, use_toast};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_key_of, use_mutation};
use crate::i18n::{number, t};
use shared::ids::{RecallId, SiteId};
use shared::problem::FieldError;
use shared::stock::{Recall, RecallAcknowledgement, RecallNotice};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// The answer as text, kg.
#[derive(Clone, Debug, PartialEq)]
struct AnswerDraft {
    site: SiteId,
    /// What the site has, by the books.
    left: Grams,
    returned: String,
    destroyed: String,
    used: String,
    note: String,
}

impl AnswerDraft {
    fn new(site: SiteId, left: Grams) -> Self {
        Self { site, left, returned: String::new(), destroyed: String::new(), used: String::new(), note: String::new() }
    }

    /// All that is told; what is no number counts for nothing.
    fn counted(&self) -> Grams {
        let read = |text: &String| kg(text).unwrap_or_default();
        [&self.returned, &self.destroyed, &self.used].into_iter().map(read).fold(Grams::ZERO, Grams::plus)
    }
}

/// What was typed in kg; nothing for nothing.
fn kg(text: &str) -> Result<Grams, &'static str> {
    if text.trim().is_empty() {
        return Ok(Grams::ZERO);
    }
    number::parse_decimal(text).filter(|grams| *grams >= 0).map(Grams).ok_or("number")
}

impl Draft for AnswerDraft {
    type Wire = RecallAcknowledgement;

    fn build(&self) -> Result<RecallAcknowledgement, Vec<FieldError>> {
        let (returned, destroyed, used) = (kg(&self.returned), kg(&self.destroyed), kg(&self.used));
        let too_much = (self.counted() > self.left).then_some("more_than_left");
        let wrong = [
            ("/returned_grams", returned.err().or(too_much)),
            ("/destroyed_grams", destroyed.err()),
            ("/used_grams", used.err()),
        ];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?)));
        let told = RecallAcknowledgement {
            site_id: self.site,
            returned_grams: returned.unwrap_or_default(),
            destroyed_grams: destroyed.unwrap_or_default(),
            used_grams: used.unwrap_or_default(),
            note: optional(&self.note),
        };
        checked_beside(wrong.collect(), told)
    }
}

/// Props of [`use_acknowledge_form`].
#[derive(PartialEq)]
pub struct AcknowledgeProps {
    /// The recall.
    pub recall: RecallId,
    /// The site.
    pub notice: RecallNotice,
    /// It was told; this is the recall from then on.
    pub done: Callback<Recall>,
    /// The recall is not as we thought: fetch it again.
    pub onstale: Callback<()>,
}

/// Asks what became of it.
#[hook]
pub fn use_acknowledge_form(props: Rc<AcknowledgeProps>) -> Html {
    let id = props.recall;
    let (toast, keys) = (use_toast(), use_key_of());
    let send = {
        let done = props.done.clone();
        use_mutation(
            move |told: RecallAcknowledgement| {
                let key = keys.of(&told);
                client::stock::acknowledge(id, told, key)
            },
            move |recall: Recall| {
                toast.emit(t!("recalls.answered"));
                done.emit(recall);
            },
        )
    };
    let (site, left) = (props.notice.site.id, props.notice.left_grams);
    let form = use_form(|| AnswerDraft::new(site, left), send.failure.clone());
    let counted = form.draft.counted();
    let rest = left.minus(counted);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ t!("recalls.answer_lead", kg = number::weight(left)) }</p>
            <QuantityField bind={form.field("/returned_grams", |draft| &mut draft.returned)} label={t!("recalls.returned")} hint={t!("recalls.returned_hint")} unit="kg" optional=true />
            <QuantityField bind={form.field("/destroyed_grams", |draft| &mut draft.destroyed)} label={t!("recalls.destroyed")} unit="kg" optional=true />
            <QuantityField bind={form.field("/used_grams", |draft| &mut draft.used)} label={t!("recalls.used")} hint={t!("recalls.used_hint")} unit="kg" optional=true />
            <p role="status">
                <strong>{ t!("recalls.counted", counted = number::weight(counted), left = number::weight(left)) }</strong>
                if rest > Grams::ZERO {
                    { " " }{ t!("recalls.rest", rest = number::weight(rest)) }
                }
            </p>
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional=true />
            <ProblemView failure={send.failure.clone()} retry={props.onstale.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy}>{ t!("recalls.answer_send") }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(returned: &str, destroyed: &str, used: &str) -> AnswerDraft {
        AnswerDraft {
            returned: returned.to_owned(),
            destroyed: destroyed.to_owned(),
            used: used.to_owned(),
            ..AnswerDraft::new(SiteId(uuid::Uuid::from_u128(1)), Grams(6_000))
        }
    }

    #[test]
    fn an_answer_adds_up_to_what_there_is_or_less() {
        let told = draft("4", "1,5", "").build().unwrap();
        assert_eq!((told.returned_grams, told.destroyed_grams, told.used_grams), (Grams(4_000), Grams(1_500), Grams::ZERO));
        let errors = draft("4", "1", "2").build().unwrap_err();
        assert_eq!((errors[0].pointer.as_str(), errors[0].code.as_str()), ("/returned_grams", "more_than_left"));
        assert_eq!(draft("4", "beaucoup", "").build().unwrap_err()[0].pointer, "/destroyed_grams");
        assert_eq!(draft("", "", "").build().unwrap().counted(), Grams::ZERO);
    }
}
