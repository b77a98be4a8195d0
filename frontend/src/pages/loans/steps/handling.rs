//! Handing an item out and taking it back: in which condition it is.

use super::{StepFormProps, words};
use crate::client;
use crate::components::{Button, Choice, ProblemView, RadioCards, TextArea, Tone, one_of};
use crate::hooks::{Draft, checked, optional, use_form, use_mutation};
use crate::i18n::{t, word};
use shared::loans::{Handling, ItemCondition, LoanAction};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// A condition as it is being said.
#[derive(Clone, PartialEq)]
struct HandlingDraft {
    condition: ItemCondition,
    note: String,
    /// Whether it can still be lent, where it comes back damaged.
    lendable: bool,
}

impl Draft for HandlingDraft {
    type Wire = Handling;

    fn build(&self) -> Result<Handling, Vec<FieldError>> {
        let damaged = self.condition == ItemCondition::Damaged;
        checked(Handling {
            condition: self.condition,
            note: optional(&self.note),
            lendable: damaged.then_some(self.lendable),
        })
    }
}

/// Asks in which condition it is.
#[hook]
pub fn use_handling_form(props: Rc<StepFormProps>) -> Html {
    let (id, action, done) = (props.id, props.action, props.done.clone());
    let send = use_mutation(move |told: Handling| client::loans::tell(id, action, told), move |loan| done.emit(loan));
    let start = || HandlingDraft { condition: ItemCondition::Good, note: String::new(), lendable: false };
    let form = use_form(start, send.failure.clone());
    let mut condition = form.field("/condition", |draft| &mut draft.condition);
    {
        // A note that was missing for one condition is not for another.
        let (form, change) = (form.clone(), condition.change.clone());
        condition.change = Callback::from(move |one| {
            change.emit(one);
            form.edit_at("/note", |_| ());
        });
    }
    let choices: Vec<_> = ItemCondition::ALL.iter().map(|one| Choice::new(*one, word(*one))).collect();
    let damaged = form.draft.condition == ItemCondition::Damaged;
    let lendable = form.field("/lendable", |draft| &mut draft.lendable);
    let lending = [Choice::new(false, t!("repairs.no")), Choice::new(true, t!("repairs.yes"))];
    let hint = if damaged { t!("loan.note_damaged") } else { t!("loan.note_hint") };
    let lead = if action == LoanAction::HandOut { t!("loan.hand_out_lead") } else { t!("loan.take_back_lead") };
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ lead }</p>
            <RadioCards question={one_of(&condition, &choices)} label={t!("loan.condition")} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("loan.note")} {hint} optional={!damaged} />
            if damaged && action == LoanAction::TakeBack {
                <RadioCards question={one_of(&lendable, &lending)} label={t!("repairs.can_lend")} />
            }
            <ProblemView failure={send.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={send.busy}>{ words(action) }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_at_the_note() {
        let draft = |condition, note: &str| HandlingDraft { condition, note: note.to_owned(), lendable: false }.build();
        assert!(draft(ItemCondition::Worn, " ").is_ok_and(|told| told.note.is_none()));
        assert_eq!(draft(ItemCondition::Damaged, "").unwrap_err()[0].pointer, "/note");
    }
}
