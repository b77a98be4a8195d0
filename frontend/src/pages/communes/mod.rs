//! Choosing a commune by the beginning of its name or postcode; part of other pages' forms.

use crate::client;
use crate::components::{Combobox, Suggestion};
use crate::hooks::{Binding, Found, use_found};
use crate::i18n::t;
use shared::communes::{Commune, CommuneList, CommuneQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Letters from which on a search makes sense.
const SHORTEST: usize = 2;
/// Communes shown at once.
const SHOWN: u32 = 8;

/// A commune in a form: what was typed, and which commune it is once one was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenCommune {
    /// What stands in the field.
    pub text: String,
    /// INSEE code of the chosen commune; none while the text is only text.
    pub insee_code: Option<String>,
    /// Postcodes of the chosen commune.
    pub postcodes: Vec<String>,
}

impl ChosenCommune {
    /// A commune that is known already.
    #[must_use]
    pub fn known(name: &str, insee_code: &str) -> Self {
        Self { text: name.to_owned(), insee_code: Some(insee_code.to_owned()), postcodes: Vec::new() }
    }
}

impl From<&Commune> for ChosenCommune {
    fn from(commune: &Commune) -> Self {
        Self {
            text: commune.name.clone(),
            insee_code: Some(commune.insee_code.clone()),
            postcodes: commune.postcodes.clone(),
        }
    }
}

/// Props of [`use_commune_field`].
#[derive(PartialEq)]
pub struct CommuneFieldProps {
    /// Value, error and change.
    pub bind: Binding<ChosenCommune>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    pub hint: Option<AttrValue>,
    /// Whether an answer may be left out.
    pub optional: bool,
}

/// Asks for a commune.
#[hook]
pub fn use_commune_field(props: Rc<CommuneFieldProps>) -> Html {
    let chosen = props.bind.value.clone();
    let text = chosen.text.trim().to_owned();
    let asked = (chosen.insee_code.is_none() && text.chars().count() >= SHORTEST).then_some(text);
    let found = use_found(asked, |text| client::communes::list(CommuneQuery { text, limit: Some(SHOWN) }));
    let communes = found.answer.as_ref().map(|list| list.items.clone()).unwrap_or_default();
    let typed = props.bind.change.reform(|text: String| ChosenCommune { text, ..ChosenCommune::default() });
    let onchoose = {
        let (communes, change) = (communes.clone(), props.bind.change.clone());
        Callback::from(move |suggestion: Suggestion| {
            if let Some(commune) = communes.iter().find(|commune| suggestion.value == commune.insee_code.as_str()) {
                change.emit(commune.into());
            }
        })
    };
    let bind = Binding { pointer: props.bind.pointer, value: chosen.text, error: props.bind.error.clone(), change: typed };
    html! {
        <Combobox
            {bind}
            label={props.label.clone()}
            hint={props.hint.clone()}
            suggestions={communes.iter().map(suggestion).collect::<Vec<_>>()}
            note={note(&found)}
            {onchoose}
            busy={found.busy}
            optional={props.optional}
        />
    }
}

/// What there is to say when a name was misspelt, or is that of no commune.
fn note(found: &Found<CommuneList>) -> Option<AttrValue> {
    let list = found.answer.as_ref().filter(|_| !found.busy)?;
    match list.corrected.first() {
        _ if list.items.is_empty() => Some(t!("communes.none")),
        Some(correction) => Some(t!("communes.corrected", typed = correction.typed.as_str())),
        None => None,
    }
}

fn suggestion(commune: &Commune) -> Suggestion {
    Suggestion {
        value: commune.insee_code.clone().into(),
        label: commune.name.clone().into(),
        detail: commune.postcodes.first().map(|postcode| postcode.clone().into()),
    }
}
