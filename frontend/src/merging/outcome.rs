//! What became of a change by somebody else: told above the form, decided at its fields.

use super::merge::{Both, Merge};
use super::notice::{NoticeProps, use_notice};
use crate::components::{Clash, Clashes, Side, part};
use crate::hooks::{Form, Mutation};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// What became of the last change by somebody else.
pub struct Outcome<D> {
    /// Counts such changes: each is told.
    pub round: u32,
    /// The labels of what was taken from them.
    pub taken: Vec<AttrValue>,
    /// What both have changed, and what was decided.
    pub both: Vec<(Both, Option<Side>)>,
    /// My draft, to decide for.
    pub mine: D,
    /// Theirs.
    pub theirs: D,
}

impl<D: Clone> Outcome<D> {
    fn decided(&self, pointer: &str, side: Side) -> Self {
        let decide = |(both, chosen): &(Both, Option<Side>)| {
            (both.clone(), if both.pointer == pointer { Some(side) } else { *chosen })
        };
        let both = self.both.iter().map(decide).collect();
        let (mine, theirs) = (self.mine.clone(), self.theirs.clone());
        Self { round: self.round, taken: self.taken.clone(), both, mine, theirs }
    }
}

type Told<D> = UseStateHandle<Option<Rc<Outcome<D>>>>;

/// Sends the form once everything is decided; else shows what is not.
pub fn submit<D: Merge>(form: &Form<D>, save: &Mutation<D::Wire>, outcome: &Told<D>) -> Callback<SubmitEvent> {
    let both = outcome.as_ref().map(|outcome| outcome.both.as_slice()).unwrap_or_default();
    let open = both.iter().filter(|(_, chosen)| chosen.is_none());
    let errors: Vec<_> = open.map(|(both, _)| FieldError::new(both.pointer, "both_changed")).collect();
    if errors.is_empty() {
        return form.submit(save.run.clone());
    }
    let form = form.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        form.reject_fields(errors.clone());
    })
}

/// What happened, in words.
pub fn told<D>(outcome: &Rc<Outcome<D>>) -> Html {
    let to_choose = outcome.both.iter().map(|(both, _)| both.label.clone()).collect();
    part(use_notice, NoticeProps { round: outcome.round, taken: outcome.taken.clone(), to_choose })
}

/// The choices for the fields; each puts its answer into the draft.
pub fn choices<D: Merge>(form: &Form<D>, told: &Told<D>) -> Clashes {
    let Some(outcome) = told.as_ref() else { return Clashes::default() };
    let choice = |(both, chosen): &(Both, Option<Side>)| {
        let Both { pointer, label, mine, theirs } = both.clone();
        let (form, told, outcome) = (form.clone(), told.clone(), Rc::clone(outcome));
        let choose = Callback::from(move |side: Side| {
            let from = if side == Side::Mine { outcome.mine.clone() } else { outcome.theirs.clone() };
            if let Some(part) = D::parts().into_iter().find(|part| part.pointer == pointer) {
                form.edit_at(pointer, move |draft| (part.take)(draft, &from));
            }
            told.set(Some(Rc::new(outcome.decided(pointer, side))));
        });
        Clash { pointer, label, mine, theirs, chosen: *chosen, choose }
    };
    Clashes::new(outcome.both.iter().map(choice).collect())
}
