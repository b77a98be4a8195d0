//! A field that somebody else has changed as well: both answers in words, and a choice.

use super::field::id_of;
use crate::components::Icon;
use crate::i18n::t;
use std::rc::Rc;
use yew::prelude::*;

/// Whose answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That of the person who types.
    Mine,
    /// That of the other one, which is saved already.
    Theirs,
}

/// A field that both have changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The JSON pointer of the field.
    pub pointer: &'static str,
    /// The field's label.
    pub label: AttrValue,
    /// My answer in words.
    pub mine: AttrValue,
    /// Theirs.
    pub theirs: AttrValue,
    /// What was decided.
    pub chosen: Option<Side>,
    /// Decides.
    pub choose: Callback<Side>,
}

/// The fields of a form that both have changed; each field finds its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clashes(Rc<Vec<Clash>>);

impl Clashes {
    /// These.
    #[must_use]
    pub fn new(all: Vec<Clash>) -> Self {
        Self(Rc::new(all))
    }

    /// The choice at the field with this element id, where both have changed it.
    pub fn at(&self, id: &str) -> Html {
        self.0.iter().find(|clash| id_of(clash.pointer) == id).map(|clash| choice(clash, id)).unwrap_or_default()
    }
}

fn choice(clash: &Clash, id: &str) -> Html {
    let answer = |side: Side, words: AttrValue| {
        let onchange = clash.choose.reform(move |_: Event| side);
        html! {
            <label class="radio-card">
                <input type="radio" name={format!("{id}-clash")} checked={clash.chosen == Some(side)} {onchange} />
                <span class="radio-card-words">{ words }</span>
            </label>
        }
    };
    let said = |words: &AttrValue| if words.is_empty() { t!("merge.nothing") } else { words.clone() };
    html! {
        <fieldset class="clash">
            <legend class="with-icon">{ Icon::Users }<span>{ t!("merge.both", field = clash.label.clone()) }</span></legend>
            { answer(Side::Mine, t!("merge.mine", value = said(&clash.mine))) }
            { answer(Side::Theirs, t!("merge.theirs", value = said(&clash.theirs))) }
        </fieldset>
    }
}
