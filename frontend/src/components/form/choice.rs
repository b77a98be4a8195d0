//! Possible answers, and what the fields that offer them have in common.
//!
//! A page works with its own types of answers. The components see places in a list instead, so that each is compiled
//! once.

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

/// A question whose answers are places in a list; made by [`one_of`] and [`any_of`].
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The JSON pointer; also makes the element's id.
    pub pointer: &'static str,
    /// What is wrong with the answer.
    pub error: Option<AttrValue>,
    /// The answers; the value says whether it is chosen.
    pub answers: Vec<Choice<bool>>,
    /// Takes the place of the answer.
    pub choose: Callback<usize>,
}

/// Asks for one of these answers.
pub fn one_of<V: Clone + PartialEq + 'static>(bind: &Binding<V>, choices: &[Choice<V>]) -> Question {
    let values: Vec<V> = choices.iter().map(|choice| choice.value.clone()).collect();
    let change = bind.change.clone();
    let choose = Callback::from(move |place: usize| {
        if let Some(value) = values.get(place) {
            change.emit(value.clone());
        }
    });
    Question { pointer: bind.pointer, error: bind.error.clone(), answers: marked(choices, |v| *v == bind.value), choose }
}

/// Asks for any of these answers; choosing one turns it on or off. The value keeps the order of the choices.
pub fn any_of<V: Clone + PartialEq + 'static>(bind: &Binding<Vec<V>>, choices: &[Choice<V>]) -> Question {
    let all: Vec<(V, bool)> =
        choices.iter().map(|choice| (choice.value.clone(), bind.value.contains(&choice.value))).collect();
    let change = bind.change.clone();
    let choose = Callback::from(move |place: usize| {
        let kept = all.iter().enumerate().filter(|(index, (_, on))| *on != (*index == place));
        change.emit(kept.map(|(_, (value, _))| value.clone()).collect());
    });
    Question {
        pointer: bind.pointer,
        error: bind.error.clone(),
        answers: marked(choices, |v| bind.value.contains(v)),
        choose,
    }
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
