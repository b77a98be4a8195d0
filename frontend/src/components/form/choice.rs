//! Possible answers, and what the fields that offer them have in common.
//!
//! Fields are generic over the answer, so that a page works with its own types. Their drawing is not: it sees places in
//! the list, and is compiled once.

use crate::hooks::Binding;
use yew::prelude::*;

/// One possible answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<V> {
    /// What is answered.
    pub value: V,
    /// How it reads.
    pub label: AttrValue,
    /// More about it.
    pub detail: Option<AttrValue>,
    /// Heading of its group; neighbours of one group stand together.
    pub group: Option<AttrValue>,
}

impl<V> Choice<V> {
    /// An answer that needs no more words.
    pub fn new(value: V, label: AttrValue) -> Self {
        Self { value, label, detail: None, group: None }
    }

    /// With more about it.
    #[must_use]
    pub fn detailed(mut self, detail: AttrValue) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Below a heading.
    #[must_use]
    pub fn grouped(mut self, group: AttrValue) -> Self {
        self.group = Some(group);
        self
    }
}

/// A question whose answers are places in a list.
pub(super) struct Question {
    pub pointer: &'static str,
    pub error: Option<AttrValue>,
    /// The answers; the value says whether it is chosen.
    pub answers: Vec<Choice<bool>>,
    /// Takes the place of the answer.
    pub choose: Callback<usize>,
}

/// The question behind a field of one answer.
pub(super) fn one_of<V: Clone + PartialEq + 'static>(bind: &Binding<V>, choices: &[Choice<V>]) -> Question {
    let values: Vec<V> = choices.iter().map(|choice| choice.value.clone()).collect();
    let change = bind.change.clone();
    let choose = Callback::from(move |place: usize| {
        if let Some(value) = values.get(place) {
            change.emit(value.clone());
        }
    });
    Question { pointer: bind.pointer, error: bind.error.clone(), answers: marked(choices, |v| *v == bind.value), choose }
}

/// The question behind a field of any answers; choosing one turns it on or off.
pub(super) fn any_of<V: Clone + PartialEq + 'static>(bind: &Binding<Vec<V>>, choices: &[Choice<V>]) -> Question {
    let all: Vec<(V, bool)> = choices.iter().map(|choice| (choice.value.clone(), bind.value.contains(&choice.value))).collect();
    let change = bind.change.clone();
    let choose = Callback::from(move |place: usize| {
        let kept = all.iter().enumerate().filter(|(index, (_, on))| *on != (*index == place));
        change.emit(kept.map(|(_, (value, _))| value.clone()).collect());
    });
    Question { pointer: bind.pointer, error: bind.error.clone(), answers: marked(choices, |v| bind.value.contains(v)), choose }
}

fn marked<V>(choices: &[Choice<V>], is_on: impl Fn(&V) -> bool) -> Vec<Choice<bool>> {
    let mark = |choice: &Choice<V>| Choice {
        value: is_on(&choice.value),
        label: choice.label.clone(),
        detail: choice.detail.clone(),
        group: choice.group.clone(),
    };
    choices.iter().map(mark).collect()
}
